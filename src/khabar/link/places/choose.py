"""Which of the places that share a name is meant: size, what holds it, and what else is named."""

from __future__ import annotations

import math
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from khabar.globe import distance_km
from khabar.link.gazetteer.place import Place, Point
from khabar.link.places.evidence import holds
from khabar.link.places.names import Seen
from khabar.link.places.stated import unlisted

MOST_CANDIDATES = 60
ROUNDS = 3
# Candidates this close are one spot for our purpose: a town and the district around it.
SAME_SPOT_KM = 60.0


_Key = tuple[str, object]


@dataclass(frozen=True, slots=True)
class Choice:
    """A name with its best place, the other candidates, and the lead over the next elsewhere."""

    seen: Seen
    place: Place | None
    candidates: tuple[Place, ...]
    lead: float


@dataclass(slots=True)
class _Name:
    """All mentions of one name, with each candidate's score.

    `shared` is what each candidate may share with others, `backed` what it speaks for in others.
    """

    mentions: list[Seen]
    places: list[Place]
    prior: list[float]
    scores: list[float]
    shared: list[list[_Key]]
    backed: list[list[_Key]]

    def beliefs(self) -> list[float]:
        """Return the candidates' shares, which add up to one."""
        top = max(self.scores)
        powers = [math.exp(score - top) for score in self.scores]
        total = sum(powers)
        return [power / total for power in powers]


@cache
def weights() -> dict[str, float]:
    """Return what each reason for a place counts for, from places/weights.toml."""
    file = files("khabar.link") / "places/weights.toml"
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    return {str(name): float(weight) for name, weight in table["choice"].items()}


def choose(seen: Sequence[Seen]) -> list[Choice]:
    """Return each name with the place it means, in order; one name means one place in a text."""
    names = _names(seen)
    for _ in range(ROUNDS):
        _rescore(list(names.values()))
    return [_choice(one, names.get(_key(one))) for one in seen]


def _key(one: Seen) -> str:
    return f"{one.kind}:{one.folded}"


def _names(seen: Sequence[Seen]) -> dict[str, _Name]:
    grouped: dict[str, list[Seen]] = defaultdict(list)
    for one in seen:
        grouped[_key(one)].append(one)
    told = {key: _name(mentions) for key, mentions in grouped.items()}
    return {key: name for key, name in told.items() if name.places}


def _name(mentions: list[Seen]) -> _Name:
    places = [*mentions[0].places, *unlisted(mentions)]
    prior = {place.id: _prior(place, mentions) for place in places}
    for place in places:
        # "Kunduz" alone is the city where it is the largest of its province; "Balkh" is not.
        if place.seat in prior:
            prior[place.id] -= weights()["seat_named"]
    places.sort(key=lambda place: -prior[place.id])
    kept = places[:MOST_CANDIDATES]
    scores = [prior[place.id] for place in kept]
    shared = [list(_keys(place)) for place in kept]
    backed = [list(_votes_keys(place)) for place in kept]
    return _Name(mentions, kept, scores, list(scores), shared, backed)


def _prior(place: Place, mentions: Sequence[Seen]) -> float:
    weight = weights()
    score = weight[place.kind]
    if place.kind == "town":
        score += weight["tenfold_people"] * math.log10(place.population + 10)
        score += weight["capital"] * place.is_capital
    if place.kind == "province":
        score += weight["tenfold_people_province"] * math.log10(place.population + 10)
    if place.kind == "district" and mentions[0].folded.endswith((" county", " parish")):
        score += weight["named_county"]
    for one in mentions:
        if any(holds(outer, place) for outer in one.holders):
            score += weight["inside"]
        elif one.holders:
            score -= weight["inside"] / 2
        score += weight["kind_said"] * (place.kind == one.said_kind)
    return score


def _rescore(names: Sequence[_Name]) -> None:
    """Move each name's candidates towards what the other names speak for."""
    cast = [(name, list(_votes_of(name))) for name in names]
    votes: dict[_Key, float] = defaultdict(float)
    for _, own_votes in cast:
        for key, share in own_votes:
            votes[key] += share
    weight = weights()
    for name, own_votes in cast:
        own: dict[_Key, float] = defaultdict(float)
        for key, share in own_votes:
            own[key] += share
        for number, keys in enumerate(name.shared):
            support = sum(
                weight[f"same_{key[0]}"] * math.log1p(max(0.0, votes[key] - own[key]))
                for key in keys
            )
            name.scores[number] = name.prior[number] + support


def _votes_of(name: _Name) -> Iterator[tuple[_Key, float]]:
    loud = math.log2(1 + len(name.mentions))
    if name.mentions[0].kind == "adjective":
        loud *= weights()["adjective_voice"]
    for keys, share in zip(name.backed, name.beliefs(), strict=True):
        if share > 0.01:
            for key in keys:
                yield key, share * loud


def _keys(place: Place) -> Iterator[_Key]:
    """Yield what a place may share with others."""
    for code in (place.country_code, *place.countries):
        if code:
            yield "country", code
    if place.kind != "country" and place.province:
        yield "province", place.province
    if place.point and place.kind in ("town", "district", "spot"):
        yield "cell", _cell(place.point)


def _votes_keys(place: Place) -> Iterator[_Key]:
    for key in _keys(place):
        if key[0] != "cell":
            yield key
    if place.point and place.kind in ("town", "district", "spot"):
        row, column = _cell(place.point)
        for up in (-1, 0, 1):
            for right in (-1, 0, 1):
                yield "cell", (row + up, column + right)


def _cell(point: Point) -> tuple[int, int]:
    """Return the square of about a hundred kilometres that a point lies in."""
    latitude, longitude = point
    narrow = max(0.2, math.cos(math.radians(latitude)))
    return round(latitude), round(longitude * narrow)


def _choice(one: Seen, name: _Name | None) -> Choice:
    if name is None:
        return Choice(one, None, (), 0.0)
    ranked = sorted(range(len(name.places)), key=lambda n: (-name.scores[n], name.places[n].id))
    best = name.places[ranked[0]]
    candidates = tuple(name.places[n] for n in ranked)
    others = [n for n in ranked[1:] if not _same_spot(best, name.places[n])]
    lead = name.scores[ranked[0]] - name.scores[others[0]] if others else math.inf
    return Choice(one, best, candidates, lead)


def _same_spot(one: Place, other: Place) -> bool:
    if holds(one, other) or holds(other, one):
        return one.kind != "country" and other.kind != "country"
    if one.point is None or other.point is None:
        return False
    return distance_km(one.point, other.point) <= SAME_SPOT_KM
