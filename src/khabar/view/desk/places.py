"""Where events lie: points for points, areas for what is known no nearer."""

from __future__ import annotations

from functools import lru_cache
from typing import Annotated, Final, cast

import numpy as np
from fastapi import APIRouter, Query

from khabar.globe import EARTH_KM
from khabar.store.columns import Columns
from khabar.store.here import gathered
from khabar.store.spots import Area, Degrees, Places
from khabar.store.values import NONE, Whole, Yes
from khabar.view.desk.asked import Q
from khabar.view.desk.desk import Desk
from khabar.view.desk.schema import EventMap, GradeValue, MapArea, MapPoint
from khabar.view.page.map import RADIUS
from khabar.view.page.outlines import country_outline, province_outline

MOST_AREAS: Final = 500  # more districts are drawn as provinces, more provinces as countries
MOST_POINTS: Final = 2_000  # more are slow to draw and no longer seen apart
MOST_IDS: Final = 20  # of one place; fewer each where there are many places
IDS_IN_ALL: Final = 4_000
# A cell is 48 pixels wide where the world is 512 pixels wide at zoom 0, as MapLibre has it.
_CELL_AT_ZOOM_0: Final = 360 * 48 / 512
_KM_OF_A_DEGREE: Final = EARTH_KM * np.pi / 180
Zoom = Annotated[float, Query(ge=0, le=24)]
Longitude = Annotated[float, Query(ge=-540, le=540)]
Latitude = Annotated[float, Query(ge=-90, le=90)]
Box = tuple[float, float, float, float]


def router(desk: Desk) -> APIRouter:
    """Return the endpoint of the map."""
    routes = APIRouter(prefix="/api", tags=["explore"])

    @routes.get("/map")
    def map(
        q: Q = "",
        zoom: Zoom = 2,
        west: Longitude = -180,
        south: Latitude = -90,
        east: Longitude = 180,
        north: Latitude = 90,
    ) -> EventMap:
        """Return the events in a part of the map; near ones together where there are many."""
        with desk.sifted(q) as sifted:
            return event_map(sifted.columns, sifted.passing(), zoom, (west, south, east, north))

    return routes


def event_map(columns: Columns, passing: Yes, zoom: float, box: Box) -> EventMap:
    """Return what to draw of the rows that pass."""
    points = _points(columns, passing, zoom, box)
    areas = _areas(columns, passing, box)
    unplaced = int((passing & (columns.spot == NONE)).sum())
    shown = sum(point.count for point in points) + sum(area.count for area in areas)
    outside = int(passing.sum()) - unplaced - shown
    return EventMap(points=points, areas=areas, unplaced=unplaced, outside=outside)


def _points(columns: Columns, passing: Yes, zoom: float, box: Box) -> list[MapPoint]:
    places = columns.places
    told = np.bincount(columns.spot[passing & (columns.spot != NONE)], minlength=len(places.spots))
    inside = places.is_point & (told > 0) & _inside(places.longitude, places.latitude, box)
    groups = _grid(places.longitude, places.latitude, inside, zoom)
    most = _ids_each(len(np.unique(groups)))
    return [
        MapPoint(
            lon=here.longitude,
            lat=here.latitude,
            count=here.count,
            ids=here.ids,
            killed_high=here.killed,
            precision="exact" if here.all_exact else "near",
            grade=cast("GradeValue", here.grade),
        )
        for here in gathered(columns, passing, groups, most)
    ]


def _ids_each(places: int) -> int:
    return max(1, min(MOST_IDS, IDS_IN_ALL // max(1, places)))


def _grid(longitude: Degrees, latitude: Degrees, inside: Yes, zoom: float) -> Whole:
    """Return the group of each place: its own, or a cell where there are too many to draw."""
    groups = np.full(len(longitude), NONE, dtype=np.int64)
    chosen = np.flatnonzero(inside)
    groups[chosen] = chosen
    cell = _CELL_AT_ZOOM_0 / 2**zoom
    while len(np.unique(groups[chosen])) > MOST_POINTS:
        columns = np.floor((longitude[chosen] + 180) / cell).astype(np.int64)
        rows = np.floor((latitude[chosen] + 90) / cell).astype(np.int64)
        groups[chosen] = rows * (int(360 / cell) + 2) + columns
        cell *= 2
    return groups


def _inside(longitude: Degrees, latitude: Degrees, box: Box) -> Yes:
    west, south, east, north = box
    across: Yes = (longitude - west) % 360 <= east - west
    return across & (latitude >= south) & (latitude <= north)


def _areas(columns: Columns, passing: Yes, box: Box) -> list[MapArea]:
    longitude, latitude = _middles(columns.places)
    # An area of which no point is known is always told, wherever the reader looks.
    shown = np.isnan(longitude) | _inside(longitude, latitude, box)
    groups = _few_enough(columns, passing, shown)
    most = _ids_each(len(np.unique(groups)))
    return [
        _area(columns.places.areas[here.group], here.count, here.ids)
        for here in gathered(columns, passing, groups, most)
    ]


def _few_enough(columns: Columns, passing: Yes, shown: Yes) -> Whole:
    """Return the area of each place that is shown: the nearest ones that are not too many."""
    places = columns.places
    told = np.unique(columns.spot[passing & (columns.spot != NONE)])
    groups = np.full(len(places.spots), NONE, dtype=np.int64)
    for areas in places.area:
        groups = np.where(areas != NONE, np.append(shown, False)[areas], False) * (areas + 1) - 1
        if len(np.unique(groups[told])) <= MOST_AREAS:
            break
    return groups


def _area(area: Area, count: int, ids: list[str]) -> MapArea:
    longitude, latitude = _middle(area)
    radius = RADIUS.get(area.level)
    return MapArea(
        level=area.level,
        country_code=area.country_code,
        name=area.name,
        lon=longitude,
        lat=latitude,
        radius_km=round(radius * _KM_OF_A_DEGREE, 1) if radius else None,
        count=count,
        ids=ids,
    )


@lru_cache(maxsize=1)
def _middles(places: Places) -> tuple[Degrees, Degrees]:
    """Return the longitudes and latitudes at which to draw the areas, NaN where not known."""
    found = [_middle(area) for area in places.areas]
    longitude, latitude = (
        np.array([np.nan if n is None else n for n in part], dtype=np.float64)
        for part in (list(zip(*found, strict=True)) or ((), ()))
    )
    return longitude, latitude


def _middle(area: Area) -> tuple[float | None, float | None]:
    """Return where to draw an area: its outline's middle, or the point that the gazetteer gives."""
    outline = None
    if area.level == "country":
        outline = country_outline(area.country_code)
    elif area.level == "admin1":
        outline = province_outline(area.country_code, area.name)
    if outline:
        return outline.centre
    return area.spot.longitude, area.spot.latitude
