"""One event's sources side by side: rows are fields, columns are sources."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from khabar.model import Article, Claim, Event, Harm, When, Where
from khabar.view.findings import Findings, chains_of
from khabar.view.likeness import (
    Likeness,
    acts_alike,
    dates_alike,
    factuality_alike,
    figures_alike,
    parties_alike,
    places_alike,
)
from khabar.view.phrases import PHRASES
from khabar.view.wording import (
    chain_words,
    count_words,
    names_joined,
    source_name,
    when_words,
    where_words,
)

By = Literal["article", "claimant"]
Standing = Literal["agrees", "fits", "differs", "alone", "silent", "not compared"]
Together = Literal["agree", "fit", "differ", "one speaks", "none speaks", ""]
# What a source says of one field, for each claim: the words, and what they are compared by.
Said = Iterator[tuple[str, Any]]


ITSELF = "the article itself"


@dataclass(frozen=True, slots=True)
class Column:
    """One source: an article with its copies, or one who speaks in several articles."""

    name: str
    below: str
    articles: tuple[str, ...]
    copies: int
    published: str | None
    claims: tuple[Claim, ...]
    statements: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """What one source says of one field; a letter for each thing where the sources differ."""

    words: tuple[str, ...]
    standing: Standing
    versions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One field over all sources, and how they stand to one another in it."""

    field: str
    standing: Together
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """An event with its sources and what each says of each field."""

    event: Event
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """A field: its name, what a claim says of it, and how two sayings are compared."""

    name: str
    said: Callable[[Claim], Said]
    alike: Callable[[Any, Any], Likeness] | None


def compare(found: Findings, event: Event, by: By = "article") -> Comparison:
    """Return what the sources of an event say of each field, earliest source first."""
    claims = found.claims_of(event)
    inside = set(event.claims)
    told = {id for dispute in event.disputes for id in dispute.claims} - inside
    statements = [found.claim[id] for id in sorted(told) if id in found.claim]
    columns = tuple(_columns(found, claims, statements, by))
    rows = [_row(field, columns) for field in _fields(claims)]
    return Comparison(event, columns, (*rows, *_extra(columns)))


def _columns(
    found: Findings, claims: Sequence[Claim], statements: Sequence[Claim], by: By
) -> Iterator[Column]:
    root = {c: group.original for group in found.copies for c in group.copies}
    origin = {group.original: group.origin for group in found.copies}
    grouped: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in (*claims, *statements):
        article = root.get(claim.article_id, claim.article_id)
        speaker = _speaker(claim)
        if by == "claimant" and speaker == ITSELF and claim.article_id in found.article:
            speaker = _outlet(found.article[claim.article_id])
        grouped[article if by == "article" else speaker].append(claim)
    inside = {claim.id for claim in claims}
    made = [_column(found, key, told, inside, by, origin) for key, told in grouped.items()]
    yield from sorted(made, key=lambda c: (c.published or "9999", c.name, c.articles))


def _column(
    found: Findings,
    key: str,
    told: Sequence[Claim],
    inside: set[str],
    by: By,
    origin: dict[str, str | None],
) -> Column:
    ids = tuple(dict.fromkeys(claim.article_id for claim in told))
    articles = [found.article[id] for id in ids if id in found.article]
    days = sorted(a.published for a in articles if a.published)
    outlets = names_joined(map(_outlet, articles))
    copies = len(found.carriers.get(key, ())) if by == "article" else 0
    mine = tuple(claim for claim in told if claim.id in inside)
    # A copy tells the claims of its original over again: the words are the same.
    if by == "article" and any(claim.article_id == key for claim in mine):
        mine = tuple(claim for claim in mine if claim.article_id == key)
        first = found.article.get(key)
        outlets = _outlet(first) if first else outlets
    agency = f"text of {origin[key]}" if origin.get(key) else ""
    carried = "" if outlets == key else f"in {outlets}"
    name, below = (outlets, agency) if by == "article" else (key, carried)
    statements = tuple(claim for claim in told if claim.id not in inside)
    return Column(name, below, ids, copies, days[0] if days else None, mine, statements)


def _outlet(article: Article) -> str:
    return article.outlet or re.split(r"[/\\]", article.source.rstrip("/"))[-1]


def _speaker(claim: Claim) -> str:
    """Return the innermost source that the article cites, by name if it has one."""
    cited = [source.name for source in claim.attribution[1:] if source.name != "unspecified"]
    if cited:
        return cited[-1]
    return "sources not named" if len(claim.attribution) > 1 else ITSELF


def _fields(claims: Sequence[Claim]) -> Iterator[Field]:
    yield Field("what", _act, acts_alike)
    yield Field("by whom", lambda c: _named(c, "actors"), parties_alike)
    yield Field("on whom", lambda c: _named(c, "targets"), parties_alike)
    yield Field("when", _when, dates_alike)
    yield Field("where", _where, places_alike)
    keys = {(h.outcome, h.group) for claim in claims for h in claim.harm}
    for outcome in dict.fromkeys(("killed", "injured", *sorted({o for o, _ in keys}))):
        yield _harm_field(outcome, None)
        for group in sorted(g for o, g in keys if o == outcome and g):
            yield _harm_field(outcome, group)
    yield Field("told as", _told_as, factuality_alike)


