"""What the dashboard's server is sent to change something, and what it answers then."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from khabar.review.agreement import Agreement
from khabar.view.desk.schema import Answer, EventRow
from khabar.view.desk.schema_cards import DecisionLine, Verdict

ErrandState = Literal["waiting", "running", "done", "failed"]
Line = Annotated[str, StringConstraints(max_length=2_000)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]
Reason = Annotated[str, StringConstraints(min_length=1, max_length=5_000, strip_whitespace=True)]


class Sent(BaseModel):
    """A JSON object that was sent: these keys, no others, no value converted."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class DecisionSent(Sent):
    """What an analyst decides; see `khabar review` for what each verdict takes."""

    subject: Annotated[str, StringConstraints(min_length=1, max_length=64)]
    verdict: Verdict
    who: Name
    why: Reason
    field: Annotated[str, StringConstraints(max_length=200)] | None = None
    value: Annotated[str, StringConstraints(max_length=100_000)] | None = None


class DecisionMade(Answer):
    """The first decision that was appended, how many were, and the events they bear on now.

    `errand` is the errand after which events follow, where that takes longer than a click.
    """

    decision: DecisionLine
    decisions: int
    events: list[str]
    redirect: str | None
    errand: str | None


class Chain(Answer):
    """Whether every decision follows the one before as it was written."""

    intact: bool
    broken_at: int | None


class DecisionFeed(Answer):
    """Decisions, newest first; `cursor` asks for earlier ones."""

    rows: list[DecisionLine]
    cursor: str | None
    chain: Chain


class QueueRow(EventRow):
    """An event to review: why, and how much that weighs."""

    why: list[str]
    weight: int


class Queue(Answer):
    """The events that matter most to review; `left` counts all."""

    rows: list[QueueRow]
    left: int
    cursor: str | None


class FieldAgreement(Answer):
    """How far analysts agree on what one corrected field should be."""

    field: str
    agreement: Agreement


class AgreementAnswer(Answer):
    """How far all `analysts` agree on what is right; kappa is of `one` and `other`."""

    analysts: list[str]
    one: str | None
    other: str | None
    agreement: Agreement
    by_field: list[FieldAgreement]


class TextSent(Sent):
    """An article as pasted, with what is known of it."""

    text: Annotated[str, StringConstraints(pattern=r"\S", max_length=500_000)]
    title: Line | None = None
    outlet: Line | None = None
    published: Line | None = None
    url: Line | None = None


class AddressesSent(Sent):
    """Web addresses to fetch."""

    urls: Annotated[list[Line], Field(min_length=1, max_length=500)]


class ErrandStarted(Answer):
    """The id by which to ask how an errand goes."""

    errand: str


class LeftOut(Answer):
    """An item that was not coded, and why."""

    item: str
    reason: str


class ErrandAnswer(Answer):
    """How an errand goes. `total` grows where it is not known before; `now` is what it reads."""

    id: str
    state: ErrandState
    done: int
    total: int
    now: str | None
    outcomes: dict[str, int]
    dropped: list[LeftOut]
    events: list[str]
    error: str | None


class SearchSent(Sent):
    """A filter to save."""

    name: Name
    q: Annotated[str, StringConstraints(max_length=4_000)] = ""
    webhook: Line | None = None
    killed_at_least: Annotated[int, Field(ge=0)] | None = None


class SearchAnswer(Answer):
    """A saved search; `new` counts events that came or changed since somebody looked.

    `feed` is the path of its Atom feed, with the key that opens it.
    """

    id: str
    name: str
    q: str
    webhook: str | None
    killed_at_least: int | None
    created: str
    new: int
    feed: str


class Searches(Answer):
    """All saved searches."""

    searches: list[SearchAnswer]


class MethodPage(Answer):
    """A page of khabar's documentation, as HTML that was made from it."""

    name: str
    title: str
    html: str


class Method(Answer):
    """How khabar works, as its documentation says it."""

    pages: list[MethodPage]
