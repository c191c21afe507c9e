"""How to cite an event: what, where, when, how well evidenced, by whom told, seen on which day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from khabar import __version__
from khabar.view.desk.schema import EventRow
from khabar.view.desk.schema_cards import ArticleLink
from khabar.view.wording import NOT_STATED, day_words


def citation(row: EventRow, articles: Sequence[ArticleLink], title: str, seen: date) -> str:
    """Return the event as a reference, with the articles that tell of it."""
    told = "; ".join(_article(one) for one in articles if one.copy_of is None)
    return (
        f"{row.line}. Date: {row.date_words}. Place: {row.place_words}. "
        f"Evidence: {row.grade} ({row.grade_because}). "
        f"Told by: {told or NOT_STATED}. "
        f"Event {row.id} in {title}, coded by khabar {__version__}, "
        f"accessed {day_words(seen.isoformat())}."
    )


def _article(article: ArticleLink) -> str:
    title = f"“{article.title}”" if article.title else "an article without a title"
    outlet = article.outlet or "outlet not stated"
    day = day_words(article.published) if article.published else "no date"
    return ", ".join(part for part in (outlet, title, day, article.url) if part)
