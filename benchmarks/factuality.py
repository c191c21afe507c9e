"""Predictions for `factuality`: how one sentence presents one marked event."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from benchmarks.records import Record, bare_article, read_records, write_records
from khabar.extract.factuality.judge import factuality_of
from khabar.extract.parse import Parsed, Parser
from khabar.extract.sentences import Sentence
from khabar.extract.tree import Token
from khabar.model import Mention


class _NoNames:
    """A lexicon that knows nothing: the sentences are to be read by their grammar."""

    def actors(self, text: str) -> list[Mention]:  # noqa: ARG002
        return []

    places = times = actors


def predict(input: Path, output: Path) -> None:
    """Write the factuality of each record's event."""
    write_records(output, _predictions(input))


def _predictions(input: Path) -> Iterator[Record]:
    parser = Parser(_NoNames())
    for _, same in groupby(read_records(input), key=itemgetter("text")):
        records = list(same)
        parsed = _parsed(parser, records[0])
        yield from (_prediction(parsed, record) for record in records)


def _parsed(parser: Parser, record: Record) -> Parsed:
    text = record["text"]
    (parsed,) = parser.parse(bare_article(record), [Sentence(0, len(text), "body")])
    return parsed


def _prediction(parsed: Parsed, record: Record) -> Record:
    label, because = factuality_of(parsed, _event(parsed, *record["event"]))
    return {"id": record["id"], "factuality": label, "because": because}


def _event(parsed: Parsed, start: int, end: int) -> Token:
    """Return the token that the event's span ends in."""
    inside = [token for token in parsed.doc if token.idx < end and token.idx + len(token) > start]
    return inside[-1]
