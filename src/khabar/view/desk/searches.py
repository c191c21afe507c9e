"""Saved searches: kept, listed with what is new, and read as feeds."""

from __future__ import annotations

import hmac
import secrets
from typing import Annotated, Final
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Query, Request, Response, status
from sqlalchemy import Connection

from khabar.errors import UsageError
from khabar.store import saved_searches as kept
from khabar.store.saved_searches import Find, SavedSearch
from khabar.view.desk.alerts import (
    BASELINE,
    bring_up_to_date,
    check_webhook,
    moment,
    note_finds,
)
from khabar.view.desk.asked import UnknownError
from khabar.view.desk.atom import MEDIA, Entry, Feed, written
from khabar.view.desk.desk import Desk
from khabar.view.desk.rows_by_id import rows_by_id
from khabar.view.desk.schema import EventRow
from khabar.view.desk.schema_changes import SearchAnswer, Searches, SearchSent

MOST_ENTRIES: Final = 50
MOST_SAVED: Final = 100


def router(desk: Desk) -> APIRouter:
    """Return the endpoints on saved searches."""
    routes = APIRouter(tags=["searches"])
    _add_feeds(routes, desk)

    @routes.get("/api/searches")
    def searches() -> Searches:
        """Return all saved searches, each with how much is new."""
        bring_up_to_date(desk)
        with desk.case.store.read() as connection:
            found = kept.searches(connection)
            return Searches(searches=[_answer(connection, one) for one in found])

    @routes.post("/api/searches", status_code=status.HTTP_201_CREATED)
    def save(sent: SearchSent) -> SearchAnswer:
        """Save a search; what it finds now is not new."""
        return _saved(desk, sent)

    @routes.post("/api/searches/{id}/seen", status_code=status.HTTP_204_NO_CONTENT)
    def seen(id: str) -> None:
        """Note that somebody has looked at what is new."""
        with desk.case.store.write() as connection:
            if not kept.look(connection, id, moment()):
                raise UnknownError("saved search", id)

    @routes.delete("/api/searches/{id}", status_code=status.HTTP_204_NO_CONTENT)
    def forget(id: str) -> None:
        """Remove a search; its feed ends."""
        with desk.case.store.write() as connection:
            if not kept.forget(connection, id):
                raise UnknownError("saved search", id)

    return routes


def _add_feeds(routes: APIRouter, desk: Desk) -> None:
    @routes.get("/feeds/{id}.atom", response_class=Response)
    def feed(
        id: str, request: Request, key: Annotated[str, Query(max_length=200)] = ""
    ) -> Response:
        """Return a search's feed to whoever has its key."""
        with desk.case.store.read() as connection:
            search = kept.search(connection, id)
        # Whoever has no key is not told whether there is such a search.
        if search is None or not hmac.compare_digest(key.encode(), search.key.encode()):
            raise UnknownError("feed", id)
        bring_up_to_date(desk)
        with desk.case.store.read() as connection:
            made = _feed(connection, search, str(request.base_url))
        return Response(written(made), media_type=MEDIA)


def _saved(desk: Desk, sent: SearchSent) -> SearchAnswer:
    len(desk.case.events(sent.q))  # a filter that cannot be asked is refused here
    if sent.webhook is not None:
        check_webhook(desk, sent.webhook)
    at = moment()
    search = SavedSearch(
        secrets.token_hex(8), sent.name, sent.q, secrets.token_urlsafe(24), sent.webhook,
        sent.killed_at_least, at, at,
    )  # fmt: skip
    with desk.case.store.write() as connection:
        if len(kept.searches(connection)) >= MOST_SAVED:
            raise UsageError(f"There are {MOST_SAVED} saved searches; remove one first.")
        kept.save(connection, search)
        note_finds(desk, search, BASELINE)
        kept.look(connection, search.id, moment())
        return _answer(connection, search, new=0)


def _answer(connection: Connection, search: SavedSearch, new: int | None = None) -> SearchAnswer:
    return SearchAnswer(
        id=search.id,
        name=search.name,
        q=search.filter,
        webhook=search.webhook,
        killed_at_least=search.killed_at_least,
        created=search.created,
        new=kept.count_new(connection, search) if new is None else new,
        feed=_path(search),
    )


def _path(search: SavedSearch) -> str:
    return f"/feeds/{quote(search.id, safe='')}.atom?{urlencode({'key': search.key})}"


def _feed(connection: Connection, search: SavedSearch, base: str) -> Feed:
    finds = kept.latest(connection, search.id, MOST_ENTRIES)
    rows = rows_by_id(connection, [find.event_id for find in finds])
    entries = [_entry(find, rows[find.event_id], base) for find in finds if find.event_id in rows]
    return Feed(
        id=f"urn:khabar:search:{search.id}",
        updated=finds[0].at if finds else search.created,
        title=f"khabar: {search.name}",
        link=base.rstrip("/") + _path(search),
        entries=entries,
    )


def _entry(find: Find, row: EventRow, base: str) -> Entry:
    facts = (row.date_words, row.place_words, f"Evidence: {row.grade}. {row.grade_because}")
    return Entry(
        id=f"urn:khabar:event:{find.event_id}:{find.at}",
        updated=find.at,
        title=row.line,
        words="\n".join((find.what, *facts)),
        link=f"{base}?{urlencode({'page': 'event', 'id': find.event_id})}",
    )
