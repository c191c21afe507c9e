"""Triggers: the words of a sentence that evoke a frame, the longest pattern first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from khabar.extract.frames import Frame, Pattern, load_frames
from khabar.extract.grammar import SALVOS, children, is_passive, is_verb
from khabar.extract.nouns import nouns
from khabar.extract.tree import Token, Tree

_COLLECTIVE = frozenset(
    """wave waves series string spate round rounds number dozens hundreds set pair day days night
    week weeks campaign outbreak spree flurry one some two three several""".split()
)
_ADJECTIVE = ("JJ", "VBN", "VBD", "NN", "RB", "IN")
_NO = ("no", "nobody", "none", "neither")
_NOUN = ("NN", "NNS", "NNP", "NNPS", "VBG", "JJ", "VBD", "VBN", "CD")


@dataclass(frozen=True, slots=True)
class Trigger:
    """A head token with the other tokens of its pattern, and the frames that they may evoke."""

    token: Token
    others: tuple[Token, ...]
    frames: tuple[Frame, ...]
    pos: str
    pattern: str

    @property
    def tokens(self) -> tuple[Token, ...]:
        """Return all tokens of the trigger, the head first."""
        return (self.token, *self.others)


def find_triggers(doc: Tree) -> list[Trigger]:
    """Return the triggers of a sentence in order; no token belongs to two of them."""
    words = frozenset(token.lower_ for token in doc)
    found = [trigger for token in doc for trigger in _at(token, words)]
    found.sort(key=lambda t: (-len(t.others), t.token.i))
    taken: set[int] = set()
    kept = []
    for trigger in found:
        here = {t.i for t in trigger.tokens}
        if not here & taken:
            taken |= here
            kept.append(trigger)
    return sorted(kept, key=lambda t: t.token.i)


def _at(token: Token, words: Set[str]) -> Iterator[Trigger]:
    """Yield the triggers whose head a token is, among the words of its sentence."""
    frames = load_frames()
    word = token.lower_
    if is_verb(token) and not _as_noun(token):
        yield from _matched(token, _possible(frames.verbs, word, words), "verb")
    if token.tag_ in _ADJECTIVE:
        yield from _matched(token, _possible(frames.adjectives, word, words), "adjective")
    if token.tag_.startswith("NN") or (token.tag_ in _NOUN and token.dep_ != "ROOT"):
        yield from _matched(token, _possible(frames.nouns, word, words), "noun")


def _possible(
    patterns: Mapping[str, Sequence[Pattern]], head: str, words: Set[str]
) -> list[Pattern]:
    """Return the patterns of a head whose other words stand somewhere in the sentence."""
    return [pattern for pattern in patterns.get(head, ()) if pattern.may_stand_among(words)]


def _as_noun(token: Token) -> bool:
    """ "The bombing", "fighting raged", "a wounded man": a participle in a noun's place."""
    if token.dep_ == "amod" or (token.dep_ == "compound" and token.tag_ == "VBG"):
        return True
    if token.tag_ == "VBG" and token.dep_ in ("nsubj", "nsubjpass"):
        return True
    if token.tag_ == "VBG" and token.dep_ == "pcomp" and token.head.lower_ == "by":
        return is_passive(token.head.head) and not children(token, "dobj")
    return token.tag_ == "VBG" and any(c.dep_ in ("det", "amod") for c in token.children)


def _matched(token: Token, patterns: Iterable[Pattern], pos: str) -> Iterator[Trigger]:
    """Yield one trigger with all frames of the longest pattern that fits."""
    frames: list[Frame] = []
    others: tuple[Token, ...] | None = None
    words = ""
    for pattern in patterns:
        if others is not None and len(pattern.others) < len(others):
            break
        tokens = _others(token, pattern)
        if tokens is not None and others in (None, tokens):
            others = tokens
            words = words or pattern.words
            frames.append(pattern.frame)
    if others is not None:
        yield Trigger(token, others, tuple(frames), pos, words)


