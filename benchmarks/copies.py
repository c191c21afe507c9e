"""Whether many copies of one dispatch are found and counted as one source.

Fifty lightly edited copies of a made-up dispatch, ten of them of its updated version, lie among a
thousand made-up articles of the same forms. Reported are the share of the copies found, the pairs
taken for copies that are none, the share of copies whose version is right, and how many independent
sources the event of the dispatch has. `python -m benchmarks.copies` prints them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.records import Record, write_records
from khabar.dedupe.copies import find_copies
from khabar.model import Article, CopyGroup, Dropped, Page
from khabar.steps import RealSteps, Steps

COPIES, UPDATED, OTHERS = 50, 10, 1_000
SEED = 5
FIRST_DAY = date(2024, 3, 4)
NEWS: Mapping[str, Any] = tomllib.loads(
    Path(__file__).with_name("invented_news.toml").read_text("utf-8")
)
_SLOT = re.compile(r"\{(\w+)\}")
_NAMES = (
    "Ar",
    "bel",
    "Cor",
    "da",
    "Fen",
    "gol",
    "Has",
    "im",
    "Jar",
    "ko",
    "Lin",
    "mer",
    "Nar",
    "os",
)


@dataclass(frozen=True, slots=True)
class Piece:
    """An article to be, and the version of the dispatch that it carries; None for none."""

    page: Page
    version: int | None


def predict(_: Path, output: Path) -> None:
    """Measure on invented articles, not on the input's; write one record with all figures."""
    write_records(output, [measured(RealSteps())])


def main() -> None:
    """Print the figures."""
    table = Table("figure", "value")
    for name, value in measured(RealSteps()).items():
        table.add_row(name, f"{value:.3f}")
    Console().print(table)


def measured(steps: Steps, copies: int = COPIES, others: int = OTHERS) -> Record:
    """Return the figures; more copies or articles make a longer test."""
    pieces = [*carriers(copies), *strangers(others)]
    Random(SEED).shuffle(pieces)
    articles, version = _cleaned(pieces, steps)
    groups = find_copies(list(articles.values()))
    wanted = [id for id, number in version.items() if number]
    sources = _sources([articles[id] for id in wanted], groups, steps)
    return {**scored(groups, version), "independent_sources": sources}


def scored(groups: Sequence[CopyGroup], version: Mapping[str, int | None]) -> Record:
    """Return recall over pairs of copies, pairs that are none, and the versions that are right."""
    wanted = {id for id, number in version.items() if number}
    found = [pair for g in groups for pair in combinations((g.original, *g.copies), 2)]
    right = sum(wanted.issuperset(pair) for pair in found)
    told = {id: g.version_of(id) for g in groups for id in (g.original, *g.copies)}
    versions = sum(told.get(id) == version[id] for id in wanted)
    return {
        "recall": right / (len(wanted) * (len(wanted) - 1) / 2),
        "false_pairs": len(found) - right,
        "versions": versions / len(wanted),
    }


def _cleaned(
    pieces: Sequence[Piece], steps: Steps
) -> tuple[dict[str, Article], dict[str, int | None]]:
    articles, version = {}, {}
    for piece in pieces:
        article = steps.clean(piece.page)
        assert not isinstance(article, Dropped), article
        articles[article.id] = article
        version[article.id] = piece.version
    return articles, version


def _sources(articles: Sequence[Article], groups: Sequence[CopyGroup], steps: Steps) -> int:
    """Return the independent sources of the event that most articles tell of."""
    claims = [c for article in articles for c in steps.link(article, steps.extract(article))]
    events = steps.merge(claims, {a.id: a for a in articles}, groups, (), ())
    return max(events, key=lambda event: len(event.articles)).independent


def carriers(count: int) -> Iterator[Piece]:
    """Yield copies of the dispatch, each edited in its own way; the last ones are of its update."""
    updated = count * UPDATED // COPIES
    for number in range(count):
        version = 2 if number >= count - updated else 1
        published = FIRST_DAY + timedelta(version - 1)
        text, headline = edited(Random(number), version, plain=number in (0, count - updated))
        yield _piece(f"carrier {number}", text, headline, published, version)


def edited(draw: Random, version: int, *, plain: bool) -> tuple[str, str]:
    """Return a text and headline of the dispatch, as a desk would print them; `plain`: unedited."""
    dispatch = NEWS["dispatch"]
    toll = {"toll": dispatch["toll"][version - 1], "hurt": dispatch["hurt"][version - 1]}
    sentences = [sentence.format(**toll) for sentence in dispatch["sentences"]]
    if plain:
        return "\n".join(sentences), dispatch["headline"]
    sentences[0] = sentences[0].replace(dispatch["credits"][0], draw.choice(dispatch["credits"]))
    del sentences[draw.randrange(4, len(sentences))]
    text = "\n".join([*sentences, draw.choice(dispatch["closings"])])
    for old, new in draw.sample(dispatch["swaps"], 3):
        text = text.replace(old, new)
    words = text.split(" ")
    # What is dropped is no figure and no end of a sentence.
    for at in sorted(draw.sample(range(40, len(words)), 4), reverse=True):
        if words[at].isalpha():
            del words[at]
    return " ".join(words).strip(), draw.choice(dispatch["headlines"]).format(**toll)


def strangers(count: int) -> Iterator[Piece]:
    """Yield articles of their own, some of them the same form filled in month after month."""
    for number in range(count):
        draw = Random(1_000_000 + number)
        # One in twenty is a form: the same sentences in the same order, with other figures.
        forms = Random(number % 7) if number % 20 == 0 else draw
        chosen = forms.sample(NEWS["sentences"], forms.randint(7, 14))
        text = "\n".join(filled(chosen, draw))
        published = FIRST_DAY + timedelta(draw.randrange(-200, 200))
        yield _piece(f"stranger {number}", text, text.split(",")[0][:60], published, None)


def filled(sentences: Sequence[str], draw: Random) -> Iterator[str]:
    """Yield the sentences with their slots filled; one in capitals keeps what it got first."""
    kept: dict[str, str] = {}

    def fill(slot: re.Match[str]) -> str:
        name = slot[1]
        if name.isupper():
            return kept.setdefault(name, _drawn(name.lower(), draw))
        return _drawn(name, draw)

    for sentence in sentences:
        made = _SLOT.sub(fill, sentence)
        yield made[0].upper() + made[1:]


def _drawn(slot: str, draw: Random) -> str:
    lists = {"thing": "things", "body": "bodies", "day": "days"}
    if slot in lists:
        return str(draw.choice(NEWS[lists[slot]]))
    if slot == "number":
        return str(draw.randint(2, 90))
    made = ["".join(draw.choices(_NAMES, k=3)).title() for _ in range(2 if slot == "name" else 1)]
    return " ".join(made)


def _piece(id: str, text: str, title: str, published: date, version: int | None) -> Piece:
    page = Page(
        f"{id}.txt", text.encode(), "text", title=title, outlet=f"Outlet of {id}",
        published=published.isoformat(),
    )  # fmt: skip
    return Piece(page, version)


if __name__ == "__main__":
    main()
