"""Listed events and claims as rows to show: in words, without reading whole records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from khabar.found import Page
from khabar.model import Claim, Party, Span, When, Where
from khabar.store.facets import ClaimFacets, EventFacets, Named, read_all
from khabar.view.desk.schema import ClaimRow, ClaimRows, EventRow, EventRows
from khabar.view.phrases import PHRASES
from khabar.view.wording import claim_words, names_joined, told_words, when_words, where_words

EVENT_COLUMNS: Final = (
    "event_id", "event_type", "mode", "date_start", "date_end", "date_precision", "place",
    "country", "country_code", "admin1", "admin2", "latitude", "longitude", "place_precision",
    "killed_low", "killed_high", "injured_low", "injured_high", "claims", "articles",
    "outlet_count", "independent", "belligerent_only", "disputed", "grade", "because", "status",
    "facets",
)  # fmt: skip
CLAIM_COLUMNS: Final = (
    "claim_id", "event_id", "article_id", "kind", "event_type", "mode", "relation", "factuality",
    "role", "date_start", "date_end", "date_precision", "place", "country", "country_code",
    "admin1", "admin2", "place_precision", "killed_low", "killed_high", "injured_low",
    "injured_high", "chain", "outlet", "published", "quote", "coder", "status", "facets",
)  # fmt: skip
# Names of sources in one line; a reader opens the event for the others.
MOST_NAMED: Final = 3
_SAME: Final = (
    "mode", "date_start", "date_end", "date_precision", "place", "country", "country_code",
    "admin1", "admin2", "latitude", "longitude", "place_precision", "killed_low", "killed_high",
    "injured_low", "injured_high", "claims", "articles", "independent", "grade", "status",
)  # fmt: skip
_UNSEEN: Final = Span("", 0, 0, "")
Row = Mapping[str, Any]


def event_rows(page: Page) -> EventRows:
    """Return a page of EVENT_COLUMNS as rows to show."""
    rows = _by_name(page)
    told = read_all(EventFacets, [row["facets"] for row in rows])
    shown = [event_row(row, facets) for row, facets in zip(rows, told, strict=True)]
    return EventRows(rows=shown, cursor=page.cursor)


def _by_name(page: Page) -> list[Row]:
    return [dict(zip(page.columns, row, strict=True)) for row in page.rows]


def event_row(row: Row, facets: EventFacets) -> EventRow:
    """Return a row of EVENT_COLUMNS as shown."""
    return EventRow(
        id=row["event_id"],
        line=event_line(row["event_type"], row["mode"], facets),
        type=row["event_type"],
        type_words=PHRASES.act(row["event_type"], row["mode"]).label,
        actors=_names(facets.actors),
        targets=_names(facets.targets),
        date_words=when_words(_when(row)),
        place_words=where_words(_where(row)),
        outlets=row["outlet_count"],
        belligerent_only=bool(row["belligerent_only"]),
        disputed=row["disputed"].split("; ") if row["disputed"] else [],
        grade_because=row["because"],
        **{name: row[name] for name in _SAME},
    )


def event_line(event_type: str, mode: str | None, facets: EventFacets) -> str:
    """Return who did what to whom, according to whom, as one sentence."""
    actors, targets = (
        names_joined(_names(named), "and" if together else "and/or")
        for named, together in zip((facets.actors, facets.targets), facets.together, strict=True)
    )
    several = len(_names(facets.actors)) > 1
    sentence = PHRASES.sentence(event_type, mode, actors, targets, several)
    return f"{told_words(sentence, facets.standing)}{_according_to(_names(facets.claimants))}"


def _according_to(claimants: Sequence[str]) -> str:
    said = ["sources not named" if name == "unspecified" else name for name in claimants]
    if not said:
        return ""
    more = len(said) - MOST_NAMED
    listed = [*said[:MOST_NAMED], f"{more} more"] if more > 0 else said
    return f", according to {names_joined(listed)}"


def claim_rows(page: Page) -> ClaimRows:
    """Return a page of CLAIM_COLUMNS as rows to show."""
    rows = _by_name(page)
    named = read_all(ClaimFacets, [row["facets"] for row in rows])
    shown = [_claim_row(row, facets) for row, facets in zip(rows, named, strict=True)]
    return ClaimRows(rows=shown, cursor=page.cursor)


def _claim_row(row: Row, facets: ClaimFacets) -> ClaimRow:
    same = (
        "event_id", "kind", "event_type", "mode", "relation", "factuality", "role", "killed_low",
        "killed_high", "injured_low", "injured_high", "article_id", "outlet", "published",
        "quote", "status",
    )  # fmt: skip
    return ClaimRow(
        id=row["claim_id"],
        line=claim_words(_claim(row, facets)),
        actors=_names(facets.actors),
        targets=_names(facets.targets),
        date_words=when_words(_when(row)),
        place_words=where_words(_where(row)),
        chain=row["chain"].split(" > ") if row["chain"] else [],
        **{name: row[name] for name in same},
    )


def _claim(row: Row, facets: ClaimFacets) -> Claim:
    """Return as much of a claim as its sentence needs."""
    return Claim(
        row["article_id"], row["kind"], row["event_type"], row["mode"], row["relation"],
        _parties(facets.actors), _parties(facets.targets), _when(row), _where(row), (),
        row["factuality"], (), _UNSEEN, row["role"], (), row["coder"],
    )  # fmt: skip


def _parties(named: Iterable[Named]) -> tuple[Party, ...]:
    return tuple(Party(name, _UNSEEN, id) for id, name in named)


def _names(named: Iterable[Named]) -> list[str]:
    return list(dict.fromkeys(name for _, name in named))


def _when(row: Row) -> When | None:
    if row["date_start"] is None:
        return None
    precision = row["date_precision"]
    return When(row["date_start"], row["date_end"], precision, "stated", _UNSEEN)


def _where(row: Row) -> Where | None:
    if row["place"] is None:
        return None
    return Where(
        row["place"], row["country"], row["country_code"], row["admin1"], row["admin2"], None,
        row.get("latitude"), row.get("longitude"), row["place_precision"], _UNSEEN,
    )  # fmt: skip
