"""Predictions for `event_place`: where the sentence says that one marked event happened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from benchmarks.records import Record, bare_article, read_records, write_records
from khabar.extract.acts import Act, find_acts
from khabar.extract.circumstances import place_of
from khabar.extract.frames import load_frames
from khabar.extract.grammar import objects, subjects
from khabar.extract.parse import Parsed, Parser
from khabar.extract.readings import Reading
from khabar.extract.sentences import Sentence
from khabar.extract.tree import Token
from khabar.extract.triggers import Trigger
from khabar.link.lexicon import World
from khabar.model import Article

# Stands for a verb that no frame of ours has: the benchmark asks about any verb.
_ANY = replace(load_frames().frames[0], name="any", type=None, names_actor=None, mutual=False)


def predict(input: Path, output: Path) -> None:
    """Write the names of the places where each record's event happened."""
    write_records(output, _predictions(input))


def _predictions(input: Path) -> Iterator[Record]:
    world = World.load()
    parser = Parser(world)
    for _, same in groupby(read_records(input), key=itemgetter("text")):
        records = list(same)
        article = bare_article(records[0])
        (parsed,) = parser.parse(article, [Sentence(0, len(article.text), "body")])
        acts = find_acts(parsed)
        for record in records:
            yield {"id": record["id"], "places": _places(world, article, parsed, acts, record)}


def _places(
    world: World, article: Article, parsed: Parsed, acts: Sequence[Act], record: Record
) -> list[list[int]]:
    event = _event(parsed, *record["event"])
    act = next((act for act in acts if event in act.tokens), None) or _act(parsed, event)
    phrase = place_of(act, acts)
    if phrase is None:
        return []
    name = world.gazetteer.name_in(phrase.words, article)
    return [[name.start, name.end]]


def _event(parsed: Parsed, start: int, end: int) -> Token:
    """Return the token that the event's span ends in."""
    inside = [token for token in parsed.doc if token.idx < end and token.idx + len(token) > start]
    return inside[-1]


def _act(parsed: Parsed, verb: Token) -> Act:
    actors, targets = tuple(subjects(verb)), tuple(objects(verb))
    trigger = Trigger(verb, (), (_ANY,), "verb", verb.lower_)
    reading = Reading(trigger, _ANY, verb, actors, targets)
    return Act(parsed, (reading,), _ANY, None, actors, targets)
