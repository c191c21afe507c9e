"""Lists of addresses: one a line; blank lines and those that begin with # are passed."""

from __future__ import annotations

from typing import BinaryIO

from khabar.acquire.addresses import LONGEST
from khabar.acquire.links import LEVELS, Found, Link, is_address, quarantined


def read_url_list(name: str, file: BinaryIO) -> Found:
    """Yield a link for each line, which may lead to an article, a feed or a sitemap."""
    empty = True
    number = 0
    while line := file.readline(LONGEST + 1):
        number += 1
        words = line.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "backslashreplace").strip()
        if not words or words.startswith("#"):
            continue
        empty = False
        where = f"{name}, line {number}"
        while line and len(line) > LONGEST and not line.endswith(b"\n"):
            line = file.readline(LONGEST + 1)
        if is_address(words):
            yield words, Link(where, words, leads=LEVELS)
        else:
            expected = 'expected an address with "http://" or "https://"'
            yield where, quarantined(where, f'{expected}, found "{words[:60]}"; correct it')
    if empty:
        yield name, quarantined(name, "expected one address a line, found none; take the file out")
