"""The article's paragraphs out of a page: trafilatura's, checked against resiliparse's.

trafilatura in its precise mode is the better judge of what is the article (F1 .982 against .920 on
60 pages of the article extraction benchmark), but it loses paragraphs: whole pages of odd markup,
and all that lies 250 elements deep. resiliparse loses none and keeps too much around the article.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

from resiliparse.extract.html2text import extract_plain_text

from khabar.clean.lines import Line, letters
from khabar.clean.markup import Markup
from khabar.clean.rules import furniture_rules

LXML_DEPTH = 200
"""lxml's HTML parser drops, without a word, what is 255 elements deep, and all after it (6.1.3)."""

MOST_ELEMENTS = 6_000
"""trafilatura takes 2 s for 4,000 paragraphs and over 180 s for 250,000 (2.3.1); the largest of the
benchmark's pages has 1,737 elements."""

LEAST_SHARE = 0.35
"""Share of resiliparse's words below which trafilatura is taken to have missed the article. On the
benchmark's pages it goes down to .54 where it is right, but for one full of comments."""

FEWEST_WORDS = 15
"""Words below which both are taken to have missed the article: then every full paragraph that the
page shows is kept."""

HIDDEN = ["//*[@hidden]", "//template"]
"""What a browser does not show and trafilatura would take; it leaves out `display: none` itself."""

RUN_WORDS = 6


def article_paragraphs(page: Markup) -> list[str]:
    """Return the paragraphs of the page's article, in order; none where there is no article."""
    found = _found(page)
    if _words(found) >= FEWEST_WORDS:
        return found
    seen = [
        paragraph for paragraph in _by_resiliparse(page.tree, whole=True) if _is_body(paragraph)
    ]
    return seen if _words(seen) > _words(found) else found


def _found(page: Markup) -> list[str]:
    wide = _by_resiliparse(page.tree)
    if page.depth >= LXML_DEPTH or page.elements > MOST_ELEMENTS:
        return wide
    narrow = _by_trafilatura(page.html)
    expected = _before_end(wide)
    if _words(narrow) < LEAST_SHARE * _words(expected):
        return narrow if _has_article(narrow) else wide
    return restored(narrow, expected)


def _before_end(paragraphs: list[str]) -> list[str]:
    """Return what stands above the readers' comments and the like, if there is an article above."""
    for at, paragraph in enumerate(paragraphs):
        found = furniture_rules().line(paragraph)
        if found and found[0].where == "ends" and any(map(_is_body, paragraphs[:at])):
            return paragraphs[:at]
    return paragraphs


def restored(narrow: Sequence[str], wide: Sequence[str]) -> list[str]:
    """Return `narrow` with the full paragraphs of `wide` that lie between its own and it lacks.

    If there are any, it is not trusted about the end either, and those after its last come too.
    """
    runs = _runs(narrow)
    kept = [_kept(paragraph, runs) for paragraph in wide]
    anchors = [at for at, has in enumerate(kept) if has]
    missing = [at for at, has in enumerate(kept) if not has and _is_body(wide[at])]
    between = [at for at in missing if anchors and anchors[0] < at < anchors[-1]]
    if not between:
        return list(narrow)
    return _inserted(narrow, wide, [at for at in missing if at > anchors[0]])


def _inserted(narrow: Sequence[str], wide: Sequence[str], lost: Sequence[int]) -> list[str]:
    """Put each lost paragraph behind the nearest one before it that both have."""
    place = {letters(paragraph): at for at, paragraph in enumerate(narrow)}
    behind: dict[int, list[str]] = {}
    last = -1
    waiting = dict.fromkeys(lost)
    told = set(place)
    for at, paragraph in enumerate(wide):
        last = place.get(letters(paragraph), last)
        if at in waiting and letters(paragraph) not in told:
            told.add(letters(paragraph))
            behind.setdefault(last, []).append(paragraph)
    whole = behind.get(-1, [])
    for at, paragraph in enumerate(narrow):
        whole += [paragraph, *behind.get(at, [])]
    return whole


def _runs(paragraphs: Sequence[str]) -> frozenset[tuple[str, ...]]:
    """Return all runs of a few words, over the paragraphs' ends too."""
    words = [word for paragraph in paragraphs for word in letters(paragraph).split()]
    return frozenset(tuple(words[at : at + RUN_WORDS]) for at in range(len(words)))


def _kept(paragraph: str, runs: frozenset[tuple[str, ...]]) -> bool:
    """Return whether a paragraph of more than a few words has its start and its end among runs."""
    words = letters(paragraph).split()
    first, last = tuple(words[:RUN_WORDS]), tuple(words[-RUN_WORDS:])
    return len(first) == RUN_WORDS and first in runs and last in runs


def _is_body(paragraph: str) -> bool:
    full = Line(0, len(paragraph), paragraph).is_full
    return full and furniture_rules().line(paragraph) is None


def _has_article(paragraphs: Sequence[str]) -> bool:
    return sum(map(_is_body, paragraphs)) >= 3


def _words(paragraphs: Sequence[str]) -> int:
    return sum(len(paragraph.split()) for paragraph in paragraphs)


def _by_resiliparse(tree: Any, *, whole: bool = False) -> list[str]:
    text = extract_plain_text(tree, main_content=not whole, alt_texts=False, list_bullets=False)
    return _paragraphs(text)


def _by_trafilatura(html: str) -> list[str]:
    import trafilatura

    # It reports on each odd page in its own log; what matters is checked here.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    text = trafilatura.extract(
        html, include_comments=False, favor_precision=True, prune_xpath=HIDDEN
    )
    return _paragraphs(text or "")


def _paragraphs(text: str) -> list[str]:
    """Return lines without white space around them; soft hyphens are for the browser only."""
    lines = (line.strip() for line in text.replace("\N{SOFT HYPHEN}", "").split("\n"))
    return [line for line in lines if line]
