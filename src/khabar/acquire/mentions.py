"""Links from GDELT 2.0's files: mentions, events and the Global Knowledge Graph, by their columns.

A mentions file is a feed of articles: which were seen, when, and where.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from khabar.acquire.links import Link, is_address, quarantined, skipped
from khabar.model import Dropped


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a file has the address, the moment (YYYYMMDDHHMMSS, UTC), the outlet and the sort.

    The sort tells web pages ("1") from citations without an address.
    """

    columns: int
    url: int
    seen: int
    outlet: int | None = None
    sort: int | None = None


LAYOUTS = (
    Layout(columns=16, url=5, seen=2, outlet=4, sort=3),
    Layout(columns=27, url=4, seen=1, outlet=3, sort=2),
    Layout(columns=61, url=60, seen=59),
)
"""The layouts of mentions, GKG and events (GDELT 2.0 codebooks), told by their columns."""

_ON_THE_WEB = "1"


def layout_of(cells: Sequence[str]) -> Layout | None:
    """Return the layout of a file with this first row; GDELT's have no header."""
    for layout in LAYOUTS:
        if layout.columns == len(cells) and _moment(cells[layout.seen]):
            return layout
    return None


def mentioned(where: str, cells: Sequence[str], layout: Layout) -> Link | Dropped:
    """Return the link of a row, or why it has none."""
    if len(cells) != layout.columns:
        return quarantined(where, f"expected {layout.columns} cells, found {len(cells)}")
    if layout.sort is not None and cells[layout.sort] != _ON_THE_WEB:
        return skipped(where, f"sort {cells[layout.sort][:20]} in GDELT: no page on the web")
    url, seen = cells[layout.url].strip(), _moment(cells[layout.seen])
    if not is_address(url):
        return quarantined(where, f'expected an address, found "{url[:60]}"')
    if seen is None:
        found = cells[layout.seen][:20]
        return quarantined(where, f'expected a moment such as 20240131093000, found "{found}"')
    outlet = cells[layout.outlet].strip() if layout.outlet is not None else ""
    return Link(where, url, published=seen, outlet=_beyond(url, outlet))


def _beyond(url: str, outlet: str) -> str | None:
    """Return the outlet's name if it says more than the address: GDELT has the domain for it."""
    host = urlsplit(url).netloc.lower()
    return None if not outlet or host.endswith(outlet.lower()) else outlet


def _moment(words: str) -> str | None:
    """Return the day of a moment."""
    try:
        return datetime.strptime(words.strip(), "%Y%m%d%H%M%S").date().isoformat()
    except ValueError:
        return None
