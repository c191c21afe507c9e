"""What every part of the dashboard's server works with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Final

from sqlalchemy import Connection

from khabar.case import Case
from khabar.engine import LocalEngine
from khabar.query import Filter
from khabar.settings import Settings
from khabar.store.columns import Columns
from khabar.store.live import LiveColumns
from khabar.store.sieve import Sieve
from khabar.store.values import Yes
from khabar.view.desk.decided import Decided, LiveDecisions
from khabar.view.desk.errands import Errands
from khabar.view.desk.reader import Reader

BASEMAP: Final = "/basemap.pmtiles"


@dataclass(frozen=True, slots=True)
class Sifted:
    """The events of one state of the store, and which of them pass a filter."""

    connection: Connection
    sieve: Sieve
    filter: Filter

    @property
    def columns(self) -> Columns:
        """All events, column by column."""
        return self.sieve.columns

    def passing(self, but: str | None = None) -> Yes:
        """Return which rows pass; `but` names a field whose conditions do not count."""
        return self.sieve.passing(self.connection, self.filter, but)


@dataclass(frozen=True)
class Desk:
    """One open case as served. `analyst` signs decisions unless another name is given.

    `title` names the store without its folder or password. `basemap` is a file of map tiles.
    `errands` does what takes longer than a click, and `reader` reads what is added.
    `private_webhooks` lets searches call addresses in the network that this computer is in.
    """

    case: Case
    title: str
    analyst: str | None = None
    settings: Settings = field(default_factory=Settings)
    basemap: Path | None = None
    errands: Errands = field(default_factory=Errands)
    reader: Reader | LocalEngine = field(default_factory=Reader)
    private_webhooks: bool = False

    @contextmanager
    def sifted(self, q: str) -> Iterator[Sifted]:
        """Yield the events and which pass a filter in its written form, in one transaction."""
        filter = self.case.events(q).filter
        with self.case.store.read() as connection:
            yield Sifted(connection, self._live.at(connection), filter)

    def decided(self, connection: Connection) -> Decided:
        """Return the decisions of analysts that the transaction sees."""
        return self._decisions.at(connection)

    def close(self, seconds: float = 10) -> None:
        """Let the document in hand end, and then what reads; the caller closes the case."""
        if self.errands.stop(seconds) and isinstance(self.reader, Reader):
            self.reader.close()

    def warm(self) -> None:
        """Load all that the first reader would wait for: actors, names, columns."""
        with self.sifted('party:"nobody"') as sifted:
            sifted.passing()
            sifted.columns.places  # noqa: B018  (worked out once)

    @cached_property
    def _live(self) -> LiveColumns:
        return LiveColumns(self.case.events("").search.meaning, self._line)

    @cached_property
    def _decisions(self) -> LiveDecisions:
        return LiveDecisions()

    def _line(self, id: str) -> Sequence[tuple[str, str]]:
        """Return an actor and the bodies above it; nothing where the registry has no such id."""
        if id not in self.case.actors:
            return ()
        line = (self.case.actors[id], *self.case.actors.parents(id))
        return [(actor.id, actor.name) for actor in line]
