"""Sentences of an article, cut inside its lines so that headlines never run into the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from khabar.model import Article, Block, BlockKind

READ: frozenset[BlockKind] = frozenset(("title", "standfirst", "body", "caption"))

# A stop, what may close a quotation, white space, and something that can open a sentence.
_END = re.compile(r"[.!?…]+[\"”’')\]]*\s+(?=[\"“‘'(\[]*[A-Z0-9])")
_LINE = re.compile(r"[^\n]+")
# "KABUL, Afghanistan (Reuters) —" before a report: a place in capitals, then an agency or a dash,
# or straight into a capital letter.
_DATELINE = re.compile(
    r"(?:[A-Z][A-Z.'’-]{2,}[ /,]*)+"
    r"(?:(?<=, )(?:[A-Z][A-Za-z.]*[ ,]*){1,2}|[A-Z][a-z]+[ ,]*)?"
    r"(?:\d{1,2} [A-Z][a-z]+(?: \d{4})? ?)?"
    r"(?:\([A-Z][^)\n]{1,40}\)\s*(?:[-–—]+\s*)?|[-–—]+\s+)"
    r"|(?:[A-Z][A-Z.'’-]{3,}/?)+(?:, [A-Z][a-z]+)? (?=[A-Z][a-z]* )"
)


# "The U.S. Embassy" goes on; "left the U.S. It then" does not.
_COUNTRIES = ("U.S", "U.K", "U.A.E")
_OPENER = re.compile(
    r"[\"'”’)]*\s+[\"'“‘(]*(?:The|An?|It|He|She|They|We|I|You|In|On|At|But|And|Or|This|That|These|Those"
    r"|There|Then|When|While|If|As|After|Before|Since|For|From|With|To|By|Of|Its?|His|Her|Their|Our"
    r"|Some|Many|Most|Several|One|Two|Both|All|No|Not|So|Yet|Last|According|Also|Although|Because"
    r"|However|Meanwhile|Earlier|Later|What|Who|Why|How)\b"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its offsets in `Article.text`, the kind of its block, which one it is."""

    start: int
    end: int
    kind: BlockKind
    number: int = 0


@cache
def abbreviations() -> frozenset[str]:
    """Return the words, lower case, whose stop does not end a sentence."""
    text = resources.files(__package__).joinpath("abbreviations.txt").read_text("utf-8")
    lines = (line.partition("#")[0].strip() for line in text.splitlines())
    return frozenset(line for line in lines if line)


def sentences(article: Article) -> list[Sentence]:
    """Return the sentences of all blocks but furniture, bylines and date lines, in order."""
    read = (block for block in article.blocks if block.kind in READ)
    found = (place for block in read for place in _in_block(article.text, block))
    return [Sentence(*place, number) for number, place in enumerate(found)]


def _in_block(text: str, block: Block) -> Iterator[tuple[int, int, BlockKind]]:
    for line in _LINE.finditer(text, block.start, block.end):
        dateline = _DATELINE.match(text, line.start(), line.end())
        first = dateline.end() if dateline else line.start()
        for start, end in _in_line(text, first, line.end()):
            yield start, end, block.kind


def _in_line(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for found in _END.finditer(text, start, end):
        if _ends_sentence(text, start, found.start()):
            yield from _trimmed(text, start, found.end())
            start = found.end()
    yield from _trimmed(text, start, end)


def _ends_sentence(text: str, start: int, stop: int) -> bool:
    if text[stop] != ".":
        return True
    word = re.split(r"[\s(\[\"“‘]", text[start:stop])[-1]
    initial = len(word) == 1 and word.isupper()
    if word in _COUNTRIES:
        return _OPENER.match(text, stop + 1) is not None
    return not (initial or word.lower() in abbreviations())


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    words = text[start:end]
    first = start + len(words) - len(words.lstrip())
    last = start + len(words.rstrip())
    if first < last:
        yield first, last
