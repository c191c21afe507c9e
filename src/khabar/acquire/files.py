"""Pages from files, folders of files, JSON Lines and standard input."""

from __future__ import annotations

import gzip
import io
import os
import sys
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, Literal, cast

from khabar.acquire.contents import looks_like_page, what_is_wrong
from khabar.acquire.limits import MAX_BYTES, TOO_LARGE
from khabar.acquire.lines import is_record, read_lines
from khabar.model import Dropped, Page

STANDARD_INPUT = "-"
Media = Literal["text", "html", "lines"]
MEDIA: dict[str, Media] = {
    ".txt": "text", ".html": "html", ".htm": "html", ".jsonl": "lines",
}  # fmt: skip
KINDS = ".txt, .html, .htm or .jsonl, each also as .gz"


Found = Iterator[tuple[str, Page | Dropped]]


def read(paths: Sequence[str], stdin: BinaryIO | None = None) -> Iterator[Page | Dropped]:
    """Yield the pages that paths lead to, in order, and a `Dropped` for whatever is none.

    `-` is standard input. Folders are read with those below them, by name. What is bad is
    quarantined; a file of another kind in a folder, or one already read, is skipped.
    """
    read_at: dict[str, str] = {}
    for path in paths:
        for where, item in _read_path(path, stdin):
            if isinstance(item, Page) and item.source in read_at:
                yield _already_read(item, where, read_at[item.source])
            else:
                if isinstance(item, Page):
                    read_at[item.source] = where
                yield item


def _already_read(page: Page, where: str, before: str) -> Dropped:
    if where == before:
        return Dropped(where, "acquire", "skipped", "already read in this run")
    return _bad(
        where,
        f'expected an id of its own, found "{page.source}", used before at {before}; rename one',
    )


def _read_path(path: str, stdin: BinaryIO | None) -> Found:
    if path == STANDARD_INPUT:
        return _read_stream(stdin or sys.stdin.buffer)
    if Path(path).is_dir():
        return _read_folder(path)
    return _read_file(path)


def _read_folder(folder: str) -> Found:
    empty = True
    for inside, folders, files in os.walk(folder):
        yield from (
            _skipped(str(Path(inside, name)), "a hidden folder") for name in _hidden(folders)
        )
        folders[:] = sorted(set(folders) - set(_hidden(folders)))
        for name in sorted(files):
            empty = False
            yield from _read_inside(str(Path(inside, name)))
    if empty:
        yield (
            _printable(folder),
            _bad(folder, "expected a folder with articles, found no file in it"),
        )


def _hidden(names: Iterable[str]) -> list[str]:
    return sorted(name for name in names if name.startswith("."))


def _read_inside(path: str) -> Found:
    if _media(path) is None:
        yield _skipped(path, f"not {KINDS}")
    elif not Path(path).is_file():
        yield _skipped(path, "not a regular file")
    else:
        yield from _read_file(path)


def _skipped(path: str, why: str) -> tuple[str, Dropped]:
    name = _printable(path)
    return name, Dropped(name, "acquire", "skipped", why)


def _read_file(path: str) -> Found:
    name, media = _printable(path), _media(path)
    try:
        with _open(path) as file:
            if media == "lines":
                yield from read_lines(name, file)
            elif media is None:
                yield (
                    name,
                    _bad(name, f"expected {KINDS}, found another kind; rename or convert it"),
                )
            else:
                yield name, _whole(name, file.read(MAX_BYTES + 1), media)
    except (OSError, ValueError, EOFError, zlib.error) as error:
        yield name, _bad(name, f"expected a file that can be read, found: {_why(error)}")


def _read_stream(stream: BinaryIO) -> Found:
    """Read standard input: JSON Lines if the first line is a JSON object, else one text or page."""
    first = stream.readline(MAX_BYTES + 1)
    if is_record(first):
        yield from read_lines("standard input", cast(BinaryIO, _Rejoined(first, stream)))
        return
    body = first + stream.read(max(0, MAX_BYTES + 1 - len(first)))
    media: Literal["text", "html"] = "html" if looks_like_page(body[:4096]) else "text"
    yield STANDARD_INPUT, _whole(STANDARD_INPUT, body, media)


class _Rejoined(io.RawIOBase):
    """A stream whose first line has been read and is given once more."""

    def __init__(self, first: bytes, rest: BinaryIO) -> None:
        self.first = first
        self.rest = rest

    def readline(self, size: int | None = -1, /) -> bytes:
        first, self.first = self.first, b""
        return first or self.rest.readline(-1 if size is None else size)


def _whole(name: str, body: bytes, media: Literal["text", "html"]) -> Page | Dropped:
    if len(body) > MAX_BYTES:
        return _bad(name, TOO_LARGE)
    problem = what_is_wrong(body, media)
    return _bad(name, problem) if problem else Page(name, body, media)


def _open(path: str) -> BinaryIO:
    return (
        cast(BinaryIO, gzip.open(path)) if path.lower().endswith(".gz") else Path(path).open("rb")
    )


def _media(path: str) -> Media | None:
    name = path.lower().removesuffix(".gz")
    return next((media for ending, media in MEDIA.items() if name.endswith(ending)), None)


def _printable(path: str) -> str:
    """Return a path as text: a name that is not UTF-8 on disk has its bytes written out."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _why(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return "nothing at this path; check the name"
    if isinstance(error, OSError) and error.strerror:
        return f"{error.strerror.lower()}; check its rights"
    return f"{error}; the file is damaged, fetch it again"


def _bad(where: str, problem: str) -> Dropped:
    return Dropped(where, "acquire", "quarantined", problem)
