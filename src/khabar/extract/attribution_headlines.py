"""Attributions by the punctuation of headlines: "Police: two held", "Two held - police"."""

from __future__ import annotations

from collections.abc import Iterator

from khabar.extract.attribution_cues import reporting
from khabar.extract.attribution_told import Told
from khabar.extract.parse import Parsed

# The longest name beside the colon or dash of a headline, and the longest headline, in tokens.
LONGEST_SPEAKER = 7
LONGEST_HEADLINE = 30
_NAME_TAGS = frozenset(("NN", "NNS", "NNP", "NNPS", "JJ", "DT", "POS", "IN", "CD", "PRP$"))


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
    if len(tokens) > LONGEST_SPEAKER or not all(t.tag_ in _NAME_TAGS for t in tokens):
        return False
    last = tokens[-1]
    if last.lower_ in reporting().headline_speakers:
        return True
    mention = parsed.mention_of(last)
    if mention is not None:
        return mention.kind in ("actor", "outlet")
    return len(tokens) <= 4 and all(t.tag_ == "NNP" and t.text[0].isupper() for t in tokens)


def _colon(parsed: Parsed, who: range, mark: int, what: range) -> Told:
    speaker = parsed.doc[who[-1]]
    cue = frozenset((mark,))
    return Told(parsed, speaker, cue, frozenset(what), "says", "colon of a headline")
