"""Time expressions: where they stand in a text, and which days they mean.

"On Sunday" and "last year" are counted from the publication date, "six days later" from the date
before it in the text. Without a date to count from, an expression stays open with the reason.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from khabar.link.dates.bounds import bounded
from khabar.link.dates.meaning import UndatedError
from khabar.link.dates.reading import Timex, published_day, read_times
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
    at = _named_by(words, times)
    if at is None:
        return Unlinked(words, "no time expression that the grammar knows")
    means = times[at].means
    try:
        stretch = bounded(article.text, times, at, published_day(article.published))
    except UndatedError as reason:
        return Unlinked(words, str(reason))
    if stretch is None:
        return Unlinked(words, means.because, means.candidates)
    return When(*stretch.prefixes, stretch.precision, means.basis, words)


def _named_by(words: Span, times: tuple[Timex, ...]) -> int | None:
    """Return the place of the expression that shares most with the words; the first of equals."""

    def shared(at: int) -> int:
        return min(times[at].end, words.end) - max(times[at].start, words.start)

    last = bisect_left(times, words.end, key=lambda time: time.start)
    first = bisect_right(times, words.start, key=lambda time: time.end)
    return max(range(first, last), key=shared, default=None)