def _harm_field(outcome: str, group: str | None) -> Field:
    def said(claim: Claim) -> Said:
        for harm in claim.harm:
            if (harm.outcome, harm.group) == (outcome, group):
                yield _figure(harm), harm

    return Field(f"{outcome}: {group}" if group else outcome, said, figures_alike)


def _figure(harm: Harm) -> str:
    return count_words(harm.low, harm.high, harm.approximate)


def _act(claim: Claim) -> Said:
    if claim.event_type:
        yield PHRASES.act(claim.event_type, claim.mode).label, claim


def _named(claim: Claim, part: Literal["actors", "targets"]) -> Said:
    parties = claim.actors if part == "actors" else claim.targets
    if parties:
        yield names_joined(party.name for party in parties), parties


def _when(claim: Claim) -> Said:
    if isinstance(claim.when, When):
        yield when_words(claim.when), claim.when


def _where(claim: Claim) -> Said:
    if isinstance(claim.where, Where):
        yield where_words(claim.where), claim.where


def _told_as(claim: Claim) -> Said:
    yield PHRASES.factuality[claim.factuality], claim


def _row(field: Field, columns: Sequence[Column]) -> Row:
    said = [_said(field, column) for column in columns]
    letters = _versions([meant for told in said for _, meant in told], field)
    differ = len(set(letters)) > 1
    taken = iter(letters)
    cells = []
    for told in said:
        versions = tuple(next(taken) for _ in told)
        standing = _standing(told, said, field, differ=differ)
        cells.append(Cell(tuple(words for words, _ in told), standing, versions * differ))
    return Row(field.name, _together(cells), tuple(cells))


def _together(cells: Sequence[Cell]) -> Together:
    found = {cell.standing for cell in cells}
    if "differs" in found:
        return "differ"
    if "fits" in found:
        return "fit"
    if "agrees" in found:
        return "agree"
    return "one speaks" if "alone" in found else "none speaks"


def _said(field: Field, column: Column) -> list[tuple[str, Any]]:
    """Return what a source says, each thing once; with who says it where it says several."""
    by_words: dict[str, tuple[Any, list[Claim]]] = {}
    for claim in column.claims:
        for words, meant in field.said(claim):
            by_words.setdefault(words, (meant, []))[1].append(claim)
    if len(by_words) < 2:
        return [(words, meant) for words, (meant, _) in by_words.items()]
    return [
        (f"{words} ({names_joined(map(_speaker, told))})", meant)
        for words, (meant, told) in by_words.items()
    ]


def _versions(meanings: Sequence[Any], field: Field) -> list[str]:
    """Return a letter for each: things that can all hold together share one."""
    groups: list[list[Any]] = []
    letters = []
    for meant in meanings:
        fitting = (
            at
            for at, group in enumerate(groups)
            if all(field.alike and field.alike(meant, other) != "differs" for other in group)
        )
        at = next(fitting, len(groups))
        if at == len(groups):
            groups.append([])
        groups[at].append(meant)
        letters.append(_letter(at))
    return letters


def _letter(at: int) -> str:
    return "abcdefghijklmnopqrstuvwxyz"[at] if at < 26 else f"({at + 1})"


def _standing(
    told: Sequence[tuple[str, Any]],
    said: Sequence[Sequence[tuple[str, Any]]],
    field: Field,
    *,
    differ: bool,
) -> Standing:
    if not told:
        return "silent"
    if differ:
        others = [meant for other in said for _, meant in other]
        at_odds = (field.alike and field.alike(m, o) == "differs" for _, m in told for o in others)
        return "differs" if any(at_odds) else "fits"
    if sum(map(bool, said)) == 1:
        return "alone"
    others = [meant for other in said if other is not told for _, meant in other]
    same = all(field.alike and field.alike(m, o) == "same" for _, m in told for o in others)
    return "agrees" if same else "fits"


def _extra(columns: Sequence[Column]) -> Iterator[Row]:
    """Yield the rows that are shown but not compared: who is cited, and what is said of it."""
    cited = [tuple(map(chain_words, chains_of(column.claims))) for column in columns]
    yield _uncompared("according to", cited)
    said = [tuple(dict.fromkeys(map(_statement, column.statements))) for column in columns]
    if any(said):
        yield _uncompared("also says", said)


def _uncompared(name: str, told: Iterable[tuple[str, ...]]) -> Row:
    cells = tuple(Cell(words, "not compared" if words else "silent") for words in told)
    return Row(name, "", cells)


def _statement(claim: Claim) -> str:
    who = source_name(claim.attribution[-1], first=False) if claim.attribution else "the text"
    return (
        f"{PHRASES.factuality[claim.factuality]} by {who}: “{' '.join(claim.words.words.split())}”"
    )
