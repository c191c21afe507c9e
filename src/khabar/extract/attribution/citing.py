"""Who stands behind a report: "the agency reported, citing two officials"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from khabar.extract.attribution.told import Told
from khabar.extract.attribution.tree import child, reach
from khabar.extract.nouns import nouns
from khabar.extract.parse import Parsed
from khabar.extract.tree import Token

_CITING = frozenset(("citing", "quoting"))
# What is cited beside people and bodies: "citing leaked documents", but not "citing delays".
_SPEAKING = frozenset(
    """source sources report reports statement statements document documents data figures record
    records media television radio""".split()
)
BECAUSE = "cited"


def with_cited(parsed: Parsed, told: Iterable[Told]) -> Iterator[Told]:
    """Yield what is told, and who is cited for it, whose part lies inside that of who cites."""
    each = list(told)
    for verb in parsed.doc:
        cited = _cited(parsed, verb)
        at = _of_whom(verb, each) if cited is not None else None
        if cited is not None and at is not None:
            said = each[at].content - set(reach(verb))
            each[at] = replace(each[at], content=said | set(reach(verb)))
            yield Told(parsed, cited, frozenset((verb.i,)), frozenset(said), "says", BECAUSE)
    yield from each


def _cited(parsed: Parsed, verb: Token) -> Token | None:
    who = child(verb, "dobj") if verb.lower_ in _CITING and verb.tag_ == "VBG" else None
    if who is None or any(t.lower_ in ("saying", "telling", "as") for t in verb.rights):
        return None
    known = nouns().people | nouns().bodies | _SPEAKING
    who = (_whose_statement(who) or who) if who.lower_.startswith("statement") else who
    mention = parsed.mention_of(who)
    named = who.tag_.startswith("NNP") and (mention is None or mention.kind != "time")
    return who if who.lower_ in known or named else None


def _whose_statement(statement: Token) -> Token | None:
    """ "A defence ministry statement": the ministry speaks."""
    owners = [c for c in statement.lefts if c.dep_ in ("compound", "poss")]
    return owners[-1] if owners else None


def _of_whom(verb: Token, told: list[Told]) -> int | None:
    """Return the place of the report that somebody is cited for: above the verb, or before it."""
    above = {token.i for token in verb.ancestors}
    reports = [at for at, each in enumerate(told) if each.speaker is not None and each.content]
    governing = [at for at in reports if not above.isdisjoint(told[at].cue)]
    before = [at for at in reports if max(told[at].cue) < verb.i]
    return governing[0] if governing else before[-1] if before else None
