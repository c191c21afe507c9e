"""Four told events, and what filters find of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from khabar.model import Claim, Dispute, Grade, Party, Reading, Source, Span, When, Where
from khabar.store.document import Document
from khabar.store.store import Store
from tests.make import article, claim, event, page

SPAN = Span("", 0, 0, "")
# A filter, and the events that pass, oldest first. "e4" has no date.
FINDS: Final = [
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
    ("box:65,34.2,-170,36", "e1"),
    ("box:170,34.2,-170,36", ""),
    ("from:2022", "e3"),
    ("from:2021-09", "e2 e3"),
    ("to:2021-08-20", "e2"),
    ("on:2021-08", "e2 e1"),
    ("from:2021-10 to:2021-11", "e2"),
    ("known:date", "e2 e1 e3"),
    ("known:place", "e2 e1 e4"),
    ("known:target", "e3"),
    ("known:place,target", "e2 e1 e3 e4"),
    ("known:killed", "e1 e3 e4"),
    ("known:injured,detained", ""),
    ("-known:date", "e4"),
    ("mode:shelling", "e2"),
    ("type:assault", "e2 e1 e3 e4"),
    ("claimant:mayor", "e1 e3 e4"),
    ("outlet:wire", "e2"),
    ("outlets>=2", "e2"),
    ("factuality:alleged", "e2 e1 e3 e4"),
    ("grade:fair", "e2"),
    ("independent>1", "e2"),
    ("-independent>1", "e1 e3 e4"),
    ("independent<2", "e1 e3 e4"),
    ("killed>=1", "e1 e4"),
    ("killed>=4", "e4"),
    ("killed<=5", "e1 e3"),
    ("killed:0", "e3"),
    ("-killed>=4", "e2 e1 e3"),
    ("-known:killed", "e2"),
    ("disputed:figures", "e3"),
    ("disputed:yes", "e3"),
    ("disputed:no", "e2 e1 e4"),
    ("disputed:no,figures", "e2 e1 e3 e4"),
    ("disputed:occurrence", ""),
    ("reviewed:no", "e2 e1 e3 e4"),
    ("reviewed:yes", ""),
    ("language:en", "e2 e1 e3 e4"),
    ('"abbey gate"', "e1"),
    ('"gate abbey"', ""),
    ("shell*", "e3"),
    ("killed", "e2 e1 e4"),
    ("-airport killed", "e2 e4"),
    ("AIRPORT", "e1"),
]


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
