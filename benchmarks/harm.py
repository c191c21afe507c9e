"""Predictions for `harm`: killed, injured and detained figures of one short text.

The gold counts people by rules of its own, which differ from khabar's in two ways that are mapped
here and nowhere else. Vague words stand for other minimums ("several" is 3 there, 2 in khabar's
contract). And one figure is wanted for a whole text, so figures told of different groups are
added, and one told twice counts once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.records import Record, bare_article, read_records, write_records
from khabar.extract.factuality.judge import factuality_of
from khabar.extract.harm.find import HarmMention, find_harm
from khabar.extract.parse import Parsed, Parser
from khabar.extract.sentences import sentences
from khabar.model import Mention

OUTCOMES = ("killed", "injured", "detained")

# From the gold's README. "plural": a bare plural ("insurgents were detained").
GOLD_MINIMUMS = {
    "several": 3,
    "multiple": 3,
    "plural": 3,
    "numerous": 4,
    "many": 4,
    "number": 4,
}


class _NoNames:
    """A lexicon that knows nothing: the texts are to be read by their grammar."""

    def actors(self, text: str) -> list[Mention]:  # noqa: ARG002
        return []

    places = times = actors


@dataclass(frozen=True, slots=True)
class _Told:
    """One figure as a text tells it: the sentence's place, the noun for whom, and "others"."""

    mention: HarmMention
    sentence: int
    whom: str
    more: bool


def predict(input: Path, output: Path) -> None:
    """Write the figures of each record's text."""
    parser = Parser(_NoNames())
    write_records(output, (_prediction(parser, record) for record in read_records(input)))


def _prediction(parser: Parser, record: Record) -> Record:
    article = bare_article(record)
    told = [one for p in parser.parse(article, sentences(article)) for one in _told(p)]
    return {"id": record["id"], **{outcome: _figure(told, outcome) for outcome in OUTCOMES}}


def _told(parsed: Parsed) -> Iterator[_Told]:
    for mention in find_harm(parsed):
        label, _ = factuality_of(parsed, parsed.doc[mention.trigger])
        if label in ("asserted", "hedged", "unverified") and not mention.part:
            words = parsed.article.text[mention.start : mention.end].lower().split()
            more = any(w in words for w in ("other", "others", "another", "additional", "also"))
            whom = (mention.group or "").lower().split()[-1:] or [""]
            yield _Told(_by_gold_rules(mention), parsed.sentence.start, whom[0].rstrip("s"), more)


def _by_gold_rules(mention: HarmMention) -> HarmMention:
    low = GOLD_MINIMUMS.get(mention.vague or "")
    return mention if low is None else replace(mention, low=low)


def _figure(told: Sequence[_Told], outcome: str) -> Record | None:
    """Add the figures of one outcome: distinct groups count, a figure told again does not."""
    same = [one for one in told if one.mention.outcome == outcome]
    same = [one for one in same if one.mention.vague != "deadly"] or same
    kept: list[_Told] = []
    for one in same:
        if not any(_tells_again(one, before) for before in kept):
            kept.append(one)
    return _sum(kept) if kept else None


def _sum(kept: Sequence[_Told]) -> Record:
    lows = [one.mention.low for one in kept if one.mention.low is not None]
    highs = [one.mention.high for one in kept]
    high = None if None in highs else sum(h for h in highs if h is not None)
    return {"low": sum(lows) if lows else None, "high": high}


def _tells_again(one: _Told, before: _Told) -> bool:
    """Tell a figure told again from one of other people: in one sentence none is told twice."""
    if one.sentence == before.sentence or one.more:
        return False
    same_figure = (one.mention.low, one.mention.high) == (before.mention.low, before.mention.high)
    same_people = one.whom == before.whom or not (one.whom and before.whom)
    return one.mention.known or (same_figure and same_people)
