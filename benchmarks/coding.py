"""PLOVER events of single sentences: each source with each target, as country and sector."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations, product
from pathlib import Path

from benchmarks.records import Record, bare_article, read_records, write_records
from khabar.extract.coder import Coder
from khabar.link.described import Describer
from khabar.link.lexicon import World
from khabar.link.linker import Linker
from khabar.model import Claim, Party, Where

Code = dict[str, str | None] | None


def predict(input: Path, output: Path) -> None:
    """Code each sentence and write its events, one for each pair of parties."""
    world = World.load()
    coder, linker, describer = Coder(world), Linker(world), Describer(world)
    lines = []
    for record in read_records(input):
        article = bare_article(record)
        claims = linker.link(article, coder(article))
        events = [e for c in claims if c.event_type for e in _events(c, describer)]
        lines.append({"id": record["id"], "events": events})
    write_records(output, lines)


def _events(claim: Claim, describer: Describer) -> Iterator[Record]:
    """A statement about an event carries its type too; one without parties is nobody's act."""
    sources = [_code(p, describer) for p in claim.actors]
    targets = [_code(p, describer) for p in claim.targets]
    if not targets and len(sources) == 2:
        pairs = list(permutations(sources, 2))
    else:
        pairs = list(product(sources or [None], targets or [None]))
    for source, target in pairs:
        if source or target:
            yield {
                "source": _at_home(source, claim, target),
                "target": _at_home(target, claim, source),
                "type": _settled_type(claim),
                "mode": claim.mode,
            }


def _settled_type(claim: Claim) -> str | None:
    """Future help is agreed to and future force threatened: PLOVER's manual on coming acts."""
    if claim.factuality != "planned":
        return claim.event_type
    if claim.event_type in ("AID", "COOPERATE", "CONSULT", "SUPPORT"):
        return "AGREE"
    if claim.event_type in ("COERCE", "ASSAULT", "SANCTION"):
        return "THREATEN"
    return claim.event_type


def _at_home(code: Code, claim: Claim, other: Code) -> Code:
    """People whom the words give no country have the event's, else the other side's."""
    if code is None or code["country"]:
        return code
    place = claim.where.country_code if isinstance(claim.where, Where) else None
    return {**code, "country": place or (other["country"] if other else None)}


def _code(party: Party, describer: Describer) -> Code:
    found = describer.describe(party.name, None, "")
    if not found.country and not found.sector:
        found = describer.describe(party.words.words, None, "")
    if not found.country and not found.sector:
        return None
    return {"country": found.country or None, "sector": found.sector or None}
