"""Which outlet published an article: by its names, its address, or the words that say so."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from khabar.clean.lines import letters
from khabar.clean.rules import furniture_rules
from khabar.model import Outlet

MOST_NAME_WORDS = 5
_CREDIT = re.compile(
    r"\breport(?:s|ed by) (?:the )?((?:[A-Z][\w.&’'-]*)(?: (?:[A-Z][\w.&’'-]*|of|and|&)){0,5})\.*$"
)


@dataclass(frozen=True, slots=True)
class KnownOutlets:
    """Outlets by every name and domain; a name that two of them share names neither."""

    by_name: dict[str, Outlet | None]
    by_domain: dict[str, Outlet]

    def named(self, words: str | None) -> Outlet | None:
        """Return the outlet with this name or alias."""
        return self.by_name.get(letters(words)) if words else None

    def at(self, url: str | None) -> Outlet | None:
        """Return the outlet whose domain, or a domain above it, holds the address."""
        parts = _host(url).split(".")
        for start in range(len(parts) - 1):
            if found := self.by_domain.get(".".join(parts[start:])):
                return found
        return None


@lru_cache(maxsize=2)
def known_outlets(outlets: tuple[Outlet, ...]) -> KnownOutlets:
    """Return outlets ready to be looked up; made once, since every page asks."""
    by_name: dict[str, Outlet | None] = {}
    for outlet in outlets:
        for name in {letters(name) for name in (outlet.name, *outlet.aliases)}:
            by_name[name] = outlet if by_name.get(name, outlet) is outlet else None
    by_domain = {domain.lower(): outlet for outlet in outlets for domain in outlet.domains}
    return KnownOutlets(by_name, by_domain)


def reads_as_outlet(words: str) -> bool:
    """Return whether words are a short name that ends as outlets' names do: "Harbour Times"."""
    parts = words.split()
    typical = furniture_rules().words["outlet"]
    return (
        2 <= len(parts) <= MOST_NAME_WORDS
        and all(part[0].isupper() or part in ("of", "and", "&") for part in parts)
        and (parts[-1] in typical or (parts[-1].isupper() and len(parts[-1]) == 2))
    )


def credited_outlet(lines: Iterable[str], known: KnownOutlets) -> str | None:
    """Return the outlet that the head of a page credits with the report: "..., reports X".

    An agency so credited is the origin of the text, and need not be who publishes it.
    """
    for words in lines:
        found = _CREDIT.search(words[-200:])
        if not found:
            continue
        outlet = known.named(found[1])
        if outlet and outlet.kind != "agency":
            return outlet.name
        if not outlet and reads_as_outlet(found[1]):
            return found[1]
    return None


def _host(url: str | None) -> str:
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:
        return ""
