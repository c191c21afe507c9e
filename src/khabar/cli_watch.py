"""`khabar watch`: looks at sources again and again, codes what is new and gathers the events."""

from __future__ import annotations

import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from khabar.cli_look import DEFAULT, Database
from khabar.errors import COMPLETE, QUARANTINED, LockedError, UsageError

if TYPE_CHECKING:
    from khabar.acquire.poll import Poll, Stored, Taken
    from khabar.acquire.sources import Source
    from khabar.balance import Balance
    from khabar.case import Case
    from khabar.model import Dropped, Page
    from khabar.store.document import Document

_LONGEST_SLEEP = 60.0
"""Seconds; a clock that is set, or a machine that slept, is noticed within them."""

_LOCKED_PAUSE = 10.0


Sources = Annotated[
    Path, typer.Argument(metavar="SOURCES", help="TOML file with the sources to look at.")
]
Once = Annotated[
    bool, typer.Option("--once", help="Look at every source once, then end: for cron.")
]
Actors = Annotated[
    Path | None, typer.Option(help="File with actors beside those that khabar knows.")
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing on stderr but errors.")]
Settings = Annotated[
    Path | None, typer.Option("--settings", help="Settings file; default: khabar.toml.")
]


def watch(
    sources: Sources,
    once: Once = False,
    db: Database = DEFAULT,
    actors: Actors = None,
    quiet: Quiet = False,
    settings: Settings = None,
) -> None:
    """Look at feeds, sitemaps, pages and folders at their intervals, and code what is new.

    It may be stopped at any moment, even by a power cut; the next start goes on from there.
    """
    from khabar.acquire.memory import Memory
    from khabar.acquire.poll import Poll
    from khabar.acquire.sources import load_sources
    from khabar.case import open_case
    from khabar.settings import load_settings

    wanted, remembered = load_sources(sources), _memory_of(db, sources)
    kept = load_settings(settings)
    with open_case(db, actors=actors, settings=kept) as case, Memory(remembered) as memory:
        if not memory.is_empty() and not case.store.tally():
            raise UsageError(
                f"{db} is empty, but {remembered} remembers what was read into a store of that "
                "name. Bring that store back, or remove the memory to read all of it anew."
            )
        raise typer.Exit(watch_case(case, Poll(wanted, memory, case.web), once=once, quiet=quiet))


def _memory_of(db: str, sources: Path) -> Path:
    """Return the file of what is remembered: beside the store, or the sources if that is remote."""
    beside = str(sources) if "://" in db else db
    return Path(f"{beside}.watch")


def watch_case(case: Case, poll: Poll, *, once: bool, quiet: bool) -> int:
    """Look at the sources, once or until stopped, and return the exit code."""
    bad = 0
    due: Sequence[Source] = poll.sources if once else poll.due()
    # A run that was cut off may have left claims that belong to no event yet: gather them.
    gather = True
    try:
        while True:
            balance = _cycle(case, poll, due, gather=gather)
            gather = False
            if balance is not None:
                bad += balance.quarantined
                _say(balance, quiet=quiet)
            due = []
            if once and not poll.has_waiting():
                return QUARANTINED if bad else COMPLETE
            if not once:
                _sleep(poll)
                due = poll.due()
    except KeyboardInterrupt:
        return COMPLETE


def _sleep(poll: Poll) -> None:
    while (left := poll.pause()) > 0:
        time.sleep(min(left, _LONGEST_SLEEP))


def _cycle(case: Case, poll: Poll, due: Sequence[Source], *, gather: bool) -> Balance | None:
    """Code what the sources have that is new; None where nothing is."""
    from khabar.pipeline import code

    taken = poll.take(due)
    first = next(taken, None)
    if first is None and not gather:
        return None
    notes = _Notes()
    items = notes.noted(chain([first] if first else [], taken))
    try:
        return code(
            items, case.store, case.steps, case.engine, watch=notes.stored, passed=notes.known
        )
    except LockedError as error:
        # Someone reviews or exports; what is not noted as stored comes again in the next cycle.
        print(f"khabar: {error} Trying again.", file=sys.stderr)  # noqa: T201
        time.sleep(_LOCKED_PAUSE)
        return None


class _Notes:
    """What is to be noted for each item once it is stored."""

    def __init__(self) -> None:
        self._due: defaultdict[str, list[Stored]] = defaultdict(list)

    def noted(self, taken: Taken) -> Iterator[Page | Dropped]:
        """Yield the items, keeping what is to be noted for each."""
        from khabar.store.document import item_id

        for stored, item in taken:
            self._due[item_id(item)].append(stored)
            yield item

    def stored(self, document: Document) -> None:
        """Note that a document was stored."""
        self._note(document.id)

    def known(self, item: Page | Dropped) -> None:
        """Note an item that had been stored before."""
        from khabar.store.document import item_id

        self._note(item_id(item))

    def _note(self, item: str) -> None:
        for stored in self._due.pop(item, ()):
            stored()


def _say(balance: Balance, *, quiet: bool) -> None:
    from khabar.view.ledger import Ledger

    if quiet or not balance.items:
        return
    ended = balance.states
    counts = (ended["coded"], ended["copied"], ended["quarantined"], ended["skipped"])
    at = datetime.now().astimezone().isoformat(sep=" ", timespec="seconds")
    print(f"{at}  {Ledger(len(balance.items), *counts).sentence()}", file=sys.stderr)  # noqa: T201
