"""Errors this package raises, and the exit code of each.

    KhabarError
    ├── UsageError          2   what was asked for cannot be done; nothing has run yet
    │   ├── FilterError     2   a filter cannot be read
    │   ├── SettingsError   2   the settings file cannot work
    │   └── KnowledgeError  2   a data file of actors, frames, cues ... has a bad entry
    ├── SpaceError          3   the disk is full
    ├── BalanceError        5   what went in is not what came out
    ├── StoreError          7   the store cannot be used
    │   ├── LockedError     6   someone else is writing
    │   ├── DamagedError    7   rows or pages are not as they were written
    │   ├── ForeignError    7   the file is no khabar store
    │   └── NewerError      7   a later khabar wrote it
    ├── EngineError         8   the workers or the cluster failed, not one item
    └── StoppedError       13   stopped by hand; the same command goes on from there

A bad item is not an error: it becomes a `Dropped` and the run goes on (exit code 4 at the end).
"""

from __future__ import annotations

from typing import ClassVar

COMPLETE = 0
FINDINGS = 1
QUARANTINED = 4


class KhabarError(Exception):
    """Something went wrong that the message explains, with what to do about it."""

    exit_code: ClassVar[int] = 2

    def __reduce__(self) -> tuple[object, ...]:
        """Travel between processes, whatever the constructor takes."""
        return _made_again, (type(self), self.args, vars(self))


def _made_again(
    kind: type[KhabarError], args: tuple[object, ...], rest: dict[str, object]
) -> KhabarError:
    error = kind.__new__(kind, *args)
    vars(error).update(rest)
    return error


class UsageError(KhabarError):
    """What was asked for cannot be done; nothing has run yet."""


class FilterError(UsageError):
    """A filter cannot be read: where, what was expected there, what was found, what to write."""

    def __init__(self, text: str, at: int, expected: str, found: str, advice: str) -> None:
        start = max(0, at - 60)
        shown = "".join(c if c.isprintable() else "?" for c in text[start : at + 60])
        super().__init__(
            f"filter, character {at + 1}: expected {expected}, found {found!r}. {advice}\n"
            f"    {shown}\n    {' ' * (at - start)}^"
        )
        self.at = at
        self.expected = expected
        self.found = found


class SettingsError(UsageError):
    """The settings file cannot work; nothing has run yet."""


class KnowledgeError(UsageError):
    """A data file has an entry that cannot work."""

    def __init__(self, file: str, entry: str | int, expected: str, found: str) -> None:
        super().__init__(f"{file}, entry {entry}: expected {expected}, found {found}. Mend it.")
        self.file = file
        self.entry = entry


class SpaceError(KhabarError):
    """The disk is full. What was committed is safe; the same command goes on from there."""

    exit_code = 3


class BalanceError(KhabarError):
    """The pages that went in are not the pages that came out: a fault of khabar itself."""

    exit_code = 5


class StoreError(KhabarError):
    """The store cannot be used."""

    exit_code = 7


class LockedError(StoreError):
    """Someone else is writing to the store, and did not finish in the time allowed."""

    exit_code = 6


class DamagedError(StoreError):
    """The store's pages or rows are not as they were written."""


class ForeignError(StoreError):
    """The file is no khabar store."""


class NewerError(StoreError):
    """A later version of khabar wrote the store."""


class EngineError(KhabarError):
    """The workers or the cluster failed. What was committed is safe; the same command goes on."""

    exit_code = 8


class StoppedError(KhabarError):
    """Stopped by hand. What was committed is safe; the same command goes on from there."""

    exit_code = 13
