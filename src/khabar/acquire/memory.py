"""What `khabar watch` remembers between looks: which links wait, which are done, what is known.

A small SQLite file. A link is written down before its feed counts as read, and crossed out after
its article is stored, so that a stop at any moment loses nothing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Self

from khabar.acquire.answers import Fetched, Known
from khabar.acquire.links import Link
from khabar.errors import ForeignError, LockedError

_TABLES = """
CREATE TABLE IF NOT EXISTS looks (address TEXT PRIMARY KEY, at REAL NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS answers (
    address TEXT PRIMARY KEY, etag TEXT, modified TEXT) STRICT;
CREATE TABLE IF NOT EXISTS links (
    number INTEGER PRIMARY KEY, address TEXT NOT NULL UNIQUE, stands TEXT NOT NULL,
    published TEXT, outlet TEXT, title TEXT, language TEXT,
    tries INTEGER NOT NULL DEFAULT 0, not_before REAL NOT NULL DEFAULT 0,
    done INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE INDEX IF NOT EXISTS waiting ON links (not_before) WHERE NOT done;
CREATE TABLE IF NOT EXISTS files (path TEXT PRIMARY KEY, stamp TEXT NOT NULL) STRICT;
"""


class Memory:
    """The file, held by one program at a time."""

    def __init__(self, path: Path) -> None:
        """Open the file, made if there is none. Raises LockedError or ForeignError."""
        self._connection = sqlite3.connect(path, timeout=1, isolation_level=None)
        try:
            self._connection.execute("PRAGMA locking_mode=EXCLUSIVE")
            self._connection.execute("PRAGMA synchronous=FULL")
            self._connection.executescript(f"BEGIN IMMEDIATE; {_TABLES} COMMIT;")
        except sqlite3.OperationalError as error:
            self._connection.close()
            raise LockedError(f"{path}: another khabar watch is at work with it.") from error
        except sqlite3.DatabaseError as error:
            self._connection.close()
            raise ForeignError(f"{path}: expected what khabar watch remembers: {error}.") from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._connection.close()

    def looked_at(self, address: str) -> float | None:
        """Return when a source was last looked at, in seconds since 1970."""
        row = self._one("SELECT at FROM looks WHERE address = ?", address)
        return float(row[0]) if row else None

    def note_look(self, address: str, at: float) -> None:
        """Note that a source was looked at."""
        self._run("INSERT OR REPLACE INTO looks VALUES (?, ?)", address, at)

    def known(self, address: str) -> Known | None:
        """Return what the address last answered with."""
        row = self._one("SELECT etag, modified FROM answers WHERE address = ?", address)
        return Known(*row) if row else None

    def expect(self, address: str, links: Iterable[Link], answer: Fetched | None) -> None:
        """Write down links that are new, and the answer that they came in, at once.

        Without an answer the address will be asked for all of it the next time.
        """
        with self._connection:
            self._connection.execute("BEGIN IMMEDIATE")
            self._connection.executemany(
                "INSERT OR IGNORE INTO links (address, stands, published, outlet, title, language)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                [
                    (one.url, one.where, one.published, one.outlet, one.title, one.language)
                    for one in links
                ],
            )
            if answer is not None:
                row = (address, answer.etag, answer.modified)
                self._run("INSERT OR REPLACE INTO answers VALUES (?, ?, ?)", *row)

    def waiting(self, now: float, most: int) -> list[Link]:
        """Return links that may be fetched now, in the order in which they came."""
        rows = self._connection.execute(
            "SELECT stands, address, published, outlet, title, language FROM links"
            " WHERE NOT done AND not_before <= ? ORDER BY number LIMIT ?",
            (now, most),
        )
        return [Link(*row) for row in rows]

    def next_wait(self) -> float | None:
        """Return when the next link may be fetched, None where none waits."""
        row = self._one("SELECT min(not_before) FROM links WHERE NOT done")
        return None if row is None or row[0] is None else float(row[0])

    def tried(self, address: str) -> int:
        """Return how often a link was tried in vain."""
        row = self._one("SELECT tries FROM links WHERE address = ?", address)
        return int(row[0]) if row else 0

    def put_off(self, address: str, until: float) -> None:
        """Note that a link was tried in vain, and when to try again."""
        self._run("UPDATE links SET tries = tries + 1, not_before = ? WHERE address = ?",
                  until, address)  # fmt: skip

    def done(self, address: str) -> None:
        """Cross out a link: what it led to is stored."""
        self._run("UPDATE links SET done = 1 WHERE address = ?", address)

    def has_file(self, path: str, stamp: str) -> bool:
        """Return whether a file was read as it is now."""
        return (
            self._one("SELECT 1 FROM files WHERE path = ? AND stamp = ?", path, stamp) is not None
        )

    def keep_file(self, path: str, stamp: str) -> None:
        """Note that a file was read as it is now."""
        self._run("INSERT OR REPLACE INTO files VALUES (?, ?)", path, stamp)

    def is_empty(self) -> bool:
        """Return whether nothing was ever done."""
        done = "SELECT 1 FROM links WHERE done UNION ALL SELECT 1 FROM files LIMIT 1"
        return self._one(done) is None

    def _one(self, query: str, *values: str | float) -> tuple[str, ...] | None:
        row: tuple[str, ...] | None = self._connection.execute(query, values).fetchone()
        return row

    def _run(self, query: str, *values: str | float | None) -> None:
        self._connection.execute(query, values)
