"""Files that results are written to: never over a store, and never half."""

from __future__ import annotations

import errno
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

from khabar.errors import KhabarError, SpaceError, UsageError

_SQLITE: Final = b"SQLite format 3\0"
_PACKAGE: Final = "datapackage.json"


def check_output(out: Path) -> None:
    """Raise UsageError, before any work, where no result can or should be written."""
    if not out.absolute().parent.is_dir():
        raise UsageError(f"{out}: expected a file in a folder that is there. Make it first.")
    if out.is_dir():
        raise UsageError(f"{out}: expected a file, found a folder.")
    if held := _holds(out):
        raise UsageError(
            f"{out}: it holds a {held}, which would be lost. Name another file for the results."
        )


def meant_by(error: OSError) -> KhabarError:
    """Return what an error of the system means for the user: a full disk, or another reason."""
    what = error.filename or "input or output"
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return SpaceError(f"{what}: the disk is full. Make room and run the same again.")
    return UsageError(f"{what}: it cannot be read or written ({error.strerror or error}).")


@contextmanager
def written(out: Path) -> Iterator[BinaryIO]:
    """Yield a file that takes the place of `out` when all is written, and leaves it until then."""
    check_output(out)
    if out.exists() and not out.is_file():  # such as /dev/stdout
        with out.open("wb") as file:
            yield file
        return
    beside = out.with_name(f".{out.name}.part")
    try:
        with beside.open("wb") as file:
            yield file
        beside.replace(out)
    finally:
        beside.unlink(missing_ok=True)


def _holds(out: Path) -> str | None:
    """Return what a file holds that is no mere result: a store or a snapshot."""
    if not out.is_file():
        return None
    with out.open("rb") as file:
        if file.read(len(_SQLITE)) == _SQLITE:
            return "store"
    if zipfile.is_zipfile(out):
        with zipfile.ZipFile(out) as archive:
            return "snapshot" if _PACKAGE in archive.namelist() else None
    return None
