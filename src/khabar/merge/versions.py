"""What a later version of a text takes the place of: the figures that its carrier told before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from khabar.merge.figures import figures
from khabar.merge.sources import Origins
from khabar.model import Article, Claim, Outcome

# Where a figure stands: the text, who carries it, the outcome and the group.
Spot = tuple[str, str, Outcome, str | None]
# A figure of one claim, by outcome and group.
Figure = tuple[str, Outcome, str | None]


def replaced(
    claims: Mapping[str, Claim], articles: Mapping[str, Article], came: Origins
) -> frozenset[Figure]:
    """Return the figures of claims, by their ids, that their carrier told anew in a later version.

    An outlet that updates an article takes back the figures of the earlier one, whoever gave them.
    """
    told = [found for id, claim in claims.items() for found in _told(id, claim, articles, came)]
    last: dict[Spot, int] = {}
    for _, spot, version in told:
        last[spot] = max(version, last.get(spot, version))
    return frozenset((id, *spot[2:]) for id, spot, version in told if version < last[spot])


def _told(
    id: str, claim: Claim, articles: Mapping[str, Article], came: Origins
) -> Iterator[tuple[str, Spot, int]]:
    """Yield where each figure of a claim stands, and in which version of the text."""
    version = came.version.get(claim.article_id)
    article = articles.get(claim.article_id)
    if version is None or article is None or article.outlet is None:
        return
    root = came.root(article.id)
    for harm in figures(claim):
        yield id, (root, article.outlet, harm.outcome, harm.group), version
