"""Attributions that stand at the edge of a sentence, whatever the parser makes of it.

The punctuation of headlines ("Police: two held", "Two held - police"), and a reporting clause at
the end ("..., the agency reported.").
"""

from __future__ import annotations

from collections.abc import Iterator

from khabar.extract.attribution.cues import reporting
from khabar.extract.attribution.told import Told
from khabar.extract.attribution.tree import after_but, end_of_clause, is_stray, reach
from khabar.extract.parse import Parsed, is_word
from khabar.extract.tree import Token, Tree

# The longest name beside the colon or dash of a headline, and the longest headline, in tokens.
LONGEST_SPEAKER = 7
LONGEST_HEADLINE = 30
# How far "in a statement on Friday" may run, in tokens.
LONGEST_CIRCUMSTANCE = 9
BRACKETS = "reporting clause between commas"
_TENSED = frozenset(("VBD", "VBZ", "VBP", "VBN", "VB"))
_HELPERS = frozenset(("has", "have", "had", "also", "later", "then"))
_TIMES = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday today yesterday on""".split()
)
_NAME_TAGS = frozenset(
    ("NN", "NNS", "NNP", "NNPS", "JJ", "DT", "POS", "IN", "CD", "CC", "PRP$", "PRP", "XX")
)


def by_brackets(parsed: Parsed) -> Iterator[Told]:
    """Yield what ", officials said," attributes, in the middle or at the end of a sentence."""
    doc = parsed.doc
    for verb in doc:
        cue = next((c for c in reporting().verbs.get(verb.lower_, ()) if "clause" in c.takes), None)
        if cue is None or verb.tag_ not in _TENSED or not _closes(doc, verb.i):
            continue
        helper = verb.i
        while helper and doc[helper - 1].lower_ in _HELPERS:
            helper -= 1
        if verb.tag_ in ("VBN", "VB") and helper == verb.i:
            continue
        comma = _comma_before(doc, helper)
        # "A charge the army denies" is denied; what stands before the comma is not.
        own = (c for c in verb.lefts if c.dep_ == "dobj")
        if comma is None or any(own) or not _is_short_name(parsed, range(comma + 1, helper)):
            continue
        content = frozenset(_around(doc, comma, verb.i)) - after_but(verb)
        cue_words = frozenset(range(helper, verb.i + 1))
        yield Told(parsed, doc[helper - 1], cue_words, content, cue.stance, BRACKETS, quotes=True)


def _closes(doc: Tree, number: int) -> bool:
    """Tell whether a comma or the sentence's end follows, past "on Friday in a statement"."""
    after = number + 1
    while after < len(doc) and doc[after].lower_ in _TIMES:
        after += 1
    if after < len(doc) and doc[after].tag_ == "IN" and doc[after].lower_ not in ("that", "by"):
        after += 1
        while after < min(len(doc), number + LONGEST_CIRCUMSTANCE) and _is_named(doc[after]):
            after += 1
    rest = doc[after : after + 1]
    return not any(is_word(t) for t in doc[after:]) or rest.text in (",", "—", "–")


def _is_named(token: Token) -> bool:
    return token.tag_ in _NAME_TAGS or token.lower_ in _TIMES


def _comma_before(doc: Tree, number: int) -> int | None:
    for at in range(number - 1, max(number - LONGEST_SPEAKER - 2, 1), -1):
        if doc[at].text in (",", "—", "–"):
            return at if at < number - 1 else None
    return None


def _around(doc: Tree, comma: int, verb: int) -> Iterator[int]:
    """Yield the words of the smallest clause that holds what stands on both sides."""
    end = end_of_clause(doc, verb)
    after = next((i for i in range(end, len(doc)) if is_word(doc[i])), None)
    if after is None:
        yield from range(comma)
        return
    before = doc[comma - 1]
    shared = {before.i, *(t.i for t in before.ancestors)}
    top = next((t for t in (doc[after], *doc[after].ancestors) if t.i in shared), doc[verb])
    for number in reach(top):
        if not comma <= number < end:
            yield number


def by_headline(parsed: Parsed) -> Iterator[Told]:
    """Yield what a colon or dash attributes, in a line without a full stop."""
    doc = parsed.doc
    if not 4 <= len(doc) <= LONGEST_HEADLINE:
        return
    if doc[-1].text in (".", "!", "?") and parsed.sentence.start > 0:
        return
    for token in doc:
        if token.text in (":", "-", "–", "—") and 0 < token.i < len(doc) - 1:
            before, after = range(token.i), range(token.i + 1, len(doc))
            if token.text == ":" and _speaks(parsed, before):
                yield _colon(parsed, before, token.i, after)
            elif _speaks(parsed, after):
                yield _colon(parsed, after, token.i, before)
            return


def _speaks(parsed: Parsed, words: range) -> bool:
    """Tell whether the words are a short name or a word for one who reports."""
    tokens = [parsed.doc[i] for i in words]
    if not _is_short_name(parsed, words):
        return False
    last = tokens[-1]
    if last.lower_ in reporting().headline_speakers:
        return True
    kinds = {
        m.kind for m in parsed.mentions if m.end == parsed.sentence.start + last.idx + len(last)
    }
    if kinds:
        return "place" not in kinds and "time" not in kinds
    return len(tokens) <= 4 and all(t.tag_ == "NNP" and t.text[0].isupper() for t in tokens)


def _is_short_name(parsed: Parsed, words: range) -> bool:
    if not words or is_stray(parsed.doc[words[-1]]):
        return False
    return len(words) <= LONGEST_SPEAKER and all(
        parsed.doc[i].tag_ in _NAME_TAGS or parsed.doc[i].text == "/" for i in words
    )


def _colon(parsed: Parsed, who: range, mark: int, what: range) -> Told:
    speaker = parsed.doc[who[-1]]
    cue = frozenset((mark,))
    return Told(parsed, speaker, cue, frozenset(what), "says", "colon of a headline")
