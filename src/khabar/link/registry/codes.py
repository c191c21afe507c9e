"""What the registry's codes mean: sectors, kinds, and what stands for a country."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Codes:
    """Each code with its meaning in plain words."""

    sectors: Mapping[str, str]
    international: Mapping[str, str]
    kinds: Mapping[str, str]


@cache
def codes() -> Codes:
    """Return the codes of `codes.toml`, read once."""
    file = files("khabar.link") / "registry" / "codes.toml"
    return Codes(**tomllib.loads(file.read_text(encoding="utf-8")))
