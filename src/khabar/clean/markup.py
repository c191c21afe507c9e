"""A parsed page, measured before any extractor sees it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from resiliparse.parse.html import HTMLTree

from khabar.clean.decode import UnreadableError

MOST_DEPTH = 1000
"""Nested elements beyond which a page is refused: resiliparse's time is quadratic in depth, .1 s
at 2,000 and 10 s at 20,000 (2.0.1); pages as published stay below 100."""

MOST_CHARACTERS = 10_000_000

PLAINLY_FLAT = 60
MOST_WALKED = 100_000
"""Nodes of a tree worth visiting one by one, at about 9 microseconds each."""

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]{0,30})")
_CLOSE_THEMSELVES = frozenset(
    "area base br col embed hr img input link meta param source track wbr "
    "p li dt dd tr td th tbody thead tfoot colgroup option optgroup rp rt".split()
)
_RAW_TEXT = frozenset(("script", "style", "textarea"))


@dataclass(frozen=True, slots=True)
class Markup:
    """A page's markup, its tree, and how large the tree is."""

    html: str
    tree: Any
    elements: int
    depth: int


def parse_markup(html: str) -> Markup:
    """Return the parsed page; one too large or too deep to read in bounded time is refused."""
    if len(html) > MOST_CHARACTERS:
        raise UnreadableError(
            f"expected at most {MOST_CHARACTERS:,} characters of markup, found {len(html):,}; "
            "save the article without what is embedded in the page"
        )
    tree = HTMLTree.parse(html)
    elements, depth = _tags(html)
    if depth > PLAINLY_FLAT:
        depth = _depth(tree, depth)
    if depth > MOST_DEPTH:
        raise UnreadableError(
            f"expected at most {MOST_DEPTH:,} elements inside one another, found more; "
            "save the article as plain text"
        )
    return Markup(html, tree, elements, depth)


def _tags(html: str) -> tuple[int, int]:
    """Return the number of opening tags, and a depth that the page exceeds fourfold at most.

    Tags that HTML closes by itself do not count, so that a page of unclosed `<p>` is flat; in a
    table, three of four do not.
    """
    opened = level = deepest = at = 0
    while found := _TAG.search(html, at):
        at = found.end()
        name = found[2].lower()
        if found[1]:
            level = max(0, level - (name not in _CLOSE_THEMSELVES))
            continue
        opened += 1
        level += name not in _CLOSE_THEMSELVES
        deepest = max(deepest, level)
        if name in _RAW_TEXT:
            ends = html.find(f"</{found[2]}", at)
            at = ends if ends >= 0 else len(html)
    return opened, deepest


def _depth(tree: Any, estimate: int) -> int:
    """Return how deep the tree is: exactly, or the estimate where it has too many nodes to walk."""
    node, level, nodes, deepest = tree.document, 0, 0, 0
    while node is not None and level <= MOST_DEPTH and nodes < MOST_WALKED:
        nodes += 1
        deepest = max(deepest, level)
        below = node.first_child
        if below is not None:
            node, level = below, level + 1
            continue
        while node is not None and node.next is None:
            node, level = node.parent, level - 1
        node = node.next if node is not None else None
    return max(deepest, level) if nodes < MOST_WALKED else estimate
