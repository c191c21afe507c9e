"""The file of sources that `khabar watch` looks at: feeds, sitemaps, pages and folders."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from khabar.acquire.addresses import NOTHING_OWN, Own, RefusedError, checked
from khabar.errors import SettingsError
from khabar.settings import read_toml


class Source(BaseModel):
    """One source and how often to look at it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["feed", "sitemap", "page", "folder"]
    address: str = Field(min_length=1)
    every_minutes: float = Field(default=30, ge=1)
    outlet: str | None = None

    @property
    def seconds(self) -> float:
        """Return the seconds from one look to the next."""
        return self.every_minutes * 60


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    source: tuple[Source, ...] = Field(min_length=1)


def load_sources(path: Path, own: Own = NOTHING_OWN) -> tuple[Source, ...]:
    """Return the sources of a file; folders are meant from where the file lies.

    Raises SettingsError with the entry and what is wrong with it. `own` is for tests: see there.
    """
    found = read_toml(path, _File, _first_fault).source
    placed = []
    for number, source in enumerate(found, start=1):
        try:
            placed.append(_placed(path, source, own))
        except RefusedError as refused:
            raise SettingsError(f"{path}, source {number}, address: {refused}.") from refused
    address, count = Counter(source.address for source in placed).most_common(1)[0]
    if count > 1:
        raise SettingsError(f"{path}: {address}: expected each address once, found {count}.")
    return tuple(placed)


def _placed(path: Path, source: Source, own: Own) -> Source:
    """Return the source with its address as it will be used. Raises RefusedError."""
    if source.kind != "folder":
        checked(source.address, own)
        return source
    folder = path.absolute().parent / source.address
    if not folder.is_dir():
        raise RefusedError(f"expected a folder, found none at {folder}")
    return source.model_copy(update={"address": str(folder)})


def _first_fault(path: Path, error: ValidationError) -> str:
    fault = error.errors()[0]
    where, *rest = fault["loc"] or ("source",)
    number = next((f" {part + 1}" for part in rest if isinstance(part, int)), "")
    keys = [str(part) for part in rest if isinstance(part, str)]
    return f"{', '.join([f'{path}, {where}{number}', *keys])}: {fault['msg']}."
