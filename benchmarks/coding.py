"""PLOVER events of single sentences: each source with each target, as country and sector."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations, product
from pathlib import Path

from benchmarks.records import Record, bare_article, read_records, write_records
from khabar.extract.coder import Coder
from khabar.extract.grammar import phrase_around
from khabar.extract.parse import Parsed
from khabar.extract.sentences import sentences
from khabar.link.described import Described, Describer
from khabar.link.lexicon import World
from khabar.link.linker import Linker
from khabar.model import Claim, Party, Where

Code = dict[str, str | None] | None

# The gold follows CAMEO, where these are all one: an intergovernmental organisation.
_ORGANISATIONS = {"UNO": "IGO", "EUR": "IGO"}


# Acts that PLOVER aims at the country where they are done, where nobody else is named.
_LOCAL = ("PROTEST", "COERCE", "MOBILIZE", "CONCEDE", "ASSAULT", "AID")


class _Namer:
    """Tells the country and sector of the parties of one sentence."""

    def __init__(self, describer: Describer, parsed: Sequence[Parsed]) -> None:
        self.describer = describer
        self.parsed = parsed

    def code(self, party: Party) -> Code:
        """Return the party's country and sector, by its name, title and description."""
        title, whole = self._around(party)
        readings = [title, party.name, party.words.words]
        found = [self.describer.describe(r, None, whole) for r in readings if r]
        known = [d for d in found if d.country or d.sector]
        named = [d for d in known if d.id or d.country]
        best = next(iter(named or known), None)
        return _plain(best) if best is not None else None

    def _around(self, party: Party) -> tuple[str, str]:
        for parsed in self.parsed:
            found = phrase_around(parsed.doc, party.words.start - parsed.sentence.start)
            if found is not None:
                return found
        return "", ""


def _plain(found: Described) -> Code:
    country = _ORGANISATIONS.get(found.country or "", found.country)
    return {"country": country or None, "sector": found.sector or None}


def predict(input: Path, output: Path) -> None:
    """Code each sentence and write its events, one for each pair of parties."""
    world = World.load()
    coder, linker, describer = Coder(world), Linker(world), Describer(world)
    lines = []
    for record in read_records(input):
        article = bare_article(record)
        namer = _Namer(describer, coder.parser.parse(article, sentences(article)))
        claims = linker.link(article, coder(article))
        events = [e for c in claims if c.event_type for e in _events(c, namer)]
        lines.append({"id": record["id"], "events": events})
    write_records(output, lines)


def _events(claim: Claim, namer: _Namer) -> Iterator[Record]:
    """A statement about an event carries its type too; one without parties is nobody's act."""
    if claim.kind == "statement" and claim.factuality in ("hypothetical", "negated"):
        return
    sources = [namer.code(p) for p in claim.actors]
    targets = [namer.code(p) for p in claim.targets]
    if not targets and len(sources) == 2:
        pairs = list(permutations(sources, 2))
    else:
        pairs = list(product(sources or [None], targets or [None]))
    for source, target in pairs:
        if source or target:
            here = _place_of(claim)
            yield {
                "source": _at_home(source, here, target) or _unnamed(claim, here),
                "target": _at_home(target, here, source) or _hosted(claim, here),
                "type": _settled_type(claim),
                "mode": claim.mode,
            }


def _unnamed(claim: Claim, here: str | None) -> Code:
    """PLOVER codes an attack by nobody named as one by unidentified armed people of the place."""
    return {"country": here, "sector": "UAF"} if here and claim.event_type == "ASSAULT" else None


def _hosted(claim: Claim, here: str | None) -> Code:
    """What is done to nobody named is done to the country where it is done."""
    return {"country": here, "sector": None} if here and claim.event_type in _LOCAL else None


def _settled_type(claim: Claim) -> str | None:
    """Future help is agreed to and future force threatened: PLOVER's manual on coming acts."""
    if claim.factuality != "planned":
        return claim.event_type
    if claim.event_type in ("AID", "COOPERATE", "CONSULT", "SUPPORT", "RETREAT"):
        return "AGREE"
    if claim.event_type in ("COERCE", "ASSAULT", "SANCTION"):
        return "THREATEN"
    return claim.event_type


def _place_of(claim: Claim) -> str | None:
    return claim.where.country_code if isinstance(claim.where, Where) else None


def _at_home(code: Code, here: str | None, other: Code) -> Code:
    """People whom the words give no country have the event's, else the other side's."""
    if code is None or code["country"]:
        return code
    return {**code, "country": here or (other["country"] if other else None)}
