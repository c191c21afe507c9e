"""What saved searches find anew, and the webhooks that are told of it."""

from __future__ import annotations

import ipaddress
import json
import logging
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Final
from urllib.parse import urlsplit

from sqlalchemy import Connection

from khabar.acquire.addresses import NOTHING_OWN, Own, RefusedError, check_ip, checked
from khabar.acquire.answers import FetchError
from khabar.errors import UsageError
from khabar.store import saved_searches as kept
from khabar.store.saved_searches import Find, SavedSearch
from khabar.view.desk.desk import Desk
from khabar.view.desk.errands import Errand
from khabar.view.desk.rows_by_id import rows_by_id
from khabar.view.desk.schema import EventRow
from khabar.view.wording import count_words

_LOG = logging.getLogger("uvicorn.error")
BASELINE: Final = "there when the search was saved"
# Events that one call of a webhook tells of; the others come with the next call.
MOST_AT_ONCE: Final = 200
_SHOWN: Final = ("event_id", "killed_low", "killed_high", "grade")
Figures = tuple[int | None, int | None]


def moment() -> str:
    """Return the time, to the millisecond, so that what came in order stays so."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def tell_of_changes(desk: Desk, _errand: Errand) -> None:
    """Bring every search up to date, then call the webhooks that have something to be told."""
    bring_up_to_date(desk)
    with desk.case.store.read() as connection:
        searches = [search for search in kept.searches(connection) if search.webhook]
    for search in searches:
        _call(desk, search)


def bring_up_to_date(desk: Desk) -> None:
    """Note what each search finds now, if the events have changed since the last time."""
    with desk.case.store.read() as connection:
        searches = [] if kept.up_to_date(connection) else kept.searches(connection)
    if not searches:
        return
    with desk.case.store.write() as connection:
        for search in searches:
            try:
                note_finds(desk, search)
            except UsageError as error:  # a place that is known no more
                _LOG.warning("saved search %s: %s", search.name, error)
        kept.note_asked(connection)


def note_finds(desk: Desk, search: SavedSearch, what: str = "new") -> None:
    """Note what the search finds that it had not found so: `what` says how new events are told."""
    found = {find.event_id: find for find in _found(desk, search, what)}
    with desk.case.store.write() as connection:
        before = kept.finds(connection, search.id)
        changed = [_changed(find, before.get(id)) for id, find in found.items()]
        gone = sorted(before.keys() - found.keys())
        kept.note(connection, search.id, [one for one in changed if one is not None], gone)


def _found(desk: Desk, search: SavedSearch, what: str) -> Iterator[Find]:
    at, told = moment(), search.webhook is None or what == BASELINE
    for id, low, high, grade in desk.case.events(search.filter).rows(_SHOWN):
        highest = high if high is not None else low
        least = search.killed_at_least
        if least is None or (isinstance(highest, int) and highest >= least):
            yield Find(str(id), at, what, _whole(low), _whole(high), str(grade), told)


def _whole(figure: object) -> int | None:
    return figure if isinstance(figure, int) else None


def _changed(now: Find, before: Find | None) -> Find | None:
    """Return what is to be told of an event, None where it is as it was."""
    if before is None:
        return now
    told = []
    figures, had = (now.killed_low, now.killed_high), (before.killed_low, before.killed_high)
    if figures != had:
        told.append(f"killed: {_killed(figures)}, before: {_killed(had)}")
    if now.grade != before.grade:
        told.append(f"evidence: {now.grade}, before: {before.grade}")
    if not told:
        return None
    return Find(
        now.event_id, now.at, "; ".join(told), *figures, now.grade, now.told and before.told
    )


def _killed(figures: Figures) -> str:
    return "not stated" if figures == (None, None) else count_words(*figures, approximate=False)


def check_webhook(desk: Desk, url: str) -> None:
    """Raise UsageError for an address that no webhook may have."""
    own = _own(desk, url)
    try:
        checked(url, own)
        if (where := _bare(url)) is not None:  # where a name leads is judged before each call
            check_ip(*where, own)
    except RefusedError as refused:
        raise UsageError(f"webhook: {refused}.") from refused


def _own(desk: Desk, url: str) -> Own:
    """Return what may be called beside public hosts: nothing, unless private addresses may be."""
    where = _bare(url) if desk.private_webhooks else None
    return Own(frozenset({where})) if where is not None else NOTHING_OWN


def _bare(url: str) -> tuple[str, int] | None:
    """Return the IP address and port that a URL names, None where it has a host's name."""
    try:
        parts = urlsplit(url)
        host = str(ipaddress.ip_address(parts.hostname or ""))
        return host, parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        return None


def _call(desk: Desk, search: SavedSearch) -> None:
    with desk.case.store.read() as connection:
        untold = kept.untold(connection, search.id)[:MOST_AT_ONCE]
        message = _message(connection, search, untold)
    if not untold:
        return
    if fault := _post(desk, search, message):
        _LOG.warning("webhook of saved search %s: %s", search.name, fault)
        return  # it is told again with the next change
    with desk.case.store.write() as connection:
        kept.mark_told(connection, search.id, [find.event_id for find in untold])


def _post(desk: Desk, search: SavedSearch, message: bytes) -> str | None:
    """Send the message; return why it could not be sent."""
    from khabar.acquire.fetch import post  # HTTP takes a quarter of a second to import

    url, headers = search.webhook or "", {"Content-Type": "application/json"}
    try:
        answer = post(url, message, desk.settings.fetch, headers=headers, own=_own(desk, url))
    except (FetchError, RefusedError) as error:
        return str(error)
    return None if answer.status < 300 else f"expected success, found HTTP status {answer.status}"


def _message(connection: Connection, search: SavedSearch, finds: Sequence[Find]) -> bytes:
    rows = rows_by_id(connection, [find.event_id for find in finds])
    told = {
        "search": {"id": search.id, "name": search.name, "q": search.filter},
        "events": [_event(find, rows) for find in finds if find.event_id in rows],
    }
    return json.dumps(told, ensure_ascii=False).encode()


def _event(find: Find, rows: Mapping[str, EventRow]) -> dict[str, object]:
    return {"what": find.what, "at": find.at, **rows[find.event_id].model_dump()}
