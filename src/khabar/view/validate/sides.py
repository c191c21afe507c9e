"""Events of both sides as happenings, or why one cannot be compared."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from khabar.external import External
from khabar.link.gazetteer.fold import fold_place, without_designation
from khabar.model import Event, Where
from khabar.view.export.accounts import deed
from khabar.view.export.selection import Told
from khabar.view.figures import Toll as Settled
from khabar.view.periods import days_of
from khabar.view.validate.happening import (
    POINT_KM,
    Happening,
    Identity,
    Level,
    Place,
    Toll,
)
from khabar.view.validate.parties import Names
from khabar.view.validate.rules import Dataset

# How far off a point of khabar's may be, as the formats draw it; wider ones are areas.
WITHIN_KM = {"exact": 5.0, "near": 25.0, "admin2": 50.0}
# How far off a point is that stands for a province, in the scales of UCDP and ACLED as read.
PROVINCE_KM = 150.0


def mine(told: Told, names: Names) -> Happening | str:
    """Return an event of khabar's, or why it cannot be compared."""
    event = told.event
    if not told.happened:
        return "only planned, supposed, denied or said not to be so"
    if event.when is None:
        return "no date stated"
    if event.where is None or event.where.country_code is None:
        return "no country known"
    days = days_of(event.when.start, event.when.end)
    day = str(days.first)
    return Happening(
        id=event.id,
        first=days.first.toordinal(),
        last=days.last.toordinal(),
        place=_place(event.where, event.where.country_code),
        types=frozenset({event.event_type}),
        modes=frozenset({event.mode} if event.mode else ()),
        parties=_known(names.party(one, day) for one in (*event.actors, *event.targets)),
        killed=_toll(told.killed),
        told=_in_words(event, deed(told)),
        country_name=event.where.country or event.where.country_code,
        province=event.where.admin1,
    )


def theirs(event: External, dataset: Dataset, names: Names) -> Happening | str:
    """Return an event of another project, or why it cannot be compared."""
    code = names.country(event.country) if event.country else None
    if code is None:
        return f"a country that khabar does not know: {event.country or 'none'}"
    types, modes = dataset.meaning(event.type)
    parties = (names.named(one, code, event.start, dataset.proper_names) for one in event.parties)
    low, best, high = event.killed
    figure = best if best is not None else low if low is not None else high
    killed = None if figure is None else (
        min(figure, low if low is not None else figure), figure,
        max(figure, high if high is not None else figure),
    )  # fmt: skip
    where = ", ".join(part for part in (event.place, event.admin1, event.country) if part)
    dead = "" if killed is None else f", {killed[1]} dead"
    return Happening(
        id=event.id,
        first=date.fromisoformat(event.start).toordinal(),
        last=date.fromisoformat(event.end).toordinal(),
        place=_their_place(event, code),
        types=types,
        modes=modes,
        parties=_known(parties),
        killed=killed,
        told=f"{_days(event.start, event.end)}, {where}: {event.type}, "
        f"{' - '.join(event.parties) or 'nobody named'}{dead}",
        country_name=event.country or code,
        province=without_designation(event.admin1) if event.admin1 else None,
    )


def _known(found: Iterable[Identity | None]) -> tuple[Identity, ...]:
    return tuple(dict.fromkeys(one for one in found if one is not None))


def _place(where: Where, code: str) -> Place:
    latitude, longitude = where.latitude, where.longitude
    point = (latitude, longitude) if latitude is not None and longitude is not None else None
    within = WITHIN_KM.get(where.precision)
    province = _folded(where.admin1)
    if within is not None and point is not None:
        return Place("point", code, province, point, within, where.precision)
    level: Level = "admin1" if province and where.precision != "country" else "country"
    return Place(level, code, province, point, PROVINCE_KM, where.precision)


def _their_place(event: External, code: str) -> Place:
    latitude, longitude, within = event.latitude, event.longitude, event.within_km
    point = (latitude, longitude) if latitude is not None and longitude is not None else None
    province = _folded(event.admin1)
    if point is not None and within is not None and within <= POINT_KM:
        return Place("point", code, province, point, within, f"{within:g} km")
    if within == PROVINCE_KM or (point is None and province):
        return Place("admin1", code, province, point, PROVINCE_KM, "province")
    return Place("country", code, None, None, 0.0, "country")


def _folded(name: str | None) -> str | None:
    """Return a province's name for comparing: "Kabul province" is "kabul"."""
    return fold_place(without_designation(name)) if name else None


def _toll(killed: Settled | None) -> Toll | None:
    """Return the settled toll; the lower figure stands where the rule gives a range."""
    if killed is None:
        return None
    low = killed.low if killed.low is not None else killed.high or 0
    high = killed.high if killed.high is not None else low
    return low, killed.best if killed.best is not None else low, high


def _in_words(event: Event, words: str) -> str:
    assert event.when is not None
    place = event.where.name if event.where else "place not known"
    return f"{_days(event.when.start, event.when.end)}, {place}: {words}"


def _days(start: str, end: str) -> str:
    return start if start == end else f"{start} to {end}"
