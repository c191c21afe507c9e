"""The columns of a store, read anew when somebody has changed the list of events."""

from __future__ import annotations

from threading import Lock

from sqlalchemy import Connection

from khabar.store.columns import Above, change_of, load_columns
from khabar.store.search import Meaning, as_written
from khabar.store.sieve import Sieve


def _alone(_id: str) -> tuple[()]:
    return ()


class LiveColumns:
    """Gives each transaction the columns as they are in the state that it sees."""

    def __init__(self, meaning: Meaning = as_written, above: Above = _alone) -> None:
        self._meaning = meaning
        self._above = above
        self._lock = Lock()
        self._sieve: Sieve | None = None

    def at(self, connection: Connection) -> Sieve:
        """Return what sifts the events of the connection's transaction."""
        with self._lock:
            if self._sieve is None or self._sieve.columns.change != change_of(connection):
                self._sieve = Sieve(load_columns(connection, self._above), self._meaning)
            return self._sieve
