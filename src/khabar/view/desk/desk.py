"""What every part of the dashboard's server works with."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from khabar.case import Case
from khabar.settings import Settings


@dataclass(frozen=True)
class Desk:
    """One open case as served. `analyst` signs decisions unless another name is given.

    `title` names the store without its folder or password. `basemap` is a file of map tiles.
    """

    case: Case
    title: str
    analyst: str | None = None
    settings: Settings = field(default_factory=Settings)
    basemap: Path | None = None
