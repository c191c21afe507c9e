"""A crowd of claims and decisions, drawn by chance, in which much is alike and blocks are large."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from random import Random
from typing import Literal

from khabar.model import Article, Claim, Decision, Span
from tests.merge.make import BRIGADE, FRONT, article, claim, day, harm, parties, town

DAYS = ("2024-05-04", "2024-05-05", "2024-05-09", "2024-05-20", "2024-07-01")
TOWNS = {"Belsk": 7, "Tarnov": 8, "Orlin": 9}
NEWS = (
    "Gunmen stormed the harbour market while fishermen unloaded crates of frozen herring",
    "Shells wrecked the railway depot where mechanics repaired engines before winter",
)


@dataclass(frozen=True, slots=True)
class Crowd:
    """Claims, the articles that make them, and what analysts decided about them."""

    claims: list[Claim]
    articles: Mapping[str, Article]
    decisions: list[Decision]


def crowd(draw: Random, most: int = 40) -> Crowd:
    """Draw so many articles at most, each with one to three claims."""
    names = [f"a{number}" for number in range(draw.randint(1, most))]
    articles = {
        name: article(name, draw.choice((*DAYS, None)), text=draw.choice(("attack", *NEWS)))
        for name in names
    }
    claims = [_claim(draw, name, n) for name in names for n in range(draw.randint(1, 3))]
    return Crowd(claims, articles, [_decision(draw, claims) for _ in range(draw.randint(0, 4))])


def _claim(draw: Random, article: str, number: int) -> Claim:
    place = draw.choice((*TOWNS, None))
    told = claim(
        article,
        harm(draw.randint(1, 4)),
        event_type=draw.choice(("ASSAULT", "ASSAULT", "COERCE")),
        when=draw.choice((None, *map(day, DAYS))),
        where=town(place, number=TOWNS[place]) if place else None,
        actors=draw.choice(((), parties(BRIGADE), parties(FRONT))),
        role=draw.choice(("main", "background")),
    )
    return replace(told, words=Span(article, number * 50, number * 50 + 6, "attack"))


def _decision(draw: Random, claims: list[Claim]) -> Decision:
    subject, value = (draw.choice(claims).id for _ in range(2))
    verdict: Literal["merge", "split"] = draw.choice(("merge", "split"))
    return Decision(subject, verdict, "Ana", "2024-06-01", "seen", value=value)


def several(draw: Random, told: Crowd) -> list[Claim]:
    """Return the claims of a crowd, of which some speak of several acts and some deny one."""
    found = []
    for one in told.claims:
        made = draw.random()
        if made < 0.1:
            words = Span(one.article_id, one.words.start, one.words.start + 7, "attacks")
            one = replace(one, words=words, when=day("2024-05-01", "2024-05-30"), where=None)
        elif made < 0.2:
            one = replace(one, kind="statement", factuality="denied")
        found.append(one)
    return found
