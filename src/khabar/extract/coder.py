"""The coder: one article in, its claims out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from khabar.extract.acts import find_acts
from khabar.extract.attribution.find import find_attributions
from khabar.extract.attribution.record import Sayings
from khabar.extract.carried import accusations, among_them, on_the_scene, sets_scene, they_include
from khabar.extract.coreference import Memory
from khabar.extract.drafts import CODER, claim_of, drafts
from khabar.extract.gapping import told_apart
from khabar.extract.gate import worth_parsing
from khabar.extract.other_figures import other_figures
from khabar.extract.parse import Parsed, Parser
from khabar.model import Article, Claim, Lexicon

__all__ = ["CODER", "Coder"]


class Coder:
    """Codes articles into claims, with words still to be linked. Loads its parser once."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.parser = Parser(lexicon)

    def __call__(self, article: Article) -> list[Claim]:
        """Return the article's claims in the order of their words."""
        chosen = worth_parsing(article, self.parser.lexicon.actors(article.text))
        with self.parser.forgetting():
            parsed = self.parser.parse(article, chosen)
            found = {claim.id: claim for claim in _claims(article, parsed)}
        return sorted(found.values(), key=lambda c: (c.words.start, c.words.end, c.id))


def _claims(article: Article, parsed: Sequence[Parsed]) -> Iterator[Claim]:
    sayings = Sayings(find_attributions(article, parsed))
    memory = Memory()
    before: list[Claim] = []
    scene: Claim | None = None
    for sentence in parsed:
        said = sayings.near(sentence.sentence.start, sentence.sentence.end)
        told = told_apart(drafts(sentence, find_acts(sentence), memory))
        claims = [on_the_scene(sentence, claim_of(d, said), scene) for d in told]
        scene = scene or next((c for c in claims if sets_scene(sentence, c)), None)
        claims += accusations(sentence, claims, memory)
        yield from claims
        yield from among_them(sentence, before, said, memory)
        yield from they_include(sentence, before, said, memory)
        yield from other_figures(sentence, before, claims, said)
        memory.remember(sentence)
        before = claims or before
