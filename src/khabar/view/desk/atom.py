"""Atom feeds (RFC 4287). All texts go in as text: no reader is given anything to run."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from xml.etree import ElementTree

from khabar.view.wording import visible

ATOM: Final = "http://www.w3.org/2005/Atom"
MEDIA: Final = "application/atom+xml; charset=utf-8"
ElementTree.register_namespace("", ATOM)
_NOT_IN_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One piece of news: its lasting id, when it came, a heading, words, and where to read on."""

    id: str
    updated: str
    title: str
    words: str
    link: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed; `link` is its own address."""

    id: str
    updated: str
    title: str
    link: str
    entries: Iterable[Entry]


def written(feed: Feed) -> bytes:
    """Return the feed as XML. Characters that XML does not have are written out."""
    root = ElementTree.Element(f"{{{ATOM}}}feed")
    _add(root, "id", feed.id)
    _add(root, "title", feed.title)
    _add(root, "updated", feed.updated)
    _add(_add(root, "author"), "name", "khabar")
    _add(root, "link", rel="self", href=feed.link)
    for one in feed.entries:
        entry = _add(root, "entry")
        _add(entry, "id", one.id)
        _add(entry, "title", one.title, type="text")
        _add(entry, "updated", one.updated)
        _add(entry, "link", rel="alternate", href=one.link)
        _add(entry, "content", one.words, type="text")
    made: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return made


def _add(
    parent: ElementTree.Element, name: str, words: str = "", **attributes: str
) -> ElementTree.Element:
    shown = {key: _readable(value) for key, value in attributes.items()}
    made = ElementTree.SubElement(parent, f"{{{ATOM}}}{name}", shown)
    made.text = _readable(words) or None
    return made


def _readable(words: str) -> str:
    return _NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", visible(words))
