"""Who said what in news articles: `Attribution` of khabar.extract as the benchmark's spans."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks.records import Record, bare_article, read_records, write_records
from khabar.extract.attribution.find import Attribution, find_attributions
from khabar.extract.parse import Parser
from khabar.extract.sentences import sentences
from khabar.model import Mention


class NoNames:
    """A lexicon that knows no name: the benchmark is about politics, not about our registry."""

    def actors(self, text: str) -> Sequence[Mention]:
        del text
        return ()

    places = times = actors


def predict(input: Path, output: Path) -> None:
    """Write the attributions of each record."""
    parser = Parser(NoNames())
    write_records(output, (_predicted(parser, record) for record in read_records(input)))


def _predicted(parser: Parser, record: Record) -> Record:
    article = bare_article(record)
    found = find_attributions(article, parser.parse(article, sentences(article)))
    return {"id": record["id"], "attributions": [_as_record(one) for one in outermost(found)]}


def outermost(found: Iterable[Attribution]) -> list[Attribution]:
    """Return the attributions that stand in no other's words: the gold marks one level."""
    known = list(found)
    return [one for one in known if not any(_inside(one, other) for other in known)]


def _inside(one: Attribution, other: Attribution) -> bool:
    if other is one or other.because == "told to an outlet":
        return one.because == "told to an outlet"
    return other.covered(one.cue.start, one.cue.end) > 0 and other.size() > one.size()


def _as_record(one: Attribution) -> Record:
    source = [] if one.source is None else [[one.source.start, one.source.end]]
    return {
        "source": source,
        "cue": [[one.cue.start, one.cue.end]],
        "content": [[span.start, span.end] for span in one.content],
        "source_name": one.name,
        "because": one.because,
    }
