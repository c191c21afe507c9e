"""The tables of codes: CAMEO, ACLED, sectors, countries. A bad row is named by file and line."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TypeVar, get_args

from khabar.errors import KnowledgeError
from khabar.model import EventType

Row = TypeVar("Row")
SIDES = {"*": "SNC0", "A": "SN", "S": "S", "N": "N", "C": "C", "0": "0"}


@dataclass(frozen=True, slots=True)
class Cameo:
    """A CAMEO code, which is text, and its value on Goldstein's scale."""

    code: str
    goldstein: str

    @property
    def quad(self) -> str:
        """GDELT's class: 1 and 2 verbal and material cooperation, 3 and 4 conflict."""
        root = int(self.code[:2])
        return "1" if root <= 5 else "2" if root <= 8 else "3" if root <= 13 else "4"


@dataclass(frozen=True, slots=True)
class Sector:
    """The side that a sector stands on, and its codes elsewhere; empty where there is none."""

    side: str
    inter: str
    inter_abroad: str
    cameo: str


@dataclass(frozen=True, slots=True)
class Country:
    """A country's name and its numbers in other projects; empty where there is none."""

    name: str
    iso: str
    iso2: str
    fips: str
    acled: str
    ucdp: str
    gwno: str
    cow: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of the ACLED table: when it fits, and the sub-event type that it gives."""

    type: str
    mode: str
    side1: str
    side2: str
    one_sided: bool
    words: re.Pattern[str] | None
    hurt: bool | None
    sub_event: str | None


@cache
def cameo() -> Mapping[tuple[str, str], Cameo]:
    """Return CAMEO codes by PLOVER type (or "statement") and mode, "" for no mode."""
    known = {*get_args(EventType), "statement"}

    def read(cells: Mapping[str, str]) -> tuple[tuple[str, str], Cameo]:
        fits = cells["type"] in known and re.fullmatch(r"\d{3,4}", cells["code"])
        _require(bool(fits), "a PLOVER type and a CAMEO code of three or four digits")
        return (cells["type"], cells["mode"]), Cameo(cells["code"], cells["goldstein"])

    return dict(_table("cameo.tsv", read))


@cache
def intensities() -> Mapping[tuple[str, str], tuple[str, str]]:
    """Return PLOVER's quad class and intensity by type and mode, "" for no mode."""

    def read(cells: Mapping[str, str]) -> tuple[tuple[str, str], tuple[str, str]]:
        _require(cells["type"] in get_args(EventType), "a PLOVER type")
        _require(cells["quad"] in "1234", "a quad class from 1 to 4")
        return (cells["type"], cells["mode"]), (cells["quad"], cells["intensity"])

    return dict(_table("plover.tsv", read))


@cache
def sectors() -> Mapping[str, Sector]:
    """Return sides and codes by PLOVER sector."""

    def read(cells: Mapping[str, str]) -> tuple[str, Sector]:
        _require(cells["side"] in "SNC0", "a side: S, N, C or 0")
        return cells["sector"], Sector(
            cells["side"], cells["inter"], cells["inter_abroad"], cells["cameo"]
        )

    return dict(_table("sectors.tsv", read))


@cache
def countries() -> Mapping[str, Country]:
    """Return countries by ISO 3166-1 alpha-3 code."""

    def read(cells: Mapping[str, str]) -> tuple[str, Country]:
        _require(re.fullmatch(r"[A-Z]{3}", cells["code"]) is not None, "three capitals")
        numbers = {key: value for key, value in cells.items() if key != "code"}
        return cells["code"], Country(**numbers)

    return dict(_table("countries.tsv", read))


@cache
def hxl_tags() -> Mapping[tuple[str, str], str]:
    """Return HXL tags by layout and column."""

    def read(cells: Mapping[str, str]) -> tuple[tuple[str, str], str]:
        fits = re.fullmatch(r"#[a-z][a-z0-9_]*(\+[a-z][a-z0-9_]*)*", cells["tag"])
        _require(fits is not None, "a tag such as #affected+killed")
        return (cells["layout"], cells["column"]), cells["tag"]

    return dict(_table("hxl.tsv", read))


@cache
def ftm_properties() -> Mapping[tuple[str, str], tuple[str, bool]]:
    """Return FollowTheMoney's type by schema and property, and whether it must be there."""
    return dict(
        _table(
            "ftm.tsv",
            lambda c: ((c["schema"], c["property"]), (c["type"], c["required"] == "yes")),
        )
    )


@cache
def acled_types() -> Mapping[str, tuple[str, str]]:
    """Return ACLED's event type and disorder type by sub-event type."""
    return dict(
        _table("acled_types.tsv", lambda c: (c["sub_event"], (c["event_type"], c["disorder_type"])))
    )


@cache
def acled_rules() -> tuple[Rule, ...]:
    """Return the rows that lead from PLOVER to ACLED, in their order."""
    return tuple(_table("acled.tsv", _rule))


def _rule(cells: Mapping[str, str]) -> Rule:
    sub_event = cells["sub_event"]
    _require(sub_event == "-" or sub_event in acled_types(), "an ACLED sub-event type, or -")
    _require({cells["side1"], cells["side2"]} <= SIDES.keys(), f"sides of {' '.join(SIDES)}")
    _require(cells["type"] in get_args(EventType), "a PLOVER type")
    words = cells["words"]
    return Rule(
        cells["type"],
        cells["mode"],
        SIDES[cells["side1"]],
        SIDES[cells["side2"]],
        cells["how"] == "one-sided",
        re.compile(rf"\b(?:{words})\b", re.IGNORECASE) if words else None,
        {"yes": True, "no": False}.get(cells["hurt"]),
        None if sub_event == "-" else sub_event,
    )


class UnfitError(ValueError):
    """A row does not hold what was expected."""


def _require(fits: bool, expected: str) -> None:
    if not fits:
        raise UnfitError(expected)


def _table(name: str, read: Callable[[Mapping[str, str]], Row]) -> list[Row]:
    text = (files("khabar.view.export") / "crosswalk" / name).read_text("utf-8")
    return read_table(name, text, read)


def read_table(name: str, text: str, read: Callable[[Mapping[str, str]], Row]) -> list[Row]:
    """Return the rows of a tab-separated text with a header; lines that begin with # are left."""
    lines = [(at, line) for at, line in enumerate(text.splitlines(), 1) if line[:1] != "#"]
    columns = lines[0][1].split("\t")
    rows = []
    for at, line in lines[1:]:
        cells = line.split("\t")
        try:
            _require(len(cells) == len(columns), f"{len(columns)} cells")
            rows.append(read(dict(zip(columns, cells, strict=True))))
        except UnfitError as unfit:
            raise KnowledgeError(name, f"line {at}", str(unfit), line) from None
    return rows
