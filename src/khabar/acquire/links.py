"""Links: addresses of articles, as lists, feeds and sitemaps give them."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from khabar.model import Dropped, Page

LEVELS = 2
"""Lists that an address which the user named may lead through: an index of sitemaps, a sitemap."""


@dataclass(frozen=True, slots=True)
class Link:
    """An address, where it stands, and what stands beside it there; None where nothing does.

    `leads` is through how many lists, feeds or sitemaps, it may lead; 0 is to an article alone.
    """

    where: str
    url: str
    published: str | None = None
    outlet: str | None = None
    title: str | None = None
    language: str | None = None
    leads: int = 0


Found = Iterator[tuple[str, Page | Dropped | Link]]
"""What a reader finds: where each thing stands, and a page, a link to one, or why it is neither."""


def quarantined(where: str, problem: str) -> Dropped:
    """Return the record of something bad."""
    return Dropped(where, "acquire", "quarantined", problem)


def skipped(where: str, rule: str) -> Dropped:
    """Return the record of something that a rule leaves out."""
    return Dropped(where, "acquire", "skipped", rule)


def is_address(words: str) -> bool:
    """Return whether words are meant as an address on the web."""
    return words[:8].lower().startswith(("http://", "https://"))


def by_turns(links: Sequence[Link]) -> Iterator[Link]:
    """Yield the links so that hosts take turns, each host's in their order.

    A host has rest while others are fetched from, and the order hangs on the links alone.
    """
    hosts: defaultdict[str, deque[Link]] = defaultdict(deque)
    for link in links:
        hosts[_host(link.url)].append(link)
    while hosts:
        for host in list(hosts):
            yield hosts[host].popleft()
            if not hosts[host]:
                del hosts[host]


def _host(url: str) -> str:
    try:
        return urlsplit(url).netloc
    except ValueError:
        return ""
