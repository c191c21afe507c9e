"""Claims as schema.org JSON-LD; a ClaimReview only where a person reviewed the claim."""

from __future__ import annotations

import json

from khabar.model import Article, Claim, Decision
from khabar.view.export.losses import Losses
from khabar.view.export.selection import Selection, address, speaker
from khabar.view.export.sheets import File, How, text_file
from khabar.view.findings import DENIED
from khabar.view.jsonl import claim_json
from khabar.view.wording import claim_words

CONTEXT = {"@vocab": "https://schema.org/", "khabar": "urn:khabar:terms:"}
HOLDS: frozenset[str] = frozenset()


def schemaorg(selection: Selection, losses: Losses, how: How) -> list[File]:  # noqa: ARG001
    """Return the file: every claim, with where it appears and who makes it."""
    nodes: list[dict[str, object]] = []
    for claim, article in losses.claims_kept(selection):
        nodes.append(_claim(selection, claim, article))
        review = selection.reviewed.get(claim.id)
        if review is not None:
            nodes.append(_review(claim, review))
        else:
            losses.lose(claim.id, "a ClaimReview: no person has reviewed it")
    losses.rows = len(nodes)
    document = {"@context": CONTEXT, "@graph": nodes}
    return [text_file("claims.jsonld", json.dumps(document, ensure_ascii=False, indent=1))]


def _claim(selection: Selection, claim: Claim, article: Article) -> dict[str, object]:
    source = speaker(claim)
    node: dict[str, object] = {
        "@type": "Claim",
        "@id": f"urn:khabar:claim:{claim.id}",
        "name": claim_words(claim),
        "text": claim.words.words,
        "appearance": _article(article),
        "claimInterpreter": {"@type": "SoftwareApplication", "name": claim.coder},
        "khabar:record": {
            "@type": "@json",
            "@value": claim_json(claim, article, selection.found.event_ids.get(claim.id)),
        },
    }
    if source is not None:
        node["author"] = {"@type": "Thing", "name": source.name}
    if article.published:
        node["datePublished"] = article.published
    relation = "khabar:denies" if claim.factuality in DENIED else "khabar:tells"
    event_id = selection.found.event_ids.get(claim.id)
    if event_id:
        node[relation] = {"@id": f"urn:khabar:event:{event_id}"}
    return node


def _article(article: Article) -> dict[str, object]:
    node: dict[str, object] = {"@type": "NewsArticle", "@id": f"urn:khabar:article:{article.id}"}
    if article.title:
        node["headline"] = article.title
    if article.published:
        node["datePublished"] = article.published
    if article.outlet:
        node["publisher"] = {"@type": "Organization", "name": article.outlet}
    if address(article).startswith(("http://", "https://")):
        node["url"] = address(article)
    return node


def _review(claim: Claim, decision: Decision) -> dict[str, object]:
    """Return the review. No rating: khabar's verdict is that the coding is right, no more."""
    return {
        "@type": "ClaimReview",
        "@id": f"urn:khabar:review:{claim.id}",
        "claimReviewed": claim_words(claim),
        "itemReviewed": {"@id": f"urn:khabar:claim:{claim.id}"},
        "author": {"@type": "Person", "name": decision.who},
        "datePublished": decision.at,
        "reviewBody": decision.why,
    }
