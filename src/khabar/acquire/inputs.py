"""What the user named, read in order: files, folders, patterns, addresses, standard input."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from khabar.acquire import s3
from khabar.acquire.files import (
    KINDS,
    STANDARD_INPUT,
    printable,
    read_file,
    read_stream,
    read_with,
    reader_of,
)
from khabar.acquire.links import LEVELS, Found, Link, by_turns, is_address, quarantined, skipped
from khabar.acquire.url_lists import read_url_list
from khabar.acquire.web import Web
from khabar.model import Dropped, Page

_LINKS_AT_A_TIME = 200
_PATTERN = frozenset("*?[")


def read(
    paths: Sequence[str],
    stdin: BinaryIO | None = None,
    *,
    url_lists: Sequence[str] = (),
    web: Web | None = None,
) -> Iterator[Page | Dropped]:
    """Yield the pages that paths and addresses lead to, and a `Dropped` for whatever is none.

    `-` is standard input. Folders are read with those below them, by name; `url_lists` are files
    with an address a line. What is bad is quarantined; a file of another kind in a folder, or one
    already read, is skipped. Addresses are fetched by `web` and skipped where there is none: those
    that the user named, and those in a file, feed or list that the user named.
    """
    followed = _Followed(web)
    for path in paths:
        yield from followed.pages(_named(path, stdin))
    for path in url_lists:
        yield from followed.pages(read_with(read_url_list, path))


class _Followed:
    """Follows links to their pages, and lets each source pass once."""

    def __init__(self, web: Web | None) -> None:
        self._web = web
        self._read_at: dict[str, str] = {}

    def pages(self, found: Found) -> Iterator[Page | Dropped]:
        """Yield what was found, with pages for links, hosts taking turns."""
        links: list[Link] = []
        for where, item in found:
            if isinstance(item, Link):
                links.append(item)
                if len(links) < _LINKS_AT_A_TIME:
                    continue
                yield from self._at(links)
                links = []
            else:
                yield from self._once(where, item)
        yield from self._at(links)

    def _at(self, links: Sequence[Link]) -> Iterator[Page | Dropped]:
        for link in by_turns(links):
            if link.url in self._read_at:
                yield _already_read(link.url, link.where, self._read_at[link.url])
                continue
            if self._web is None:
                yield skipped(link.url, "an address; nothing is fetched here")
                continue
            yield from self.pages(self._web.follow(link))
            self._read_at.setdefault(link.url, link.where)

    def _once(self, where: str, item: Page | Dropped) -> Iterator[Page | Dropped]:
        if isinstance(item, Page):
            # An archive may hold two versions of what is at one address, and both are told.
            key = item.id if is_address(item.source) else item.source
            if key in self._read_at:
                yield _already_read(item.source, where, self._read_at[key])
                return
            self._read_at[key] = where
        yield item


def _already_read(source: str, where: str, before: str) -> Dropped:
    if where == before or is_address(source):
        return skipped(where, "already read in this run")
    return quarantined(
        where, f'expected an id of its own, found "{source}", used before at {before}; rename one'
    )


def _named(path: str, stdin: BinaryIO | None) -> Found:
    if path == STANDARD_INPUT:
        return read_stream(stdin)
    if is_address(path):
        return iter([(path, Link(path, path, leads=LEVELS))])
    if s3.is_s3(path):
        return _read_s3(path)
    if Path(path).is_dir():
        return _read_folder(path)
    if _PATTERN & set(path) and not Path(path).exists():
        return _read_pattern(path)
    return read_file(path)


def _read_s3(path: str) -> Found:
    try:
        if _PATTERN & set(path):
            yield from _read_like(path, s3.files_like(path))
            return
        inside = s3.files_of(path)
    except OSError as error:
        yield path, quarantined(path, f"expected a place that can be read, found: {error}")
        return
    if inside is None:
        yield from read_file(path)
        return
    for one in inside:
        yield from read_inside(one)
    if not inside:
        yield path, quarantined(path, "expected a file or folder, found nothing at this address")


def _read_pattern(pattern: str) -> Found:
    # Path.glob takes no pattern that begins at the root.
    paths = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207
    yield from _read_like(pattern, [path for path in paths if not Path(path).is_dir()])


def _read_like(pattern: str, paths: Sequence[str]) -> Found:
    if not paths:
        name = printable(pattern)
        yield name, quarantined(name, "expected a pattern that fits a file, found none that does")
    for path in paths:
        yield from read_file(path)


def _read_folder(folder: str) -> Found:
    empty = True
    for inside, folders, files in os.walk(folder):
        for name in _hidden(folders):
            hidden = printable(str(Path(inside, name)))
            yield hidden, skipped(hidden, "a hidden folder")
        folders[:] = sorted(set(folders) - set(_hidden(folders)))
        for name in sorted(files):
            empty = False
            yield from read_inside(str(Path(inside, name)))
    if empty:
        name = printable(folder)
        yield name, quarantined(name, "expected a folder with articles, found no file in it")


def _hidden(names: Iterable[str]) -> list[str]:
    return sorted(name for name in names if name.startswith("."))


def read_inside(path: str) -> Found:
    """Yield what a file in a folder holds; nobody named it, so no link in it is followed."""
    name = printable(path)
    if reader_of(path) is None:
        yield name, skipped(name, f"not {KINDS}")
        return
    if not s3.is_s3(path) and not Path(path).is_file():
        yield name, skipped(name, "not a regular file")
        return
    links = 0
    for where, item in read_file(path):
        if isinstance(item, Link):
            links += 1
        else:
            yield where, item
    if links:
        rule = f"{links} addresses, which are fetched only if the file itself is named"
        yield name, skipped(name, rule)
