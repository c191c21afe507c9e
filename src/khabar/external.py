"""Events of other projects, as their files give them: beside khabar's own, never among them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class External:
    """One event that another project coded. What the file leaves empty is None, never 0.

    `file` and `row` say where it stands; `start` and `end` are ISO days, both within the event.
    `within_km` is how far off the point may be by the project's own precision, None for a point
    that only stands for a whole country. `killed` has low, best and high.
    """

    dataset: str
    id: str
    file: str
    row: int
    start: str
    end: str
    type: str
    parties: tuple[str, ...]
    country: str | None = None
    admin1: str | None = None
    place: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    within_km: float | None = None
    killed: tuple[int | None, int | None, int | None] = (None, None, None)
    sources: tuple[str, ...] = ()
    said_by: str | None = None
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ExternalFile:
    """A file that was imported: what became of its rows, and when (ISO time).

    Each row was new, a copy of one that is there already, or refused; `release` is the data set's
    own name for its version, None where nobody said.
    """

    sha256: str
    name: str
    dataset: str
    release: str | None
    imported: str
    rows: int
    new: int
    copies: int
    refused: int

    @property
    def adds_up(self) -> bool:
        """Whether every row has one fate."""
        return self.rows == self.new + self.copies + self.refused
