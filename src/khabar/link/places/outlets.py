"""The outlet's own name and town at the end of a page's title, where nothing happened."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

# What parts a page's title from the name of the site: "Three hurt - KQED 9 Lakeview News".
_PARTED = re.compile(r"\s[-–—|«:]+\s+")
_MEDIUM = re.compile(
    r"\b(?:[Nn]ews|NEWS|News\w*|Weather|TV|Radio|Channel|Tribune|Herald|Gazette|[KW][A-Z]{2,3}\d*)\b"
    r"|\.(?:com|org|net|co)\b"
)


# A first line with more letters than this is no title but the text itself.
LONGEST_TITLE = 200


def names_outlet(text: str, at: int) -> bool:
    """Tell whether what stands there belongs to the outlet's name in the title, the first line."""
    start, end = _outlet(text)
    return start <= at < end


@lru_cache(maxsize=16)
def _outlet(text: str) -> tuple[int, int]:
    """Return the start and end of the outlet's name in the title, both 0 where it has none."""
    end = text.find("\n", 0, LONGEST_TITLE)
    parts = [found.end() for found in _PARTED.finditer(text, 0, max(end, 0))]
    for start, stop in pairwise([*parts, end]):
        if _MEDIUM.search(text, start, stop):
            return start, end
    return 0, 0
