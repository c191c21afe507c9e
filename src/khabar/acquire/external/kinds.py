"""What a file is that holds no rows in UTF-8, told by its first bytes."""

from __future__ import annotations

from pathlib import Path

_LOOKED_AT = 4096
_ZIP, _GZIP = b"PK\x03\x04", b"\x1f\x8b"
_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def other_kind(path: Path) -> str | None:
    """Return what the file is and what to do with it, None for a file that may hold rows."""
    with path.open("rb") as file:
        start = file.read(_LOOKED_AT)
    if start.startswith(_ZIP):
        return "a zip archive. Unpack it; save a workbook such as .xlsx as CSV"
    if start.startswith(_GZIP):
        return "a gzip file. Unpack it"
    if start.startswith(_UTF_16_MARKS) or _every_other_is_nul(start):
        return "UTF-16. Save it as UTF-8"
    return None


def separated_by_semicolons(line: str) -> bool:
    """Tell by the first line whether semicolons stand where commas or tabs should."""
    return line.count(";") > max(line.count(","), line.count("\t"))


def _every_other_is_nul(start: bytes) -> bool:
    """Tell UTF-16 without its mark: Latin letters, so column names, have a NUL each."""
    return len(start) > 1 and any(
        bool(half) and half.count(0) > 0.9 * len(half) for half in (start[::2], start[1::2])
    )
