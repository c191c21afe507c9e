"""Claims as cards: every value in words, with the words behind it in their paragraph."""

from __future__ import annotations

from khabar.model import Article, Claim, Harm, Party, Source, Unlinked, When, Where
from khabar.review.decisions import status
from khabar.view.desk.decided import Decided
from khabar.view.desk.schema_cards import (
    CardPiece,
    ChainLink,
    ClaimCard,
    DateWords,
    HarmWords,
    PartyWords,
    PlaceWords,
    SourceWords,
)
from khabar.view.marked import context, marks_of, pieces
from khabar.view.phrases import PHRASES
from khabar.view.wording import claim_words, source_name, when_words, where_words


def claim_card(
    coded: Claim, article: Article | None, event_id: str | None, decided: Decided
) -> ClaimCard:
    """Return a claim as it stands, under the id that it was coded with."""
    claim, fields = decided.corrected(coded)
    return ClaimCard(
        id=coded.id,
        event_id=event_id,
        line=claim_words(claim),
        kind=claim.kind,
        event_type=claim.event_type,
        mode=claim.mode,
        relation=claim.relation,
        factuality=claim.factuality,
        role=claim.role,
        actors=[_party(party) for party in claim.actors],
        targets=[_party(party) for party in claim.targets],
        date=_date(claim.when),
        date_words=when_words(claim.when),
        place=_place(claim.where),
        place_words=where_words(claim.where),
        harm=[_harm(harm) for harm in claim.harm],
        attribution=[_source(source) for source in claim.attribution],
        chain=[_link(source, at == 0) for at, source in enumerate(claim.attribution)],
        article_id=claim.article_id,
        article_title=article.title if article else None,
        outlet=article.outlet if article else None,
        published=article.published if article else None,
        url=article.url if article else None,
        quote=coded.words.words,
        start=coded.words.start,
        end=coded.words.end,
        pieces=_pieces(claim, article),
        because=list(claim.because),
        status=status(coded.id, decided.standing),
        corrected=fields,
        coder=claim.coder,
    )


def _party(party: Party) -> PartyWords:
    words = party.words
    return PartyWords(
        id=party.id, name=party.name, words=words.words, start=words.start, end=words.end
    )


def _date(when: When | Unlinked | None) -> DateWords | None:
    if not isinstance(when, When):
        return None
    return DateWords(
        start=when.start,
        end=when.end,
        precision=when.precision,
        basis=when.basis,
        words=when.words.words,
    )


def _place(where: Where | Unlinked | None) -> PlaceWords | None:
    if not isinstance(where, Where):
        return None
    return PlaceWords(
        name=where.name,
        country=where.country,
        country_code=where.country_code,
        admin1=where.admin1,
        admin2=where.admin2,
        geonames_id=where.geonames_id,
        latitude=where.latitude,
        longitude=where.longitude,
        precision=where.precision,
        words=where.words.words,
    )


def _harm(harm: Harm) -> HarmWords:
    return HarmWords(
        outcome=harm.outcome,
        low=harm.low,
        high=harm.high,
        group=harm.group,
        approximate=harm.approximate,
        words=harm.words.words,
    )


def _source(source: Source) -> SourceWords:
    return SourceWords(
        source=source.name,
        id=source.id,
        words=source.words.words if source.words else None,
        cue=source.cue,
        stance=source.stance,
    )


def _link(source: Source, first: bool) -> ChainLink:
    return ChainLink(
        name=source_name(source, first),
        does=PHRASES.stance[source.stance],
        stance=source.stance,
        words=source.words.words if source.words else None,
    )


def _pieces(claim: Claim, article: Article | None) -> list[CardPiece]:
    """Return the paragraph that the claim stands in; its own words where the text is not kept."""
    if article is None or not article.text:
        return [CardPiece(text=claim.words.words, marks=["claim"])]
    start, end = context(article, claim.words.start, claim.words.end)
    found = pieces(article.text, start, end, marks_of(claim))
    return [CardPiece(text=piece.text, marks=list(piece.kinds)) for piece in found]
