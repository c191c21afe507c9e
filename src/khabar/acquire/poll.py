"""Looks at sources when they are due, and fetches what is new at them."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from khabar.acquire.addresses import RefusedError
from khabar.acquire.answers import FetchError
from khabar.acquire.inflate import PackedError
from khabar.acquire.inputs import read_inside
from khabar.acquire.links import LEVELS, Link, by_turns, quarantined, skipped
from khabar.acquire.memory import Memory
from khabar.acquire.sources import Source
from khabar.acquire.web import Web, page_of, why_refused
from khabar.model import Dropped, Page

Stored = Callable[[], None]
"""To be called when what came with it has been stored, and not before."""

Taken = Iterator[tuple[Stored, Page | Dropped]]

LINKS_AT_A_TIME = 200
"""Links that are fetched before what they led to is gathered into events."""

TRIES = 5
FIRST_PAUSE_SECONDS = 600.0
"""A link that fails is tried so often, each time after twice the pause before."""

SETTLED_SECONDS = 2.0
"""A file that was written to more recently may not be whole yet."""

_LATER = frozenset({408, 425, 429, *range(500, 600)})


def _nothing() -> None:
    """Stand for what needs no note when it is stored."""


class Poll:
    """The sources, what is remembered of them, and the web."""

    def __init__(
        self,
        sources: Sequence[Source],
        memory: Memory,
        web: Web,
        now: Callable[[], float] = time.time,
    ) -> None:
        self.sources = sources
        self._memory = memory
        self._web = web
        self._now = now

    def due(self) -> list[Source]:
        """Return the sources that it is time to look at."""
        return [source for source in self.sources if self._next(source) <= self._now()]

    def pause(self) -> float:
        """Return the seconds until there is something to do."""
        times = [self._next(source) for source in self.sources]
        waits = self._memory.next_wait()
        return max(0.0, min(times if waits is None else [*times, waits]) - self._now())

    def has_waiting(self) -> bool:
        """Return whether links wait that may be fetched now."""
        return bool(self._memory.waiting(self._now(), 1))

    def take(self, sources: Sequence[Source]) -> Taken:
        """Look at these sources, then yield what waits, some links at a time."""
        for source in sources:
            yield from self._look(source)
            self._memory.note_look(source.address, self._now())
        for link in by_turns(self._memory.waiting(self._now(), LINKS_AT_A_TIME)):
            yield from self._fetch(link)

    def _next(self, source: Source) -> float:
        last = self._memory.looked_at(source.address)
        # A clock that was set back must not silence a source.
        return 0.0 if last is None or last > self._now() else last + source.seconds

    def _look(self, source: Source) -> Taken:
        if source.kind == "folder":
            yield from self._folder(Path(source.address))
        elif source.kind == "page":
            yield from self._page(source)
        else:
            yield from self._list(Link(source.address, source.address, leads=LEVELS), source)

    def _list(self, link: Link, source: Source) -> Taken:
        """Write down the links of a feed or sitemap; yield what else is to be told of it."""
        links: list[Link] = []
        whole = True
        try:
            answer = self._web.fetch(link, self._memory.known(link.url))
            if answer.status == 304:
                return
            for _, item in self._web.found(link, answer):
                if isinstance(item, Link) and item.leads:
                    yield from self._list(item, source)
                elif isinstance(item, Link):
                    links.append(replace(item, outlet=source.outlet or item.outlet))
                elif isinstance(item, Page) and item.source == link.url:
                    whole = False
                    found = f"expected a {source.kind}, found a page; correct its kind"
                    yield _nothing, quarantined(link.url, found)
                else:
                    whole = whole and isinstance(item, Page)
                    yield _nothing, item
        except (FetchError, PackedError) as failed:
            yield _nothing, quarantined(link.url, str(failed))
            return
        except RefusedError as refused:
            yield _nothing, skipped(link.url, str(refused))
            return
        self._memory.expect(link.url, links, answer if whole else None)

    def _page(self, source: Source) -> Taken:
        """Yield a page of which every version counts, if it has changed."""
        link = Link(source.address, source.address, outlet=source.outlet)
        try:
            answer = self._web.fetch(link, self._memory.known(link.url))
        except FetchError as failed:
            yield _nothing, quarantined(link.url, str(failed))
        except RefusedError as refused:
            yield _nothing, skipped(link.url, str(refused))
        else:
            if answer.status != 304:
                yield partial(self._memory.expect, link.url, (), answer), page_of(link, answer)

    def _fetch(self, link: Link) -> Taken:
        """Yield the article of a link, or put the link off if it may be there later."""
        done = partial(self._memory.done, link.url)
        try:
            answer = self._web.fetch(link)
        except RefusedError as refused:
            yield done, skipped(link.url, str(refused))
            return
        except FetchError as failed:
            yield from self._put_off(link, str(failed))
            return
        if answer.status in _LATER:
            yield from self._put_off(link, f"expected a page, found HTTP status {answer.status}")
        elif why := why_refused(answer.body):
            yield from self._put_off(link, why)
        else:
            yield done, page_of(link, answer)

    def _put_off(self, link: Link, why: str) -> Taken:
        tries = self._memory.tried(link.url) + 1
        if tries < TRIES:
            self._memory.put_off(link.url, self._now() + FIRST_PAUSE_SECONDS * 2 ** (tries - 1))
        else:
            done = partial(self._memory.done, link.url)
            yield done, quarantined(link.url, f"{why}; tried {tries} times")

    def _folder(self, folder: Path) -> Taken:
        for inside, folders, files in os.walk(folder):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(files):
                yield from self._file(Path(inside, name))

    def _file(self, path: Path) -> Taken:
        """Yield what a new or changed file holds; it counts as read when all of it is stored."""
        try:
            state = path.stat()
        except OSError:
            return  # it was there a moment ago
        stamp = f"{state.st_size} {state.st_mtime_ns}"
        fresh = self._now() - state.st_mtime < SETTLED_SECONDS
        if fresh or self._memory.has_file(str(path), stamp):
            return
        last: Page | Dropped | None = None
        for _, item in read_inside(str(path)):
            if isinstance(item, Link):
                continue  # none comes: they are followed only if the file is named
            if last is not None:
                yield _nothing, last
            last = item
        if last is not None:
            yield partial(self._memory.keep_file, str(path), stamp), last
