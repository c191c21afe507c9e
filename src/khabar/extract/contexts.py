"""What an article is about where its words only sound like war: sport, elections, film, markets."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib import resources

_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")


@lru_cache(maxsize=8)
def peaceful_context(text: str) -> str | None:
    """Return the peaceful world that a text speaks of, None for no or for several."""
    words = set(_WORD.findall(text.lower()))
    enough, contexts = _contexts()
    found = {name: len(words & listed) for name, listed in contexts.items()}
    best = max(found, key=lambda name: found[name])
    return best if found[best] >= enough else None


@cache
def _contexts() -> tuple[int, dict[str, frozenset[str]]]:
    text = resources.files(__package__).joinpath("contexts.toml").read_text("utf-8")
    listed = tomllib.loads(text)
    enough: int = listed.pop("enough")
    return enough, {name: frozenset(words.split()) for name, words in listed.items()}
