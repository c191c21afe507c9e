"""A store made record by record, with texts that would do harm where they are not just text."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from khabar.case import Case
from khabar.model import (
    Article,
    Claim,
    CopyGroup,
    Dispute,
    Event,
    Grade,
    Page,
    Party,
    Source,
    When,
    Where,
)
from khabar.store.document import Document
from khabar.store.store import Store, open_store
from khabar.view.desk.app import make_app
from khabar.view.desk.desk import Desk
from tests.make import ToySteps, decision
from tests.view.make import a_claim, a_reading, an_article, an_event, words

HOSTILE = "<script>alert('x')</script> ‮\x07=1+1 &amp; \"'"
OLD_ID = "00000000000000ff"
DENIAL = "The Example Front denied any part in it."


def article(name: str, text: str, **changes: object) -> Article:
    made = an_article(text, source=name, id=f"{name}-article", **changes)
    blocks = tuple(replace(block, kind="body") for block in made.blocks)
    return replace(made, blocks=blocks)


MARKET = an_article(title=HOSTILE, outlet=HOSTILE, url="https://example.org/market")
COPY = replace(MARKET, id="article-2", source="copy.txt", outlet="Copyist", title=None)
LATER = article(
    "later.txt",
    f"Market bombed in Herat\n\n{DENIAL} The Taliban shelter the Example Front.",
    published="2023-05-06",
    outlet="Later News",
)


def party(name: str, said: str, where: Article, id: str | None = None) -> Party:
    return replace(Party(name, words(said, where)), id=id)


def bombing() -> Claim:
    claim = a_claim(MARKET)
    front = party(HOSTILE, "Militants of the Example Front", MARKET, "islamic_state_khorasan")
    return replace(claim, actors=(front,))


def again() -> Claim:
    """Return another claim of the same article, of the wounded nearby, known to the country."""
    said = words("killing at least 12 people", MARKET)
    where = Where(
        "Afghanistan", "Afghanistan", "AFG", None, None, None, 33.0, 65.0, "country", said
    )
    when = When("2023-05", "2023-05", "month", "stated", said)
    return replace(a_claim(MARKET), mode="explosives", words=said, where=where, when=when,
                   factuality="alleged", harm=())  # fmt: skip


def denial() -> Claim:
    said = words(DENIAL, LATER)
    return Claim(
        article_id=LATER.id, kind="statement", event_type="REJECT", mode=None, relation=None,
        actors=(Party("Example Front", words("The Example Front", LATER)),), targets=(),
        when=None, where=None, harm=(), factuality="denied",
        attribution=(Source("Later News", "reports"), Source("Example Front", "denies")),
        words=said, role="main", because=("denies",), coder="khabar 0.1.0",
    )  # fmt: skip


def sheltering() -> Claim:
    said = words("The Taliban shelter the Example Front.", LATER)
    taliban = party("Taliban", "The Taliban", LATER, "taliban")
    front = party("ISKP", "the Example Front", LATER, "islamic_state_khorasan")
    return replace(denial(), kind="relation", event_type=None, relation="shelters",
                   actors=(taliban,), targets=(front,), words=said, factuality="asserted",
                   because=("shelter",))  # fmt: skip


def events() -> list[Event]:
    one, two = bombing(), again()
    dispute = Dispute("responsibility", "the Example Front denies it", (denial().id,))
    first = an_event([one], id="00000000000000e1", actors=one.actors, disputes=(dispute,),
                     grade=Grade("contested", HOSTILE), outlets=(HOSTILE, "Copyist"),
                     articles=(MARKET.id, COPY.id),
                     readings=(a_reading("Example Ministry", 12, None, claims=(one.id,)),
                               a_reading("unspecified", 9, 9, claims=(one.id,)),
                               a_reading("unspecified", 7, 7, claims=(one.id,), superseded=True)),
                     )  # fmt: skip
    part = an_event([two], id="00000000000000e2", part_of=first.id, where=two.where, when=two.when,
                    readings=(), joined=())  # fmt: skip
    return [first, part]


def fill(store: Store) -> None:
    told = {MARKET: [bombing(), again()], COPY: [], LATER: [denial(), sheltering()]}
    for whole, claims in told.items():
        page = Page(whole.source, whole.text.encode(), "text")
        store.add(Document(page.id, page, whole, claims), "toy 1")
    group = CopyGroup(MARKET.id, (COPY.id,), "Example Agency", "the same text")
    store.replace_events([(event, "open") for event in events()], [group], {OLD_ID: events()[0].id})
    store.decide(decision(bombing().id, "accept"))
    store.decide(decision(bombing().id, "correct", field="harm.0.low", value="11"))
    store.decide(decision(bombing().id, "undo"))
    store.decide(decision(sheltering().id, "correct", field="factuality", value="alleged"))


class Reader:
    """The dashboard without a lock."""

    def __init__(self, client: TestClient, desk: Desk) -> None:
        self.client = client
        self.desk = desk

    def get(self, path: str, status: int = 200, **query: object) -> Any:
        answer = self.client.get(f"/api/{path}", params=query)  # type: ignore[arg-type]
        assert answer.status_code == status, answer.text
        return answer.json()

    def refused(self, path: str, status: int = 400, **query: object) -> str:
        answer: dict[str, str] = self.get(path, status, **query)
        assert list(answer) == ["error"]
        assert "\n" not in answer["error"]
        return answer["error"]


@contextmanager
def reader(folder: Path) -> Iterator[Reader]:
    """Yield a reader of the store."""
    with open_store(folder / "case.db", durable=False) as store:
        fill(store)
        desk = Desk(Case(store, ToySteps()), "case.db")
        yield Reader(TestClient(make_app(desk)), desk)
