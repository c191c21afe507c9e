"""Attributions that stand at the edge of a sentence, whatever the parser makes of it.

The punctuation of headlines ("Police: two held", "Two held - police"), and a reporting clause at
the end ("..., the agency reported.").
"""

from __future__ import annotations

from collections.abc import Iterator

from khabar.extract.attribution_cues import reporting
from khabar.extract.attribution_told import Told
from khabar.extract.parse import Parsed, is_word

# The longest name beside the colon or dash of a headline, and the longest headline, in tokens.
LONGEST_SPEAKER = 7
LONGEST_HEADLINE = 30
_TIMES = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday today yesterday on""".split()
)
_NAME_TAGS = frozenset(("NN", "NNS", "NNP", "NNPS", "JJ", "DT", "POS", "IN", "CD", "PRP$"))


def by_last_words(parsed: Parsed) -> Iterator[Told]:
    """Yield what the clause after the last comma attributes: "..., officials said Friday"."""
    doc = parsed.doc
    end = len(doc)
    while end and (not is_word(doc[end - 1]) or doc[end - 1].lower_ in _TIMES):
        end -= 1
    verb = doc[end - 1] if end else None
    if verb is None or verb.tag_ not in ("VBD", "VBZ", "VBN", "VBP", "VB"):
        return
    cue = next((c for c in reporting().verbs.get(verb.lower_, ()) if "clause" in c.takes), None)
    comma = max((t.i for t in doc[:end] if t.text == ","), default=0)
    first_helper = verb.i
    while first_helper and doc[first_helper - 1].lower_ in ("has", "have", "had", "also", "later"):
        first_helper -= 1
    who = range(comma + 1, first_helper)
    if cue is None or not who or comma < 3 or not _is_short_name(parsed, who):
        return
    helpers = frozenset(range(first_helper, verb.i + 1))
    content = frozenset(range(comma))
    yield Told(parsed, doc[who[-1]], helpers, content, cue.stance, "reporting clause at the end")


def by_headline(parsed: Parsed) -> Iterator[Told]:
    """Yield what a colon or dash attributes, in a line without a full stop."""
    doc = parsed.doc
    if not 4 <= len(doc) <= LONGEST_HEADLINE or doc[-1].text in (".", "!", "?"):
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
    mention = parsed.mention_of(last)
    if mention is not None:
        return mention.kind in ("actor", "outlet")
    return len(tokens) <= 4 and all(t.tag_ == "NNP" and t.text[0].isupper() for t in tokens)


def _is_short_name(parsed: Parsed, words: range) -> bool:
    return len(words) <= LONGEST_SPEAKER and all(
        parsed.doc[i].tag_ in _NAME_TAGS or parsed.doc[i].text == "/" for i in words
    )


def _colon(parsed: Parsed, who: range, mark: int, what: range) -> Told:
    speaker = parsed.doc[who[-1]]
    cue = frozenset((mark,))
    return Told(parsed, speaker, cue, frozenset(what), "says", "colon of a headline")
