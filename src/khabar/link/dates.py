"""Time expressions: where they stand in a text, and which days they mean.

"On Sunday" and "last year" are counted from the publication date, "six days later" from the date
before it in the text. Without a date to count from, an expression stays open with the reason.
"""

from __future__ import annotations

from khabar.link.dates_bounds import bounded
from khabar.link.dates_meaning import UndatedError
from khabar.link.dates_reading import Timex, published_day, read_times
from khabar.model import Article, Mention, Span, Unlinked, When


def find_times(text: str) -> list[Mention]:
    """Return the time expressions of a text, in order, without overlaps.

    `ids` holds what kind it is: "date", "duration", "set", or "reference" ("now", "the future").
    """
    return [
        Mention(time.start, time.end, time.words, "time", (time.means.sort,))
        for time in read_times(text, None)
    ]


def resolve_time(words: Span, article: Article) -> When | Unlinked:
    """Return the days that words of an article mean, or why they stay open.

    Words around them count: "since March" runs to the publication date.
    """
    times = read_times(article.text, article.published)
    time = _named_by(words, times)
    if time is None:
        return Unlinked(words, "no time expression that the grammar knows")
    try:
        stretch = bounded(article.text, times, time, published_day(article.published))
    except UndatedError as reason:
        return Unlinked(words, str(reason))
    if stretch is None:
        return Unlinked(words, time.means.because, time.means.candidates)
    return When(*stretch.prefixes, stretch.precision, time.means.basis, words)


def _named_by(words: Span, times: tuple[Timex, ...]) -> Timex | None:
    """Return the expression that shares most with the words; the first of equals."""

    def shared(time: Timex) -> int:
        return min(time.end, words.end) - max(time.start, words.start)

    best = max(times, key=shared, default=None)
    return best if best is not None and shared(best) > 0 else None
