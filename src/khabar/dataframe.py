"""Rows as pandas and GeoPandas tables: readable columns, nothing made up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import pandas as pd

from khabar.errors import UsageError
from khabar.query import OUTCOMES
from khabar.store.rows import PLACED

if TYPE_CHECKING:
    import geopandas as gpd

COUNTS: Final = [f"{outcome}_{bound}" for outcome in OUTCOMES for bound in ("low", "high")]
_TYPES: Final = {**dict.fromkeys([*COUNTS, "geonames_id"], "Int64"),
                 "latitude": "float64", "longitude": "float64"}  # fmt: skip


def frame_of(rows: Sequence[Sequence[object]], columns: Sequence[str]) -> pd.DataFrame:
    """Return the rows as a table; counts stay whole numbers where some are missing."""
    frame = pd.DataFrame.from_records([tuple(row) for row in rows], columns=list(columns))
    return frame.astype({name: kind for name, kind in _TYPES.items() if name in columns})


def with_points(frame: pd.DataFrame) -> gpd.GeoDataFrame:
    """Return the table with a point for each row whose place is known to the district."""
    try:
        import geopandas as gpd
    except ImportError as error:
        raise UsageError("Points need GeoPandas: pip install khabar[geo].") from error
    known = frame["place_precision"].isin(sorted(PLACED)) & frame["longitude"].notna()
    points = gpd.GeoSeries(gpd.points_from_xy(frame["longitude"], frame["latitude"]), frame.index)
    return gpd.GeoDataFrame(frame, geometry=points.where(known), crs="EPSG:4326")
