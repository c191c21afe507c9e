"""The columns of a store, read anew when somebody has changed the list of events."""

from __future__ import annotations

from threading import Lock

from sqlalchemy import Connection

from khabar.store.columns_read import Above, brought_up_to_date, change_of, load_columns
from khabar.store.search import Meaning, as_written
from khabar.store.sieve import Sieve


def _alone(_id: str) -> tuple[()]:
    return ()


class LiveColumns:
    """Gives each transaction the columns as they are in the state that it sees, or a later one."""

    def __init__(self, meaning: Meaning = as_written, above: Above = _alone) -> None:
        self._meaning = meaning
        self._above = above
        self._lock = Lock()
        self._sieve: Sieve | None = None

    def at(self, connection: Connection) -> Sieve:
        """Return what sifts the events of the connection's transaction."""
        with self._lock:
            if self._sieve is None:
                self._sieve = Sieve(load_columns(connection, self._above), self._meaning)
            elif self._sieve.columns.change < change_of(connection):
                held = self._sieve.columns
                columns = brought_up_to_date(connection, held, self._above)
                self._sieve = Sieve(columns, self._meaning)
            return self._sieve
