"""A file of another project's events into a case: read, checked, stored with where it came from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from khabar.acquire.external.read import Imported, read_external
from khabar.external import ExternalFile
from khabar.store.store import Store
from khabar.view.shapes.within import Countries


@dataclass(frozen=True, slots=True)
class Import:
    """What became of a file: the file with its counts, and a sentence for each row refused."""

    file: ExternalFile
    bad: tuple[str, ...]


def read_file(path: Path, *, dataset: str | None = None, skip_bad: bool = False) -> Imported:
    """Return a file's events; points whose degrees are swapped count as bad.

    Raises UsageError for a file with bad rows, unless `skip_bad`.
    """
    return read_external(path, dataset=dataset, skip_bad=skip_bad, fits=Countries().hold)


def import_events(store: Store, path: Path, read: Imported, release: str | None = None) -> Import:
    """Store the events read from a file; `release` None takes it from the name of the file.

    The same file twice, or the same event in two files, is stored once.
    """
    file = ExternalFile(
        sha256=read.sha256,
        name=path.name,
        dataset=read.dataset,
        release=release or read.release,
        imported=datetime.now(UTC).isoformat(timespec="seconds"),
        rows=read.rows,
        new=0,
        copies=read.repeats,
        refused=len(read.bad),
    )
    return Import(store.add_external(file, read.events), read.bad)
