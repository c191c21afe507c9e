"""Claims as cards: every value in words, with the words behind it in their paragraph."""

from __future__ import annotations

from typing import Final

from khabar.model import Article, Claim, Source
from khabar.review.decisions import status
from khabar.view.desk.decided import Decided
from khabar.view.desk.schema_cards import CardPiece, ChainLink, ClaimCard
from khabar.view.jsonl import claim_json
from khabar.view.marked import context, marks_of, pieces
from khabar.view.phrases import PHRASES
from khabar.view.wording import claim_words, source_name, when_words, where_words

# What a card says in the words of the JSON Lines form.
AS_PUBLISHED: Final = (
    "event_id", "kind", "event_type", "mode", "relation", "factuality", "role", "actors",
    "targets", "date", "place", "harm", "attribution", "article_id", "because", "coder",
)  # fmt: skip


def claim_card(coded: Claim, article: Article, event_id: str | None, decided: Decided) -> ClaimCard:
    """Return a claim as it stands, under the id that it was coded with."""
    claim, fields = decided.corrected(coded)
    published = claim_json(claim, article, event_id)
    links = [_link(source, at == 0) for at, source in enumerate(claim.attribution)]
    more: dict[str, object] = {
        "id": coded.id,
        "line": claim_words(claim),
        "date_words": when_words(claim.when),
        "place_words": where_words(claim.where),
        "chain": links,
        "article_title": article.title,
        "outlet": article.outlet,
        "published": article.published,
        "url": article.url,
        "quote": coded.words.words,
        "start": coded.words.start,
        "end": coded.words.end,
        "pieces": _pieces(claim, article),
        "status": status(coded.id, decided.standing),
        "corrected": fields,
    }
    return ClaimCard.model_validate({name: published[name] for name in AS_PUBLISHED} | more)


def _link(source: Source, first: bool) -> ChainLink:
    return ChainLink(
        name=source_name(source, first),
        does=PHRASES.stance[source.stance],
        stance=source.stance,
        words=source.words.words if source.words else None,
    )


def _pieces(claim: Claim, article: Article) -> list[CardPiece]:
    """Return the paragraph that the claim stands in; its own words where the text is not kept."""
    if not article.text:
        return [CardPiece(text=claim.words.words, marks=["claim"])]
    start, end = context(article, claim.words.start, claim.words.end)
    found = pieces(article.text, start, end, marks_of(claim))
    return [CardPiece(text=piece.text, marks=list(piece.kinds)) for piece in found]
