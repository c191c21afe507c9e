"""Outlines of countries and provinces, looked up by code or name."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Outline:
    """A country or province: `box` is west, south, east, north in degrees.

    `path` is an SVG path in hundredths of a degree, north positive.
    """

    code: str | None
    names: tuple[str, ...]
    box: Box
    centre: tuple[float, float]
    path: str


@cache
def countries() -> tuple[Outline, ...]:
    """Return all countries."""
    return _read("countries.json")


@cache
def provinces() -> tuple[Outline, ...]:
    """Return the provinces of Afghanistan."""
    return _read("afghan_provinces.json")


@cache
def country_outline(code: str | None) -> Outline | None:
    """Return the country of an ISO 3166-1 alpha-3 code."""
    return next((one for one in countries() if code and one.code == code), None)


@cache
def province_outline(country_code: str | None, name: str | None) -> Outline | None:
    """Return the province by any of its spellings, with or without marks and "Province"."""
    if not name:
        return None
    wanted = _plain(name)
    named = (one for one in provinces() if wanted in map(_plain, one.names))
    return next((one for one in named if one.code == country_code), None)


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name).casefold().replace("province", "")
    return "".join(letter for letter in letters if letter.isalpha())


def _read(name: str) -> tuple[Outline, ...]:
    text = files("khabar.view.shapes").joinpath(name).read_text("utf-8")
    return tuple(
        Outline(
            shape["code"],
            tuple(shape["names"]),
            tuple(shape["box"]),
            tuple(shape["centre"]),
            shape["path"],
        )
        for shape in json.loads(text)
    )
