"""Who says so, for every stretch of an article.

article, parsed sentences → find_attributions → chain_of(..., start, end) → outlet ... speaker
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from khabar.extract.attribution.chain import chain_of
from khabar.extract.attribution.citing import with_cited
from khabar.extract.attribution.cues import reporting
from khabar.extract.attribution.headlines import BRACKETS, by_brackets, by_headline
from khabar.extract.attribution.phrases import by_phrases
from khabar.extract.attribution.quotes import with_quotations
from khabar.extract.attribution.quoting import BECAUSE as TWO_LINKS
from khabar.extract.attribution.quoting import by_quoting
from khabar.extract.attribution.record import Attribution, spans_of
from khabar.extract.attribution.sources import Speaker, is_first_person, meant_by, speaker_of
from khabar.extract.attribution.told import Told
from khabar.extract.attribution.tree import antecedent, runs, subject_above
from khabar.extract.attribution.verbs import by_verbs
from khabar.extract.parse import Parsed
from khabar.model import Article, Span

__all__ = ["Attribution", "chain_of", "find_attributions"]


def find_attributions(article: Article, parsed: Sequence[Parsed]) -> list[Attribution]:
    """Return every attribution of the article in the order of the text."""
    found: list[Attribution] = []
    said_before: list[Speaker] = []
    for sentence in parsed:
        for one in _without_repeats(_told(sentence)):
            found.extend(_attributions(one, said_before))
    return with_quotations(article, found)


def _told(sentence: Parsed) -> Iterator[Told]:
    yield from with_cited(sentence, by_verbs(sentence))
    yield from by_quoting(sentence)
    yield from by_phrases(sentence)
    yield from by_headline(sentence)
    yield from by_brackets(sentence)


AFTERWARDS = "reporting verb after what is said"


def _without_repeats(told: Iterable[Told]) -> list[Told]:
    """Keep one reading of each cue: a claim of responsibility before a plain claim."""
    best: dict[int, Told] = {}
    for one in told:
        at = max(one.cue)
        if at not in best or _better(one, best[at]):
            best[at] = one
    return [best[at] for at in sorted(best)]


def _better(one: Told, known: Told) -> bool:
    """Tell whether a second reading of a cue beats the first."""
    if known.stance == "claims_responsibility":
        return False
    if one.because == BRACKETS:
        longer = one.content > known.content and max(one.content) < min(one.cue)
        return longer or known.speaker is None or known.because != AFTERWARDS
    return one.stance == "claims_responsibility" or one.because == TWO_LINKS


def _attributions(told: Told, said_before: list[Speaker]) -> Iterator[Attribution]:
    speaker = _speaker(told)
    meant = None if speaker is None else _meant(told, speaker, said_before)
    who = meant or speaker
    yield Attribution(
        source=None if speaker is None else speaker.words,
        name=None if who is None else who.name,
        meant=None if meant is None else meant.words,
        cue=_joined(told.parsed, told.cue),
        content=_spans(told.parsed, told.content),
        stance=told.stance,
        because=told.because,
        states=told.states and (speaker is None or speaker.can_state),
        aside=told.aside,
        quotes=told.quotes,
        first_person=speaker is not None and is_first_person(speaker),
    )
    if speaker is not None and not speaker.is_pronoun:
        said_before.append(who if who is not None else speaker)
    yield from _carrier(told)


def _speaker(told: Told) -> Speaker | None:
    if told.speaker is None:
        return None
    return speaker_of(told.parsed, told.speaker, told.speaker.i in told.cue)


def _meant(told: Told, speaker: Speaker, said_before: list[Speaker]) -> Speaker | None:
    """Return whom the source's words stand for, inside the sentence or before it."""
    head = told.speaker
    if head is None:
        return None
    noun = antecedent(head)
    if noun is None and speaker.is_pronoun:
        noun = subject_above(head)
    if noun is None:
        return meant_by(speaker, said_before)
    named = speaker_of(told.parsed, noun)
    return meant_by(named, said_before) or named


def _carrier(told: Told) -> Iterator[Attribution]:
    """Yield the outlet to which somebody speaks: "a doctor told Reuters"."""
    if told.hearer is None:
        return
    hearer = speaker_of(told.parsed, told.hearer)
    if not _is_outlet(hearer):
        return
    whole = told.content | told.cue | ({told.speaker.i} if told.speaker is not None else set())
    yield Attribution(
        source=hearer.words,
        name=hearer.name,
        meant=None,
        cue=_joined(told.parsed, told.cue),
        content=_spans(told.parsed, whole),
        stance="reports",
        because="told to an outlet",
        quotes=False,
    )


def _is_outlet(hearer: Speaker) -> bool:
    known = reporting()
    last = hearer.name.split()[-1:]
    return hearer.name in known.outlets or (bool(last) and last[0] in known.outlet_words)


def _joined(parsed: Parsed, words: Iterable[int]) -> Span:
    ordered = sorted(words)
    return parsed.span(parsed.doc[ordered[0]], parsed.doc[ordered[-1]])


def _spans(parsed: Parsed, words: Iterable[int]) -> tuple[Span, ...]:
    """Return token numbers as spans, without the punctuation at their edges."""
    offsets = []
    for first, last in runs(words):
        while first <= last and not _is_word(parsed, first):
            first += 1
        while last >= first and not _is_word(parsed, last):
            last -= 1
        if first <= last:
            span = parsed.span(parsed.doc[first], parsed.doc[last])
            offsets.append((span.start, span.end))
    return spans_of(parsed.article, offsets)


def _is_word(parsed: Parsed, number: int) -> bool:
    return any(c.isalnum() for c in parsed.doc[number].text)
