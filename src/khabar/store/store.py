"""The store as the rest of the program sees it: whole documents in, records out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import local
from types import MappingProxyType, TracebackType
from typing import Self

from sqlalchemy import Connection, Engine

from khabar.errors import UsageError
from khabar.external import External, ExternalFile
from khabar.model import Article, Claim, CopyGroup, Decision, Dropped, Event
from khabar.store import content, external, lists, read, tables, write
from khabar.store.connect import VERSION, open_engine, said_plainly, writing
from khabar.store.document import Document, Outcome
from khabar.store.records import R
from khabar.store.snapshot import Made, Manifest, is_snapshot, load_snapshot, write_snapshot
from khabar.store.sqlite import IN_MEMORY
from khabar.store.traces import Trace, replace_traces

REJECTED = "rejected"


class Store:
    """All records of one case in one database; `open_store` makes one. Threads may share it.

    Each writing method is one transaction: after a crash at any moment it has happened or not.
    """

    def __init__(
        self,
        engine: Engine,
        path: str,
        *,
        bodies: bool = True,
        lists_are_new: bool = False,
        about: Manifest | None = None,
    ) -> None:
        self.engine = engine
        self.path = path
        self.bodies = bodies
        self.lists_are_new = lists_are_new  # made from the records alone, without decisions
        self.about = about  # a snapshot's manifest; None for a store that can be written to
        self._own = local()  # by thread: the connection of the transaction it is in, if any

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the database."""
        self.engine.dispose()

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Yield a connection for one transaction that writes.

        What is read and written inside belongs to it, so nobody writes in between.
        """
        if self.about is not None:
            raise UsageError(
                f"{self.path}: a snapshot cannot be changed. Work on a store, and make another."
            )
        with self._transaction() as connection:
            yield connection

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        if (mine := self._mine) is not None:
            yield mine
            return
        with said_plainly(self.path), writing(self.engine) as connection:
            self._own.writing = connection
            try:
                yield connection
            finally:
                self._own.writing = None

    @property
    def _mine(self) -> Connection | None:
        found: Connection | None = getattr(self._own, "writing", None)
        return found

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Yield a connection that sees one state of the store."""
        if (mine := self._mine) is not None:
            yield mine
            return
        with said_plainly(self.path), self.engine.connect() as connection:
            yield connection

    def add(self, document: Document, coder: str) -> None:
        """Write a document with its claims and the state that it ended in."""
        with self.write() as connection:
            write.write_document(connection, document, coder=coder, bodies=self.bodies)

    def has(self, item: str, coder: str) -> bool:
        """Tell whether this coder is done with the item."""
        with self.read() as connection:
            return read.coded_by(connection, item) == coder

    def original_of(self, article: Article, page_id: str) -> str | None:
        """Return the id of the article that this one repeats word for word, if any."""
        with self.read() as connection:
            return read.first_with_text(connection, write.text_digest(article), page_id)

    def outcomes(self, items: Sequence[str]) -> dict[str, Outcome]:
        """Return the state of each of the items that has one."""
        with self.read() as connection:
            return read.outcomes(connection, items)

    def tally(self) -> Counter[str]:
        """Return how many items of the whole store ended in each state."""
        with self.read() as connection:
            return read.tally(connection)

    def articles(self, pages: Sequence[str] | None = None) -> list[Article]:
        """Return the articles as last read, by id; of these pages alone where given."""
        a = tables.articles
        with self.read() as connection:
            if pages is None:
                return list(read.articles(connection, a.c.current))
            parts = (a.c.page_id.in_(part) for part in read.in_parts(pages))
            return [one for p in parts for one in read.articles(connection, a.c.current, p)]

    def article(self, article_id: str) -> Article | None:
        """Return one article."""
        with self.read() as connection:
            return next(read.articles(connection, tables.articles.c.id == article_id), None)

    def claims(self, articles: Sequence[str] | None = None) -> list[Claim]:
        """Return the claims as last coded, in the order of their texts."""
        c = tables.claims
        with self.read() as connection:
            if articles is None:
                return list(read.claims(connection, c.c.current))
            parts = (c.c.article_id.in_(part) for part in read.in_parts(articles))
            return [one for p in parts for one in read.claims(connection, c.c.current, p)]

    def claim(self, claim_id: str) -> Claim | None:
        """Return one claim, even one that a later coder replaced."""
        with self.read() as connection:
            return next(read.claims(connection, tables.claims.c.id == claim_id), None)

    def events(self, *, rejected: bool = False) -> list[Event]:
        """Return the events by date, those that an analyst rejected only if asked for."""
        shown = () if rejected else (tables.events.c.status != REJECTED,)
        with self.read() as connection:
            return list(read.events(connection, *shown))

    def event(self, event_id: str) -> Event | None:
        """Return one event, by its id or one that it had before."""
        with self.read() as connection:
            now = read.now_at(connection, event_id)
            return next(read.events(connection, tables.events.c.id == now), None)

    def event_ids(self, claims: Sequence[str] | None = None) -> dict[str, str]:
        """Return the event of each claim that belongs to one; of these claims where given."""
        member = tables.event_claims.c.claim_id
        with self.read() as connection:
            if claims is None:
                return read.event_ids(connection)
            found: dict[str, str] = {}
            for part in read.in_parts(claims):
                found |= read.event_ids(connection, member.in_(part))
            return found

    def records(self, kind: type[R], ids: Sequence[str]) -> Iterator[R]:
        """Yield the claims or events with these ids, in the order of the ids."""
        with self.read() as connection:
            yield from read.records(connection, kind, ids)

    def redirects(self) -> dict[str, str]:
        """Return where each event went that is no more, by the id that it had."""
        with self.read() as connection:
            return read.redirects(connection)

    def relist(self, claims: Mapping[str, Claim], statuses: Mapping[str, str]) -> None:
        """Make the lists anew, with what analysts decided: see `replace_events`."""
        with self._transaction() as connection:
            lists.rebuild(connection, statuses, claims)

    def snapshot(self, out: Path, *, title: str, version: str, texts: bool = False) -> Made:
        """Write all that the store knows to one archive; see `snapshot.py`."""
        with self.read() as connection:
            return write_snapshot(connection, out, title=title, version=version, texts=texts)

    def faults(self) -> list[str]:
        """Return a sentence for each row that is not as it was written."""
        left_out = self.about is not None and not self.about["khabar"]["texts"]
        with self.read() as connection:
            return list(content.faults(connection, texts=not left_out))

    def find(self, short: str) -> list[tuple[str, str]]:
        """Return the kind and id of each event, claim and article whose id begins so."""
        with self.read() as connection:
            return read.find(connection, short)

    def copies(self) -> list[CopyGroup]:
        """Return the groups of articles that carry one text."""
        with self.read() as connection:
            return read.copies(connection)

    def dropped(self, items: Sequence[str] | None = None) -> list[Dropped]:
        """Return what was quarantined and skipped, by item."""
        d = tables.dropped
        with self.read() as connection:
            if items is None:
                return read.dropped(connection)
            parts = (d.c.id.in_(part) for part in read.in_parts(items))
            return [one for part in parts for one in read.dropped(connection, part)]

    def add_external(self, file: ExternalFile, events: Sequence[External]) -> ExternalFile:
        """Write the events of another project's file; return it with how many were new."""
        with self.write() as connection:
            return external.add(connection, file, events)

    def external_files(self) -> list[ExternalFile]:
        """Return the files of other projects' events that were imported, in their order."""
        with self.read() as connection:
            return external.files(connection)

    def external_events(
        self, dataset: str | None = None, sha256: str | None = None
    ) -> list[External]:
        """Return the events of a data set or file; of each id the one that came in last."""
        with self.read() as connection:
            return list(external.events(connection, dataset, sha256))

    def start_run(self, coder: str) -> int:
        """Note that a run starts, and return its number."""
        with self.write() as connection:
            return write.start_run(connection, coder)

    def end_run(self, number: int, pages: int) -> None:
        """Note that a run has come to its end, and how many pages it was given."""
        with self.write() as connection:
            write.end_run(connection, number, pages)

    def decisions(self) -> list[Decision]:
        """Return all decisions in the order in which they were made."""
        with self.read() as connection:
            return read.decisions(connection)

    def decide(self, decision: Decision) -> None:
        """Append a decision. None is ever changed or removed."""
        with self.write() as connection:
            write.append_decision(connection, decision)

    def replace_events(
        self,
        events: Sequence[tuple[Event, str]],
        copies: Iterable[CopyGroup],
        moved: Mapping[str, str],
        claims: Mapping[str, Claim] | None = None,
        statuses: Mapping[str, str] | None = None,
        as_told: Mapping[str, Event] | None = None,
    ) -> None:
        """Make the stored events, each with its status, and groups of copies equal to these.

        `claims` holds those that an analyst corrected and `statuses` where claims stand, each by
        the id in the store. Filters and lists then show them so. `as_told` holds the events that
        an analyst corrected as they were before.
        """
        corrected = claims or {}
        with self.write() as connection:
            write.write_copies(connection, copies)
            told = {claim.id: corrected.get(claim.id, claim) for claim in self.claims()}
            write.write_events(connection, events, told, as_told or {})
            lists.relist_decided_claims(connection, statuses or {}, corrected)
            write.write_redirects(connection, moved)
            lists.note_followed(connection)
            lists.note_gathered(connection, True)

    def gathered(self) -> bool:
        """Tell whether copies were looked for since the last article came in."""
        with self.read() as connection:
            return lists.gathered(connection)

    def followed(self) -> bool:
        """Tell whether the events follow all decisions; if not, they wait to be gathered."""
        with self.read() as connection:
            return lists.followed(connection)

    def note_followed(self) -> None:
        """Note that the events follow all decisions."""
        with self.write() as connection:
            lists.note_followed(connection)

    def change_events(
        self,
        events: Sequence[tuple[Event, str]],
        claims: Mapping[str, Claim],
        as_told: Mapping[str, Event],
        gone: Collection[str] = (),
        moved: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """Put events, each with its status, in place of those with their ids; others stay.

        Those `gone` are taken out, and `moved` says where they went. `claims`, by their ids, are
        the events' own as corrected; `as_told` is as in `replace_events`.
        """
        with self.write() as connection:
            write.change_events(connection, events, claims, as_told, gone)
            write.write_redirects(connection, moved)

    def keep_traces(self, traces: Iterable[Trace]) -> None:
        """Keep what merging left behind, in place of what an earlier merging did."""
        with self.write() as connection:
            replace_traces(connection, traces)

    def relist_claims(self, claims: Mapping[str, Claim], statuses: Mapping[str, str]) -> None:
        """Make the list show these claims as corrected and where they stand, by their ids."""
        with self.write() as connection:
            lists.relist_claims(connection, claims.keys(), statuses, claims)

    def as_told(self, event_id: str) -> Event | None:
        """Return an event as it was before corrections, None where none has changed it."""
        with self.read() as connection:
            return read.as_told(connection, event_id)


def open_store(
    path: str | Path,
    *,
    bodies: bool = True,
    busy_seconds: float = 30,
    durable: bool = True,
    make: bool = True,
) -> Store:
    """Open the store in a file, or at `postgresql://...`; `:memory:` keeps it in memory.

    One is made if there is none and `make` says so. `bodies` False leaves the pages' bytes out.
    `durable` False trades safety against power cuts for speed. Raises UsageError or one of
    StoreError's kinds.
    """
    name = str(path)
    if is_snapshot(name):
        return _open_snapshot(name)
    engine, found = open_engine(name, busy_seconds=busy_seconds, durable=durable, make=make)
    return Store(engine, name, bodies=bodies, lists_are_new=found not in (0, VERSION))


def _open_snapshot(path: str) -> Store:
    """Return a snapshot as a store in memory."""
    engine, _ = open_engine(IN_MEMORY, busy_seconds=0, durable=False)
    with writing(engine) as connection:
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        about = load_snapshot(connection, path)
        lists.rebuild(connection)
    return Store(engine, path, lists_are_new=True, about=about)
