"""What a host's robots.txt allows, by RFC 9309."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from protego import Protego

from khabar.acquire.answers import Fetched

TOKEN = "khabar"  # noqa: S105 - the name that robots.txt has rules for
READ_BYTES = 512_000
"""Bytes of the file that are read; RFC 9309 asks for 500 KiB at least."""

_LONGEST = 10**9  # seconds; a number without end would be too large to divide

KEPT_SECONDS = 86_400.0
FAILED_SECONDS = 3_600.0
"""How long rules hold: a day as the RFC says, and an hour where the host could not say."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What a host allows, the seconds that it wants between requests, and how long this holds."""

    parsed: Any | None
    allowed: bool
    holds: float = KEPT_SECONDS

    def allow(self, url: str) -> bool:
        """Return whether the address may be fetched."""
        return self.allowed if self.parsed is None else bool(self.parsed.can_fetch(url, TOKEN))

    @property
    def delay_seconds(self) -> float:
        """Return the seconds between two requests, 0 where the host does not say."""
        if self.parsed is None:
            return 0.0
        rate = self.parsed.request_rate(TOKEN)
        between = min(rate.seconds, _LONGEST) / rate.requests if rate and rate.requests else 0.0
        return max(float(self.parsed.crawl_delay(TOKEN) or 0.0), between)


EVERYTHING = Rules(None, allowed=True)
NOTHING = Rules(None, allowed=False, holds=FAILED_SECONDS)


def rules_of(answer: Fetched | None) -> Rules:
    """Return the rules in a host's answer for robots.txt, None where it gave none.

    No such file allows everything. A host that fails, or cannot be reached, allows nothing.
    """
    if answer is None:
        return NOTHING
    if answer.status == 200:
        whole = answer.body[:READ_BYTES].decode("utf-8", "replace")
        return Rules(Protego.parse(whole), allowed=True)
    missing = 400 <= answer.status < 500 and answer.status != 429
    return EVERYTHING if missing else NOTHING
