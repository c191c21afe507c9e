from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from khabar.errors import UsageError
from khabar.model import Claim, Dispute, Grade, Party, Reading, Source, Span, When, Where
from khabar.query_text import parse_filter
from khabar.store.document import Document
from khabar.store.search import Of, Order, Search
from khabar.store.store import Store, open_store
from tests.make import article, claim, event, page

SPAN = Span("", 0, 0, "")


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    """Return one store for all tests here, since none of them writes."""
    in_memory = request.param == "sqlite"
    place = ":memory:" if in_memory else request.getfixturevalue("server").new()
    with open_store(place) as opened:
        fill(opened)
        yield opened


def where(name: str, latitude: float, longitude: float, precision: str = "exact") -> Where:
    return Where(
        name, "Afghanistan", "AFG", f"{name} Province", None, 7, latitude, longitude, precision,  # type: ignore[arg-type]
        SPAN,
    )  # fmt: skip


def when(start: str, end: str | None = None) -> When:
    return When(start, end or start, "day", "stated", SPAN)


def killed(low: int | None, high: int | None, group: str | None = None) -> Reading:
    return Reading("the mayor", "killed", low, high, group, False, (), None)


def told(text: str, source: str = "Mayor") -> Claim:
    one = article(text, f"{text}.txt")
    chain = (Source("Daily", "reports"), Source(source, "claims"))
    return replace(claim(one), attribution=chain, factuality="alleged")


def fill(store: Store) -> None:
    texts = {
        "e1": "Gunmen killed 3 people in Kabul on 2021-08-26 at the airport's Abbey Gate.",
        "e2": "Rebels killed some in Herat.",
        "e3": "Troops shelled a village in 2022, killing nobody.",
        "e4": "Raiders killed 40 people in Ghazni.",
    }
    claims = {id: told(text, "Wire" if id == "e2" else "Mayor") for id, text in texts.items()}
    for one in claims.values():
        text = one.words.words
        source = f"{text}.txt"
        whole = page(text, source)
        store.add(Document(whole.id, whole, article(text, source), [one]), "toy 1")
    base = {id: event(one, id=id) for id, one in claims.items()}
    alone = Party("gunmen", SPAN)
    events = [
        replace(base["e1"], when=when("2021-08-26"), where=where("Kabul", 34.53, 69.17),
                readings=(killed(3, 5),), actors=(Party("IS Khorasan", SPAN, "iskp"),)),
        replace(base["e2"], when=when("2021-08-01", "2021-12-31"), mode="shelling",
                where=where("Herat", 34.35, 62.2, "admin1"), grade=Grade("fair", "two sources"),
                independent=3, outlets=("Daily", "Wire"), actors=(alone,)),
        replace(base["e3"], when=when("2022"), where=None, readings=(killed(0, 0),),
                targets=(Party("village", SPAN),), mode=None,
                disputes=(Dispute("figures", "12 or 15", ()),)),
        replace(base["e4"], when=None, where=where("Ghazni", 33.55, 68.42),
                readings=(killed(30, None, "men"), killed(10, 12, "boys"))),
    ]  # fmt: skip
    store.replace_events([(e, "rejected" if e.id == "e0" else "open") for e in events], [], {})


def found(store: Store, text: str, of: Of = "events", order: Order = "oldest") -> list[str]:
    key = "event_id" if of == "events" else "claim_id"
    with store.read() as connection:
        search = Search(of, parse_filter(text), order=order)
        ids = [id for (id,) in search.cells(connection, [key])]
        assert search.count(connection) == len(ids)
        return ids


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "e2 e1 e3 e4"),
        ("actor:iskp", "e1"),
        ('actor:"IS Khorasan"', "e1"),
        ("actor:gunmen,iskp", "e2 e1"),
        ("party:village", "e3"),
        ("-actor:gunmen", "e1 e3 e4"),
        ("country:AFG", "e2 e1 e4"),
        ('admin1:"kabul province"', "e1"),
        ("place:Herat,Ghazni", "e2 e4"),
        ("near:34.5,69,25", "e1"),
        ("near:34.5,69,150km", "e1 e4"),
        ("near:34.35,62.2,5km", ""),
        ("box:60,30,70,34", "e4"),
        ("from:2022", "e3"),
        ("from:2021-09", "e2 e3"),
        ("to:2021-08-20", "e2"),
        ("on:2021-08", "e2 e1"),
        ("from:2021-10 to:2021-11", "e2"),
        ("known:date", "e2 e1 e3"),
        ("-known:date", "e4"),
        ("mode:shelling", "e2"),
        ("type:assault", "e2 e1 e3 e4"),
        ("claimant:mayor", "e1 e3 e4"),
        ("outlet:wire", "e2"),
        ("outlets>=2", "e2"),
        ("factuality:alleged", "e2 e1 e3 e4"),
        ("grade:fair", "e2"),
        ("independent>1", "e2"),
        ("killed>=1", "e1 e4"),
        ("killed>=4", "e4"),
        ("killed<=5", "e1 e3"),
        ("killed:0", "e3"),
        ("-killed>=4", "e2 e1 e3"),
        ("-known:killed", "e2"),
        ("disputed:figures", "e3"),
        ("reviewed:no", "e2 e1 e3 e4"),
        ("language:en", "e2 e1 e3 e4"),
        ('"abbey gate"', "e1"),
        ('"gate abbey"', ""),
        ("shell*", "e3"),
        ("killed", "e2 e1 e4"),
        ("-airport killed", "e2 e4"),
        ("AIRPORT", "e1"),
    ],
)
def test_a_filter_finds_what_it_says(store: Store, text: str, expected: str) -> None:
    assert found(store, text) == expected.split()
    assert found(store, text, order="newest") == expected.split()[::-1]


@pytest.mark.parametrize("text", ["", "country:AFG", "from:2021-09", "near:34,66,900km"])
@pytest.mark.parametrize("order", ["oldest", "newest"])
def test_pages_together_are_the_whole(store: Store, text: str, order: Order) -> None:
    search, seen, after = Search("events", parse_filter(text), order=order), [], None
    with store.read() as connection:
        while rows := list(search.cells(connection, ["number", "event_id"], after, 1)):
            [(after, id)] = rows
            seen.append(id)
    assert seen == found(store, text, order=order)


def test_claims_are_found_by_kind_article_and_event(store: Store) -> None:
    one = store.claims()[0]
    assert found(store, f"article:{one.article_id[:8]}", "claims") == [one.id]
    assert len(found(store, "kind:event stance:claims", "claims")) == 4
    event_id = store.event_ids()[one.id]
    assert found(store, f"event:{event_id}", "claims") == [one.id]
    assert len(found(store, f"-event:{event_id}", "claims")) == 3


def test_what_a_record_does_not_have_is_refused(store: Store) -> None:
    with pytest.raises(UsageError, match="which only claims have"):
        found(store, "kind:event")
    with pytest.raises(UsageError, match="ask for events"):
        found(store, "grade:fair", "claims")


def test_what_a_name_means_is_asked_for(store: Store) -> None:
    def meaning(field: str, words: str) -> list[str]:
        return ["iskp"] if (field, words) == ("actor", "Daesh") else []

    with store.read() as connection:
        search = Search("events", parse_filter("actor:Daesh"), meaning)
        assert list(search.cells(connection, ["event_id"])) == [("e1",)]


def test_hostile_words_find_nothing_and_break_nothing(store: Store) -> None:
    for text in ('"x\' OR 1=1 --"', '"NEAR(a b)"', 'place:"\'); DROP"', '"a\\" OR \\"b"', "é́́"):
        assert found(store, text) == []
