"""Articles as the page shows them: the full text, furniture apart, the words of claims marked."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from khabar.model import Article
from khabar.view.findings import Findings
from khabar.view.marked import Mark, Piece, paragraphs, pieces
from khabar.view.wording import day_words

Paragraph = tuple[str, str, tuple[Piece, ...]]


@dataclass(frozen=True, slots=True)
class ArticleView:
    """One article with its paragraphs: the kind of each, why it is that kind, and its pieces."""

    id: str
    title: str
    about: str
    source: str
    paragraphs: tuple[Paragraph, ...]
    carried_by: tuple[str, ...]


def article_views(found: Findings) -> list[ArticleView]:
    """Return the articles by source name."""
    marks: defaultdict[str, list[Mark]] = defaultdict(list)
    for claim in found.claims:
        words = claim.words
        marks[claim.article_id].append(Mark(words.start, words.end, "claim", claim.id))
    ordered = sorted(found.articles, key=lambda article: (article.source, article.id))
    return [_view(found, article, marks[article.id]) for article in ordered]


def _view(found: Findings, article: Article, marks: list[Mark]) -> ArticleView:
    copies = [
        found.article[one] for one in found.carriers.get(article.id, ()) if one in found.article
    ]
    return ArticleView(
        id=article.id,
        title=article.title or "no title",
        about=_about(article),
        source=f"{article.source} · {article.url}" if article.url else article.source,
        paragraphs=tuple(
            (block.kind, block.because, tuple(pieces(article.text, block.start, block.end, marks)))
            for block in paragraphs(article)
        ),
        carried_by=tuple(
            f"{copy.outlet or 'outlet not stated'} ({copy.source})" for copy in copies
        ),
    )


def _about(article: Article) -> str:
    outlet = article.outlet or "outlet not stated"
    published = day_words(article.published) if article.published else "date not stated"
    return f"{outlet} · {published}"
