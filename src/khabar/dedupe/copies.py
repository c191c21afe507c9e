"""Who carries whom: exact copies, near copies and updates, and texts that credit an agency."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TypeVar

from khabar.dedupe.credits import credited_agency
from khabar.dedupe.near import near_pairs
from khabar.dedupe.shingles import body_words
from khabar.dedupe.versions import versions
from khabar.model import Article, CopyGroup

K = TypeVar("K")

# Updates of a dispatch follow within days; a text that is alike later ("the week's toll") is a new
# report in an old form, unless it is all but the same.
UPDATE_DAYS = 14
REPRINT = 0.9

_NO_WORDS = "\x1f"


def find_copies(articles: Sequence[Article]) -> list[CopyGroup]:
    """Return the groups of articles that carry one text, and the articles that credit an agency.

    The original is the earliest published (undated ones last; ties by id). The result depends on
    the articles alone, not on their order.
    """
    by_id = {article.id: article for article in articles}
    same = _by_text(by_id)
    firsts = {ids[0]: words for words, ids in same.items()}
    texts = {key: words.split() for key, words in firsts.items() if words[0] != _NO_WORDS}
    alike = {
        (one, other): score
        for one, other, score in near_pairs(texts)
        if score >= REPRINT or _days_apart(by_id[one], by_id[other]) <= UPDATE_DAYS
    }
    twins = {ids[0]: ids for ids in same.values()}
    groups = [
        _group([by_id[twin] for first in members for twin in twins[first]], members, alike)
        for members in connected(firsts, alike)
    ]
    return sorted((g for g in groups if g.copies or g.origin), key=lambda g: g.original)


def _by_text(by_id: Mapping[str, Article]) -> dict[str, list[str]]:
    """Return the ids of articles by the words of their text; texts without words stay apart."""
    same: defaultdict[str, list[str]] = defaultdict(list)
    for key in sorted(by_id):
        words = " ".join(body_words(by_id[key]))
        same[words or f"{_NO_WORDS}{key}"].append(key)
    return dict(same)


def _days_apart(one: Article, other: Article) -> int:
    """Return the days between two publications; 0 where one is not known."""
    days = [_day(article) for article in (one, other)]
    return abs((days[0] - days[1]).days) if days[0] and days[1] else 0


def _day(article: Article) -> date | None:
    try:
        return date.fromisoformat((article.published or "")[:10])
    except ValueError:
        return None


def connected(keys: Iterable[K], pairs: Iterable[tuple[K, K]]) -> list[list[K]]:
    """Return the sets that the pairs join up, a key without a pair by itself."""
    member_of: dict[K, list[K]] = {key: [key] for key in keys}
    for one, other in pairs:
        into, gone = member_of[one], member_of[other]
        if into is not gone:
            into.extend(gone)
            member_of.update((key, into) for key in gone)
    return list({id(members): members for members in member_of.values()}.values())


def _group(
    members: list[Article], texts: list[str], alike: Mapping[tuple[str, str], float]
) -> CopyGroup:
    ordered = sorted(members, key=lambda a: (a.published is None, a.published or "", a.id))
    credits = sorted({name for a in ordered if (name := credited_agency(a))})
    origin = credited_agency(ordered[0]) or (credits[0] if credits else None)
    inside = set(texts)
    scores = [score for (one, other), score in alike.items() if one in inside and other in inside]
    reasons = [_why(len(members), len(texts), scores), f"credits {origin}" if origin else ""]
    because = "; ".join(filter(None, reasons))
    first, *later = versions(ordered)
    told_apart = tuple(later) if first is not None and any(later) else ()
    return CopyGroup(ordered[0].id, tuple(a.id for a in ordered[1:]), origin, because, told_apart)


def _why(members: int, texts: int, scores: Sequence[float]) -> str:
    if members == 1:
        return ""
    if texts == 1:
        return "the same words"
    return f"texts alike: {min(scores):.2f} to {max(scores):.2f} of their runs of five words"
