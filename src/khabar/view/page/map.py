"""Where events stand on the map: a point only for a point, an area for an area.

Map units are hundredths of a degree; east is scaled so that shapes keep their form at the middle
of the map. South is down.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence, Sized
from dataclasses import dataclass
from statistics import median
from typing import Literal

from khabar.model import Event, Where
from khabar.view.page.outlines import Box, Outline, countries, country_outline, province_outline
from khabar.view.page.outlines import provinces as afghan_provinces
from khabar.view.tolls import killed_in
from khabar.view.wording import near_words

# Degrees around a place that is known no nearer: about the size of such an area in this region.
RADIUS = {"admin2": 0.25, "admin1": 0.8, "region": 1.5}
LEAST_SPAN, MOST_LATITUDE = 7.0, 80.0
WIDTH_TO_HEIGHT = 1.4
HOME: Box = (59.0, 28.5, 76.0, 39.5)
# The first view holds this share of the events if it is that much smaller than the whole.
FIRST_VIEW, WORTH_LEAVING_OUT = 0.8, 0.6
View = tuple[float, float, float, float]
SpotKind = Literal["exact", "near", "about", "area", "country"]
POINTS = frozenset({"exact", "near"})


@dataclass(frozen=True, slots=True)
class Spot:
    """One place or area with its events; `size` is a radius in map units."""

    key: str
    kind: SpotKind
    label: str
    x: float
    y: float
    size: float
    events: int
    path: str | None


@dataclass(frozen=True, slots=True)
class Drawing:
    """The map as drawn: outlines and spots, the part shown first, and what it does not show.

    `view` leaves out far-off spots where that lets the rest be seen; `whole` has them all.
    `outside` counts events beyond the first view, `unplaced` those with no place on the map.
    """

    view: View
    whole: View
    across: float
    lands: tuple[Outline, ...]
    provinces: tuple[Outline, ...]
    names: tuple[tuple[str, float, float], ...]
    spots: tuple[Spot, ...]
    outside: int
    unplaced: int


def spot_key(where: Where | None) -> str:
    """Return the key of the spot that shows this place, or "" if it has none on the map."""
    if where is None:
        return ""
    if outline := _area(where):
        return f"{outline.code} {outline.names[0]}"
    if where.latitude is None or where.longitude is None or where.precision == "country":
        return ""
    level = "at" if where.precision in POINTS else where.precision
    return f"{level} {where.latitude:.3f} {where.longitude:.3f}"


def draw_map(events: Sequence[Event]) -> Drawing:
    """Lay out the events with a place, and count those without."""
    gathered: dict[str, list[Event]] = {}
    for event in events:
        gathered.setdefault(spot_key(event.where), []).append(event)
    unplaced = len(gathered.pop("", []))
    extents = {k: _extent(w) for k, group in gathered.items() if (w := group[0].where)}
    box, whole = _fitted(_near_each_other(extents, gathered)), _fitted(list(extents.values()))
    across = math.cos(math.radians((box[1] + box[3]) / 2))
    view = _units(box, across)
    lands = tuple(land for land in countries() if _overlap(land.box, _wider(whole)))
    spots = [_spot(key, group, across, view[2]) for key, group in gathered.items()]
    return Drawing(
        view=view,
        whole=_units(whole, across),
        across=across,
        lands=lands,
        provinces=afghan_provinces() if any(land.code == "AFG" for land in lands) else (),
        names=tuple(_names(lands, box, across)),
        spots=tuple(sorted(spots, key=lambda spot: (spot.path is None, -spot.size, spot.key))),
        outside=sum(len(gathered[k]) for k, extent in extents.items() if not _overlap(extent, box)),
        unplaced=unplaced,
    )


def _area(where: Where) -> Outline | None:
    """Return the outline for a place known no nearer than an area that is at hand."""
    if where.precision == "admin1":
        province = province_outline(where.country_code, where.admin1 or where.name)
        if province:
            return province
    vague = where.precision in ("country", *RADIUS)
    if where.precision == "country" or (vague and where.latitude is None):
        return country_outline(where.country_code)
    return None


def _extent(where: Where) -> Box:
    outline = _area(where)
    if outline and where.precision == "admin1":
        return outline.box
    x, y = outline.centre if outline else (where.longitude or 0.0, where.latitude or 0.0)
    around = 3.0 if outline else RADIUS.get(where.precision, 0.3)
    return (x - around, y - around, x + around, y + around)


def _spot(key: str, events: Sequence[Event], across: float, width: float) -> Spot:
    where = events[0].where
    if where is None:
        raise ValueError(f"spot {key}: expected events with a place, found one without")
    outline = _area(where)
    x, y = outline.centre if outline else (where.longitude or 0.0, where.latitude or 0.0)
    kind = _kind(events, outline)
    size = RADIUS.get(where.precision, 0) * 100 if kind == "about" else _size(events, width)
    label = _label(where, outline)
    path = outline.path if outline else None
    return Spot(key, kind, label, x * 100 * across, -y * 100, size, len(events), path)


def _kind(events: Sequence[Event], outline: Outline | None) -> SpotKind:
    precisions = {event.where.precision for event in events if event.where}
    if outline:
        return "country" if outline in countries() else "area"
    if precisions <= POINTS:
        return "exact" if "exact" in precisions else "near"
    return "about"


def _size(events: Iterable[Event], width: float) -> float:
    killed = sum(toll.high for event in events if (toll := killed_in(event)))
    return width * min(0.012 + 0.0011 * math.sqrt(killed), 0.04)


def _label(where: Where, outline: Outline | None) -> str:
    if outline and outline.code == where.country_code and where.country in outline.names:
        return f"{where.country}, no nearer place stated"
    if outline:
        return f"{outline.names[0]}, {where.country}, no nearer place stated"
    before = {
        "near": near_words(where.name),
        "admin2": "district of ",
        "admin1": "province of ",
        "region": "region of ",
    }
    return f"{before.get(where.precision, '')}{where.name}, {where.country or 'country not stated'}"


def _near_each_other(extents: Mapping[str, Box], gathered: Mapping[str, Sized]) -> list[Box]:
    """Return the extents without those far off, if four fifths of the events then fill a map."""
    middle = _middle([e for key, e in extents.items() for _ in range(len(gathered[key]))])
    nearest = sorted(extents, key=lambda key: (_steps(extents[key], middle), key))
    events, kept = sum(map(len, gathered.values())), 0
    chosen: list[Box] = []
    for key in nearest:
        if kept < FIRST_VIEW * events:
            chosen.append(extents[key])
        kept += len(gathered[key])
    every = list(extents.values())
    return chosen if _height(chosen) < WORTH_LEAVING_OUT * _height(every) else every


def _middle(extents: Sequence[Box]) -> tuple[float, float]:
    if not extents:
        return (0.0, 0.0)
    return median(b[0] + b[2] for b in extents) / 2, median(b[1] + b[3] for b in extents) / 2


def _steps(box: Box, point: tuple[float, float]) -> float:
    return math.hypot((box[0] + box[2]) / 2 - point[0], (box[1] + box[3]) / 2 - point[1])


def _height(extents: Sequence[Box]) -> float:
    box = _fitted(extents)
    return box[3] - box[1]


def _fitted(extents: Sequence[Box]) -> Box:
    if not extents:
        return HOME
    west, south = min(b[0] for b in extents), min(b[1] for b in extents)
    east, north = max(b[2] for b in extents), max(b[3] for b in extents)
    x, y = (west + east) / 2, (south + north) / 2
    across = max(math.cos(math.radians(min(abs(y), MOST_LATITUDE))), 0.2)
    height = max(north - south, (east - west) * across / WIDTH_TO_HEIGHT, LEAST_SPAN) * 1.12
    width = height * WIDTH_TO_HEIGHT / across
    return (x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def _units(box: Box, across: float) -> View:
    west, south, east, north = box
    return (west * 100 * across, -north * 100, (east - west) * 100 * across, (north - south) * 100)


def _wider(box: Box) -> Box:
    west, south, east, north = box
    width, height = east - west, north - south
    return (west - width, south - height, east + width, north + height)


def _overlap(one: Box, other: Box) -> bool:
    return one[0] <= other[2] and one[2] >= other[0] and one[1] <= other[3] and one[3] >= other[1]


def _names(lands: Iterable[Outline], box: Box, across: float) -> Iterable[tuple[str, float, float]]:
    west, south, east, north = box
    for land in lands:
        x, y = land.centre
        shown = west < x < east and south < y < north
        if land.code and shown and land.box[2] - land.box[0] > (east - west) / 12:
            yield land.names[0], x * 100 * across, -y * 100
