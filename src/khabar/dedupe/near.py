"""Articles whose texts are nearly the same: found by signature, verified word by word.

A signature depends on its own text alone, so those of known articles can be kept.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations, pairwise

from rensa import RMinHash

from khabar.dedupe.shingles import shingles

# 42 bands of 3: two texts that share half of their runs meet in a band 99.6 times in 100, two
# that share a tenth of them 4 times in 100, and are then told apart by `likeness`.
BANDS = 42
ROWS = 3
SEED = 42

# A text with half of its runs of five words in common is a copy with edits: changing one word
# in fifteen leaves about half of them.
ALIKE = 0.5
# A shortened copy: nearly all of its runs stand in the longer text.
CONTAINED = 0.8
LEAST_RUNS = 30
# Beyond this many articles in one band the runs are boilerplate; each then meets only neighbours.
WIDEST = 60
OPENING = 60

Band = tuple[int, ...]


def bands(runs: frozenset[str]) -> list[Band]:
    """Return the bands of a text's signature: texts that are alike share at least one."""
    signature = RMinHash(BANDS * ROWS, SEED)
    signature.update(sorted(runs))
    digest = signature.digest()
    return [(at, *digest[at * ROWS : (at + 1) * ROWS]) for at in range(BANDS)]


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the share of runs in common (Jaccard), or 0 where the texts are no copies.

    A text that is contained in a longer one counts by the share that it has in common.
    """
    common = len(one & other)
    jaccard = common / len(one | other)
    if jaccard >= ALIKE:
        return jaccard
    shorter = min(len(one), len(other))
    contained = common / shorter
    return contained if contained >= CONTAINED and shorter >= LEAST_RUNS else 0.0


def near_pairs(texts: Mapping[str, list[str]]) -> Iterator[tuple[str, str, float]]:
    """Yield each pair of ids whose texts, given as words, are alike, and how alike they are."""
    runs = {key: shingles(words) for key, words in texts.items()}
    meeting: defaultdict[Band, list[str]] = defaultdict(list)
    for key in sorted(texts):
        # A shortened copy shares few runs with the whole, but it mostly keeps the beginning.
        opening = bands(shingles(texts[key][:OPENING]))
        for band in {*bands(runs[key]), *opening}:
            meeting[band].append(key)
    candidates = {pair for keys in meeting.values() for pair in _pairs(keys)}
    for one, other in sorted(candidates):
        alike = likeness(runs[one], runs[other])
        if alike:
            yield one, other, alike


def _pairs(keys: list[str]) -> Iterator[tuple[str, str]]:
    if len(keys) <= WIDEST:
        yield from combinations(keys, 2)
    else:
        yield from pairwise(keys)
