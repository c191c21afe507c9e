"""Names of places in a text: runs of words that the gazetteer has, with what speaks for each."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Literal

from khabar.link.gazetteer.atlas import Atlas
from khabar.link.gazetteer.fold import fold_place
from khabar.link.gazetteer.place import Place
from khabar.link.places.tokens import Token, tokens_of

NameKind = Literal["name", "short", "adjective", "feature", "unknown"]
LONGEST_NAME = 6
_JOINS = re.compile(r"^(?:[-‐‑–'’ʻ`]|[ \u00a0]|[-–'’] ?)$")
_AFTER_ABBREVIATION = re.compile(r"^\. ?$")
_HERE = files("khabar.link")


@cache
def words(group: str) -> frozenset[str]:
    """Return a group of the words in places/words.toml."""
    table = tomllib.loads((_HERE / "places/words.toml").read_text(encoding="utf-8"))
    return frozenset(table[group])


@cache
def word_list(name: str) -> frozenset[str]:
    """Return the words of a plain list, one a line."""
    lines = (_HERE / f"places/{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


@dataclass(slots=True)
class Seen:
    """Words that may name a place: first and last token (exclusive), and the places so named.

    `holders` are larger places that the text says it lies in; `said_kind` is the kind that the
    text gives it ("Kunduz province").
    """

    first: int
    last: int
    start: int
    end: int
    words: str
    folded: str
    kind: NameKind
    places: tuple[Place, ...]
    holders: tuple[Place, ...] = ()
    said_kind: str = ""
    evidence: dict[str, float] = field(default_factory=dict)
    score: float = 0.0


class NameReader:
    """Finds every run of words that the gazetteer knows, the longest at each place."""

    def __init__(self, atlas: Atlas) -> None:
        self.atlas = atlas
        shorts = sorted(atlas.short_forms, key=len, reverse=True)
        dotted = "|".join(re.escape(short) for short in shorts)
        self._short = re.compile(rf"(?<![\w.])(?:{dotted})(?!\w)")

    def read(self, text: str) -> tuple[list[Token], list[Seen]]:
        """Return the words of a text and the names among them, in order, without overlaps."""
        tokens = tokens_of(text)
        shorts = {match.start(): match for match in self._short.finditer(text)}
        seen: list[Seen] = []
        at = 0
        opens = words("before_names")
        while at < len(tokens):
            if not tokens[at].is_capital and tokens[at].word not in opens:
                at += 1
                continue
            one = (
                self._short_at(text, tokens, at, shorts)
                or self._feature_at(text, tokens, at)
                or self._name_at(text, tokens, at)
            )
            if one is None:
                at += 1
            else:
                seen.append(one)
                at = one.last
        return tokens, seen

    def _short_at(
        self, text: str, tokens: list[Token], at: int, shorts: dict[int, re.Match[str]]
    ) -> Seen | None:
        match = shorts.get(tokens[at].start)
        if match is None:
            return None
        last = at
        while last < len(tokens) and tokens[last].start < match.end():
            last += 1
        longer = self._name_at(text, tokens, at)
        if longer is not None and longer.last > last:
            return longer
        places = self.atlas.short_form(match[0])
        return Seen(
            at, last, match.start(), match.end(), match[0], match[0].lower(), "short", places
        )

    def _feature_at(self, text: str, tokens: list[Token], at: int) -> Seen | None:
        """Return a street, river or the like that begins here, such as "Main Street"."""
        last = _feature_end(tokens, at)
        if last is None:
            return None
        start, end = tokens[at].start, tokens[last - 1].end
        folded = fold_place(text[start:end])
        if self.atlas.knows(folded) or self._holds_name(text, tokens, at, last):
            return None
        return Seen(at, last, start, end, text[start:end], folded, "feature", ())

    def _holds_name(self, text: str, tokens: list[Token], at: int, last: int) -> bool:
        """Tell whether a part of these words is the name to read: "Athens-Clarke County"."""
        starts = [text[tokens[at].start : tokens[cut - 1].end] for cut in range(at + 1, last)]
        ends = [text[tokens[cut].start : tokens[last - 1].end] for cut in range(at + 1, last)]
        if tokens[last - 1].word not in words("sites"):
            starts = starts[1:]
        known = [one for one in (*starts, *ends[:-1]) if self.atlas.knows(fold_place(one))]
        return bool(known)

    def _name_at(self, text: str, tokens: list[Token], at: int) -> Seen | None:
        for last in self._ends(tokens, at):
            start, end = tokens[at].start, tokens[last - 1].end
            written = text[start:end]
            one = self._named(at, last, start, end, written)
            if one is not None:
                return one
        return None

    def _named(self, at: int, last: int, start: int, end: int, written: str) -> Seen | None:
        owner = self.atlas.owner_of_adjective(written)
        if owner is not None:
            return Seen(at, last, start, end, written, written.lower(), "adjective", (owner,))
        folded = fold_place(written)
        if written.endswith(("'s", "’s")) and "St" not in written:
            return None
        if len(folded) < 3 or folded in words("never") or not self.atlas.knows(folded):
            return None
        return Seen(at, last, start, end, written, folded, "name", self.atlas.named(folded))

    def _ends(self, tokens: list[Token], at: int) -> Iterator[int]:
        """Yield where a name that begins here may end, the longest first."""
        if not _may_open(tokens, at) or self._is_end_of_name(tokens, at):
            return
        ends = [at + 1] if tokens[at].is_capital else []
        for last in range(at + 1, min(at + LONGEST_NAME, len(tokens))):
            if not _joined(tokens, last):
                break
            word = tokens[last]
            tied = any(sign in word.gap for sign in "-'’")
            if tied or word.is_capital or word.word[0].isdigit():
                ends.append(last + 1)
            elif word.word not in words("inside_names"):
                break
        yield from reversed(ends)

    def _is_end_of_name(self, tokens: list[Token], at: int) -> bool:
        """Tell whether "al-Numan" stands here as the end of a longer name: "Maarat al-Numan"."""
        tied = at > 0 and tokens[at].gap == "-"
        article = at - 1 if tied else at
        before = tokens[article - 1] if article > 0 else None
        if before is None or tokens[article].word.lower() not in words("before_names"):
            return False
        named = before.is_capital and before.word.lower() not in words("openers")
        whole = named and tokens[article].gap == " "
        return whole and self.atlas.owner_of_adjective(before.word) is None


def _feature_end(tokens: list[Token], at: int) -> int | None:
    """Return where a run of capitals ends that closes with a feature's word or a road's number."""
    if not tokens[at].is_capital or tokens[at].word.lower() in words("openers"):
        return None
    if tokens[at].word in words("numbered") and at + 1 < len(tokens):
        number = tokens[at + 1]
        return at + 2 if number.word[0].isdigit() and number.gap in (" ", "-") else None
    best = None
    if tokens[at].word in words("feature_openers") and at + 1 < len(tokens):
        best = at + 2 if tokens[at + 1].is_capital and _joined(tokens, at + 1) else None
    for last in range(at + 1, min(at + 4, len(tokens))):
        token = tokens[last]
        if not token.is_capital or not (_joined(tokens, last) or _is_initial(tokens, last)):
            break
        if token.word in _features():
            best = best if _is_saint(tokens, last) else last + 1
    return best


@cache
def _features() -> frozenset[str]:
    return words("roads") | words("nature") | words("sites")


def _is_saint(tokens: list[Token], at: int) -> bool:
    """Tell "St. Louis" from "Main St."."""
    follows = at + 1 < len(tokens) and tokens[at + 1].is_capital
    return tokens[at].word == "St" and follows and tokens[at + 1].gap in (". ", " ")


def _is_initial(tokens: list[Token], at: int) -> bool:
    return tokens[at].gap == ". " and len(tokens[at - 1].word) == 1


def _may_open(tokens: list[Token], at: int) -> bool:
    token = tokens[at]
    if token.is_capital:
        return True
    if token.word not in words("before_names") or at + 1 >= len(tokens):
        return False
    after = tokens[at + 1]
    return after.gap in ("-", "‑", " ") and after.is_capital


def _joined(tokens: list[Token], at: int) -> bool:
    gap = tokens[at].gap
    if _JOINS.match(gap):
        return True
    before = tokens[at - 1].word.lower()
    return _AFTER_ABBREVIATION.match(gap) is not None and before in ("st", "ste", "mt", "ft")
