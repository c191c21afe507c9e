"""Short makers of claims, articles and tellings about made-up fighting."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from khabar.merge.telling import Telling, day_number, tell
from khabar.model import (
    Article,
    Block,
    Claim,
    Harm,
    Outcome,
    Party,
    PlacePrecision,
    Source,
    Span,
    Stance,
    When,
    Where,
)

DAY, NEXT_DAY = "2024-05-04", "2024-05-05"
BRIGADE = ("Red Brigade", "red_brigade")
FRONT = ("Northern Front", "northern_front")


def span(article: str, words: str = "attack", start: int = 0) -> Span:
    return Span(article, start, start + len(words), words)


def harm(
    low: int | None,
    high: int | None = None,
    *,
    outcome: Outcome = "killed",
    group: str | None = None,
    open_end: bool = False,
    approximate: bool = False,
    words: str = "people",
) -> Harm:
    """A figure of people; one number is exact unless its end is open ("at least")."""
    high = None if open_end else low if high is None else high
    return Harm(outcome, low, high, group, approximate, span("a", words))


def day(start: str, end: str | None = None) -> When:
    return When(start, end or start, "day", "stated", span("a"))


def town(
    name: str = "Belsk",
    country: str | None = "VAR",
    province: str | None = None,
    point: tuple[float, float] | None = None,
    number: int | None = 7,
    precision: PlacePrecision = "exact",
) -> Where:
    latitude, longitude = point or (None, None)
    return Where(
        name, country, country, province, None, number, latitude, longitude, precision, span("a")
    )


def by(name: str, stance: Stance = "says") -> Source:
    return Source(name, stance)


def parties(*named: tuple[str, str | None]) -> tuple[Party, ...]:
    return tuple(Party(name, span("a", name), id) for name, id in named)


def claim(article: str = "a", *figures: Harm, **more: Any) -> Claim:
    """A claim of a blast in Belsk by the Red Brigade, as the police tell it, unless told else."""
    outlet = Source(f"Outlet {article}", "reports")
    fields: dict[str, Any] = {
        "kind": "event", "event_type": "ASSAULT", "mode": "explosives", "relation": None,
        "actors": parties(BRIGADE), "targets": (), "when": day(DAY), "where": town(),
        "factuality": "asserted", "attribution": (outlet, by("police")),
        "words": span(article), "role": "main", "because": (), "coder": "test",
    }  # fmt: skip
    if "by" in more:
        source = more.pop("by")
        told = () if source is None else (source if isinstance(source, Source) else by(source),)
        more["attribution"] = (outlet, *told)
    return Claim(article_id=article, harm=figures, **{**fields, **more})


def article(
    id: str, published: str | None = NEXT_DAY, outlet: str | None = None, text: str = "attack"
) -> Article:
    block = Block(0, len(text), "body", "made")
    return Article(id, id, text, (block,), None, outlet or f"Outlet {id}", published, "en")


def articles(*ids: str, **published: str) -> Mapping[str, Article]:
    """Articles by id, each of an outlet of its own; `a="2024-05-06"` gives one its day."""
    return {id: article(id, published.get(id, NEXT_DAY)) for id in (*ids, *published)}


def telling(
    article: str = "a", *figures: Harm, published: str | None = NEXT_DAY,
    topic: Mapping[str, float] | None = None, **more: Any,
) -> Telling:  # fmt: skip
    made = claim(article, *figures, **more)
    return tell(made.id, made, day_number(published) if published else None, topic or {})


def ids(claims: Iterable[Claim]) -> set[str]:
    return {one.id for one in claims}
