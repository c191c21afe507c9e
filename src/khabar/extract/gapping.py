"""Gapping: "killed five in Kabul and seven in Kunduz" tells of two happenings with one verb."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from khabar.extract.drafts import Draft
from khabar.extract.grammar import LOCATIVE
from khabar.extract.harm.mentions import HarmMention
from khabar.extract.place_phrase import phrase_of
from khabar.extract.spots import spots_of
from khabar.model import Party, Unlinked


@dataclass(frozen=True, slots=True)
class _Part:
    """One of the happenings: its first figure, and where its words begin and end."""

    figure: HarmMention
    start: int
    end: int


def told_apart(drafts: Iterable[Draft]) -> Iterator[Draft]:
    """Yield the drafts, those that tell of several happenings cut into one for each."""
    for draft in drafts:
        parts = _parts(draft)
        if not parts:
            yield draft
        for part in parts:
            yield _draft_of(draft, part, first=part is parts[0])


def _parts(draft: Draft) -> list[_Part]:
    """Return a part for each figure, if several have a verb in common and a place each."""
    if draft.act.frame.type != "ASSAULT":
        return []
    figures = _figures(draft.harm)
    if len(figures) < 2:
        return []
    limits = [*(figure.start for figure in figures[1:]), draft.act.parsed.sentence.end]
    parts = [
        _part(draft, figure, limit, gap=figure is not figures[0])
        for figure, limit in zip(figures, limits, strict=True)
    ]
    whole = [part for part in parts if part is not None]
    return whole if len(whole) == len(parts) else []


def _figures(harm: Sequence[HarmMention]) -> list[HarmMention]:
    """Return the totals of the outcome that the sentence counts first, in its order."""
    wholes = sorted((m for m in harm if not m.part), key=lambda m: m.start)
    return [
        m
        for m in wholes
        if m.vague is None and (m.outcome, m.trigger) == (wholes[0].outcome, wholes[0].trigger)
    ]


def _part(draft: Draft, figure: HarmMention, limit: int, *, gap: bool) -> _Part | None:
    """Return the part that a figure begins, up to the end of the phrase that places it.

    Where the verb is left out, the place follows the figure at once.
    """
    start = draft.act.parsed.sentence.start
    after = [t for t in draft.act.parsed.doc if figure.end <= start + t.idx < limit]
    placing = [t for t in (after[:1] if gap else after) if t.lower_ in LOCATIVE]
    if not placing:
        return None
    last = [t for t in placing[0].subtree if start + t.idx < limit and t.tag_ != "CC"][-1]
    return _Part(figure, figure.start, start + last.idx + len(last.text))


def _draft_of(draft: Draft, part: _Part, *, first: bool) -> Draft:
    start = min(part.start, draft.words.start) if first else part.start
    harm = tuple(m for m in draft.harm if start <= m.start < part.end)
    words = draft.act.parsed.words(start, part.end)
    rule = "gapping: the figures have a verb in common and a place each"
    targets = tuple(_targets(draft, part, start))
    where = _where(draft, part)
    because = (*draft.because, rule)
    return replace(draft, harm=harm, targets=targets, where=where, words=words, because=because)


def _targets(draft: Draft, part: _Part, start: int) -> Iterator[Party]:
    """Yield who was harmed in this part; "seven" after "five farmers" are farmers too."""
    named = [p for p in draft.targets if start <= p.words.start < part.end]
    yield from named
    parsed, figure = draft.act.parsed, part.figure
    if named:
        return
    if figure.group is not None:
        at = parsed.article.text.index(figure.group, figure.start)
        yield Party(figure.group, parsed.words(at, at + len(figure.group)))
    elif draft.targets:
        same = draft.targets[0]
        bare = parsed.words(figure.start, figure.end)
        yield Party(same.name, bare, meant=same.meant or same.words)


def _where(draft: Draft, part: _Part) -> Unlinked | None:
    spots = spots_of(draft.act.parsed)
    inside = [s for s in spots if part.figure.end <= s.start < part.end and s.sort != "state"]
    inside = inside or [s for s in spots if part.figure.end <= s.start < part.end]
    return Unlinked(phrase_of(draft.act, inside[0], spots), "not linked yet") if inside else None
