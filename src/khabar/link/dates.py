"""Time expressions: where they stand in a text, and which days they mean.

"On Sunday" and "last year" are counted from the publication date, "six days later" from the date
before it in the text. Without a date to count from, an expression stays open with the reason.
"""

from __future__ import annotations

from khabar.link.dates_reading import read_times
from khabar.model import Article, Mention, Span, Unlinked, When


def find_times(text: str) -> list[Mention]:
    """Return the time expressions of a text, in order, without overlaps.

    `ids` holds what kind it is: "date", "duration" or "set".
    """
    return [
        Mention(time.start, time.end, time.words, "time", (time.means.kind.lower(),))
        for time in read_times(text, None)
    ]


def resolve_time(words: Span, article: Article) -> When | Unlinked:
    """Return the days that words of an article mean, or why they stay open."""
    times = read_times(article.text, article.published)
    inside = [time for time in times if time.start < words.end and words.start < time.end]
    if not inside:
        return Unlinked(words, "no time expression that the grammar knows")
    time = max(inside, key=lambda time: min(time.end, words.end) - max(time.start, words.start))
    if time.means.stretch is None:
        return Unlinked(words, time.means.because)
    start, end = time.means.stretch.prefixes
    return When(start, end, time.means.stretch.precision, time.means.basis, words)
