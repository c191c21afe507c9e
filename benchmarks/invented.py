"""An invented war in any size: incidents, and the claims that articles make of them.

Everything is drawn from a fixed seed. Places, parties and the ten years it lasts stay the same
however many claims there are, so a larger war is a denser one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from random import Random

from khabar.model import Article, Block, Claim, EventType, Harm, Party, Source, Span, When, Where

SEED = 7
TOWNS, PARTIES, WORDS = 2_000, 300, 20_000
FIRST_DAY, DAYS = date(2010, 1, 1), 3_650
# Of one incident in so many each type is told; force is most of the news.
TYPES: tuple[EventType, ...] = ("ASSAULT",) * 7 + ("COERCE", "PROTEST", "CONSULT")
MODES = ("firearms", "explosives", "aerial", "drone", "heavy-weapons", "suicide-attack")
HIT = ("market", "checkpoint", "convoy", "school", "bridge", "clinic", "bus", "mosque", "barracks")
_SYLLABLES = ("ka", "ren", "dol", "mi", "tas", "vor", "ul", "sha", "ber", "ni", "qo", "zan", "pel")


@dataclass(frozen=True, slots=True)
class Incident:
    """What happened, once; `own` are words that only the news of it dwells on."""

    id: int
    kind: EventType
    mode: str
    actor: str
    hit: str
    town: int
    day: date
    killed: int
    own: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """Articles by id, their claims, and the incident that each claim speaks of."""

    articles: dict[str, Article]
    claims: list[Claim]
    meant: dict[str, int]


class War:
    """The world of the war: its towns, its parties and the words of its news."""

    def __init__(self, seed: int = SEED) -> None:
        self.draw = Random(seed)

    @cached_property
    def names(self) -> list[str]:
        """Names of towns and parties, all different."""
        pick = Random(SEED)
        found: dict[str, None] = {}
        while len(found) < TOWNS + PARTIES:
            found["".join(pick.choices(_SYLLABLES, k=pick.randint(2, 4))).title()] = None
        return list(found)

    def incident(self, id: int) -> Incident:
        """Return another incident."""
        draw = self.draw
        return Incident(
            id=id,
            kind=draw.choice(TYPES),
            mode=draw.choice(MODES),
            actor=self.names[TOWNS + min(int(draw.expovariate(0.03)), PARTIES - 1)],
            hit=draw.choice(HIT),
            town=min(int(draw.expovariate(0.004)), TOWNS - 1),
            day=FIRST_DAY + timedelta(draw.randrange(DAYS)),
            killed=min(int(draw.expovariate(0.25)), 200),
            own=tuple(f"word{draw.randrange(WORDS)}" for _ in range(12)),
        )

    def place(self, town: int, words: Span) -> Where:
        """Return a town on the map; every hundredth town begins another country."""
        country, province = town % 20, town % 100
        latitude, longitude = country * 4.0 + town % 37 / 10, country * 6.0 + town % 41 / 10
        return Where(
            self.names[town], f"Country {country}", f"C{country:02}", f"Province {province}", None,
            town + 1, latitude, longitude, "exact", words,
        )  # fmt: skip


def war(claims: int) -> Told:
    """Return a war in about so many claims: each incident in one to six articles."""
    world, told = War(), Told({}, [], {})
    recent: list[Incident] = []
    number = 0
    while len(told.claims) < claims:
        incident = world.incident(number)
        recent.append(incident)
        for _ in range(min(1 + int(world.draw.expovariate(0.7)), 6)):
            others = [world.draw.choice(recent[-500:]) for _ in range(world.draw.randint(0, 2))]
            _write(world, incident, others, told)
        number += 1
    return told


def _write(world: War, incident: Incident, others: Sequence[Incident], told: Told) -> None:
    """Write one article: its news in two or three claims, and what it recalls of others."""
    draw = world.draw
    id = f"article {len(told.articles):08}"
    stories = [incident] * draw.randint(2, 3) + [other for other in others if other is not incident]
    sentences = [_sentence(world, story) for story in stories]
    filler = [f"word{min(int(draw.expovariate(0.001)), WORDS)}" for _ in range(80)]
    filler += draw.sample(incident.own, 10)
    text = " ".join(sentences) + "\n" + " ".join(filler)
    published = (incident.day + timedelta(draw.randint(0, 3))).isoformat()
    block = Block(0, len(text), "body", "invented")
    outlet = f"Outlet {draw.randrange(200)}"
    told.articles[id] = Article(id, id, text, (block,), None, outlet, published, "en")
    start = 0
    for story, sentence in zip(stories, sentences, strict=True):
        claim = _claim(world, story, Span(id, start, start + len(sentence), sentence), outlet)
        told.claims.append(claim)
        told.meant[claim.id] = story.id
        start += len(sentence) + 1


def _sentence(world: War, story: Incident) -> str:
    town = world.names[story.town]
    return f"{story.actor} struck the {story.hit} of {town} by {story.mode}, {story.killed} dead."


def _claim(world: War, story: Incident, words: Span, outlet: str) -> Claim:
    """Return a claim of an incident; each thing but the act itself may be left unsaid."""
    draw, day = world.draw, story.day.isoformat()
    said = draw.random
    killed = Harm("killed", story.killed, story.killed, None, False, words)
    return Claim(
        article_id=words.article_id,
        kind="event",
        event_type=story.kind,
        mode=story.mode if said() < 0.7 else None,
        relation=None,
        actors=(Party(story.actor, words, story.actor),) if said() < 0.6 else (),
        targets=(Party(story.hit, words),) if said() < 0.6 else (),
        when=When(day, day, "day", "stated", words) if said() < 0.6 else None,
        where=world.place(story.town, words) if said() < 0.7 else None,
        harm=(killed,) if story.killed and said() < 0.5 else (),
        factuality="asserted",
        attribution=(Source(outlet, "reports"), Source("police", "says")),
        words=words,
        role="main",
        because=("invented",),
        coder="invented 1",
    )