def _others(token: Token, pattern: Pattern) -> tuple[Token, ...] | None:
    """Return the pattern's other words, None where one is missing."""
    if pattern.pos == "noun":
        return _beside(token, pattern)
    if not pattern.others:
        return ()
    below = list(_below(token, len(pattern.others) + 1))
    if pattern.words.startswith("be "):
        below = [t for t in below if _is_said_of(token, t)]
    found: list[Token] = []
    for forms in pattern.others:
        fitting = (t for t in below if t.lower_ in forms and t not in found)
        match = next((t for t in fitting if _goes_on(token, found, t)), None)
        if match is None:
            return None
        found.append(match)
    return tuple(found)


def _goes_on(verb: Token, found: Sequence[Token], token: Token) -> bool:
    """Tell whether a word may be the next of a pattern: "in the air", but not "the air in"."""
    if token.dep_ == "prt" and token.head not in (verb, *found):
        return False
    return not found or found[-1].tag_ not in ("IN", "TO", "DT") or token.i > found[-1].i


def _is_said_of(verb: Token, token: Token) -> bool:
    """ "Was a member" says it; "was against members" does not."""
    while token.head.i != verb.i:
        token = token.head
    return token.dep_ in ("attr", "acomp", "oprd", "neg", "advmod", "xcomp", "prt") or (
        token.dep_ == "prep" and token.lower_ in ("in", "under", "at", "on", "among", "of", "to")
    )


def _beside(token: Token, pattern: Pattern) -> tuple[Token, ...] | None:
    """Match a compound noun: its other words stand right before its head and right after."""
    left, right = pattern.others[: pattern.before], pattern.others[pattern.before :]
    before = tuple(token.doc[max(0, token.i - len(left)) : token.i])
    after = [t for t in token.doc[token.i + 1 : token.i + 6] if t.tag_ != "DT"][: len(right)]
    tokens = (*before, *after)
    if len(tokens) != len(pattern.others):
        return None
    fits = all(t.lower_ in words for t, words in zip(tokens, pattern.others, strict=True))
    return tokens if fits else None


def _below(token: Token, reach: int) -> Iterator[Token]:
    for child in token.children:
        # "Talks began" is told by "talks", "began talks" by both.
        if child.dep_ == "nsubj":
            # "No group claimed", "nobody claimed".
            yield from (t for t in (child, *child.children) if t.lower_ in _NO)
            continue
        yield child
        if child.lower_ in SALVOS:
            # "Fired a volley of rockets": the rockets.
            yield from (t for of in child.children if of.lower_ == "of" for t in of.children)
        if child.dep_ == "ccomp":
            # "Said the rebels must leave", "did not say when", "said it was behind it".
            yield from (c for c in child.children if _decides_what(c))
        if reach > 1 and not (is_verb(child) and child.dep_ in ("ccomp", "advcl", "relcl", "conj")):
            yield from _below(child, reach - 1)


def _decides_what(token: Token) -> bool:
    return token.dep_ == "aux" or token.tag_ == "WRB" or token.lower_ == "behind"


def whole(noun: Token) -> Token:
    """Return "wave" for "fighting" in "a wave of fighting"; any other noun itself."""
    of = noun.head
    if noun.dep_ == "pobj" and of.lower_ == "of" and of.head.lower_ in _COLLECTIVE:
        return of.head
    return noun


def light_verb(noun: Token) -> Token | None:
    """Return the verb that only carries the noun's act: "launched" in "launched raids"."""
    noun = whole(noun)
    head = noun.head
    if noun.dep_ == "conj":
        return light_verb(head) if head.i != noun.i else None
    if noun.dep_ == "pobj" and head.dep_ == "prep":
        verb = head.head
        return verb if _is_light(verb, nouns().doing, head.lower_) else None
    if noun.dep_ in ("dobj", "nsubjpass") and _is_light(head, nouns().doing, None):
        return head
    if noun.dep_ in ("nsubj", "nsubjpass") and _is_light(head, nouns().happening, None):
        return head
    return None


def _is_light(
    verb: Token, listed: dict[str, tuple[tuple[str, ...], ...]], word: str | None
) -> bool:
    beside = {c.lower_ for c in children(verb, "prt", "prep", "dobj", "advmod", "acomp")}
    for rest in listed.get(verb.lower_, ()):
        wanted = [w for w in rest if w != word]
        if (word is None or word in rest) and all(w in beside for w in wanted):
            return True
    return False
