"""The words of a sentence and how they hang together, in plain Python.

The rules ask each word dozens of questions; a copy of spaCy's parse answers them several times as
fast as the original. Names and meanings are spaCy's.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import overload

from spacy.attrs import DEP, HEAD, IDX, IS_PUNCT, LOWER, NORM, ORTH, SENT_START, SPACY, TAG
from spacy.tokens import Doc

from khabar.extract.mending import mend

_TEXTS = [ORTH, LOWER, NORM, TAG, DEP]
_FIGURES = [IDX, HEAD, SPACY, SENT_START, IS_PUNCT]


@dataclass(eq=False, slots=True, repr=False)
class Token:
    """One word of a tree, tied to the word that it hangs on and to those that hang on it."""

    doc: Tree
    i: int
    text: str
    lower_: str
    norm_: str
    tag_: str
    dep_: str
    idx: int
    space: bool
    opens_sentence: bool
    is_punct: bool
    head: Token = field(init=False)
    lefts: tuple[Token, ...] = ()
    rights: tuple[Token, ...] = ()
    children: tuple[Token, ...] = ()
    _below: tuple[Token, ...] | None = None

    def __len__(self) -> int:
        return len(self.text)

    def __repr__(self) -> str:
        return self.text

    @property
    def text_with_ws(self) -> str:
        """The word with the blank that follows it, if one does."""
        return f"{self.text} " if self.space else self.text

    @property
    def subtree(self) -> tuple[Token, ...]:
        """The word and all that hang on it, in order."""
        if self._below is None:
            below = [self, *(t for child in self.children for t in child.subtree)]
            self._below = tuple(sorted(below, key=lambda t: t.i))
        return self._below

    @property
    def left_edge(self) -> Token:
        """The first word of the subtree."""
        return self.subtree[0]

    @property
    def right_edge(self) -> Token:
        """The last word of the subtree."""
        return self.subtree[-1]

    @property
    def ancestors(self) -> Iterator[Token]:
        """The words above, from the nearest up."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    @property
    def conjuncts(self) -> tuple[Token, ...]:
        """The other words that are coordinated with this one."""
        first = self
        while first.dep_ == "conj" and first.head is not first:
            first = first.head
        return tuple(token for token in _coordinated(first) if token is not self)

    def nbor(self, by: int = 1) -> Token:
        """Return the word so many words on. Raises IndexError outside the sentence."""
        at = self.i + by
        if at < 0:
            raise IndexError(f"no word {-by} before the word {self.i}")
        return self.doc[at]

    @property
    def first_of_sentence(self) -> int:
        """The number of the word that opens the sentence, as the parser cut it."""
        return next(i for i in range(self.i, -1, -1) if i == 0 or self.doc[i].opens_sentence)

    @property
    def is_upper(self) -> bool:
        """Whether its letters are capitals."""
        return self.text.isupper()

    @property
    def is_ascii(self) -> bool:
        """Whether every character is of ASCII."""
        return self.text.isascii()

    @property
    def is_alpha(self) -> bool:
        """Whether every character is a letter."""
        return self.text.isalpha()


class Run(tuple[Token, ...]):
    """Words that follow each other."""

    __slots__ = ()

    @property
    def text(self) -> str:
        """The words as written, without the blank after the last."""
        return "".join(token.text_with_ws for token in self).removesuffix(" ")


class Tree(Sequence[Token]):
    """The words of one parsed sentence."""

    def __init__(self, doc: Doc) -> None:
        self.text: str = doc.text
        spelled = doc.vocab.strings.__getitem__
        texts = [[spelled(n) if n else "" for n in row] for row in doc.to_array(_TEXTS).tolist()]
        figures = doc.to_array(_FIGURES).astype("int64").tolist()
        self._tokens = [
            Token(self, i, text, lower, norm, tag, dep, idx, bool(space), opens == 1, bool(punct))
            for i, ((text, lower, norm, tag, dep), (idx, _, space, opens, punct)) in enumerate(
                zip(texts, figures, strict=True)
            )
        ]
        self._starts = [token.idx for token in self._tokens]
        self._semicolons = [token.i for token in self._tokens if token.text == ";"]
        heads = [at + by for at, (_, by, *_) in enumerate(figures)]
        _tag_names(self._tokens)
        mend(self._tokens, heads)
        _tie(self._tokens, heads)

    def __len__(self) -> int:
        return len(self._tokens)

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> Run: ...
    def __getitem__(self, at: int | slice) -> Token | Run:
        return Run(self._tokens[at]) if isinstance(at, slice) else self._tokens[at]

    def __iter__(self) -> Iterator[Token]:
        return iter(self._tokens)

    def between(self, start: int, end: int) -> list[Token]:
        """Return the tokens that begin between two offsets of the sentence."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return self._tokens[first:last]

    def touching(self, start: int, end: int) -> list[Token]:
        """Return the tokens that have a letter between two offsets of the sentence."""
        before = bisect_right(self._starts, start) - 1
        reaches = before >= 0 and self._starts[before] + len(self._tokens[before].text) > start
        first = before if reaches else before + 1
        return self._tokens[first : bisect_left(self._starts, end)]

    def parts(self, one: Token, other: Token) -> bool:
        """Tell whether a semicolon stands between, over which the parser may hang either on one."""
        return any((one.i <= mark) != (other.i <= mark) for mark in self._semicolons)


_WITH_ARTICLE = re.compile(r"[Aa]l-[A-Z]")
_OF_NOUNS = frozenset(("nsubj", "nsubjpass", "dobj", "pobj"))


def _tag_names(tokens: Sequence[Token]) -> None:
    """A name of several words or "al-Nur", one token here, may be tagged as number or pronoun."""
    for token in tokens:
        noun = token.tag_.startswith("NN") or (token.tag_ == "JJ" and token.dep_ not in _OF_NOUNS)
        if (" " in token.text.strip() or _WITH_ARTICLE.match(token.text)) and not noun:
            token.tag_ = "NNP"


def _tie(tokens: Sequence[Token], heads: Sequence[int]) -> None:
    """Give every token its head, by number, and what hangs on it, in order."""
    lefts: list[list[Token]] = [[] for _ in tokens]
    rights: list[list[Token]] = [[] for _ in tokens]
    for token, head in zip(tokens, heads, strict=True):
        token.head = tokens[head]
        if token.i != head:
            (lefts if token.i < head else rights)[head].append(token)
    for token, before, after in zip(tokens, lefts, rights, strict=True):
        token.lefts, token.rights = tuple(before), tuple(after)
        token.children = (*before, *after)


def _coordinated(first: Token) -> list[Token]:
    """Return the first of a coordination and all that hang on it by coordination, nearest first."""
    found = [first]
    for token in found:
        found += [right for right in token.rights if right.dep_ == "conj"]
    return found
