"""The word lists of dates/words.toml, and the patterns that rules build from them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

_FILE = "dates/words.toml"
_NUMBER = r"\d{1,3}(?:\.5)?(?: (?:- )?\d/\d)?|\d/\d|half an?|\d{1,2} (?:to|-) \d{1,2}"


class WordListError(ValueError):
    """A word list does not have the form that the grammar needs."""

    def __init__(self, entry: str, expected: str, found: object) -> None:
        super().__init__(f"{_FILE}, {entry}: expected {expected}, found {found!r}")


@cache
def _lists() -> dict[str, dict[str, str]]:
    return read_lists(files("khabar.link").joinpath(_FILE).read_text("utf-8"))


def read_lists(text: str) -> dict[str, dict[str, str]]:
    """Return the lists of a TOML text: words with what they stand for, "" for bare words.

    WordListError names an entry that cannot be used.
    """
    lists: dict[str, dict[str, str]] = {}
    for name, entries in tomllib.loads(text).items():
        bare = entries.get("words")
        lists[name] = _checked(name, dict.fromkeys(bare, "") if bare else entries)
    return lists


def _checked(name: str, entries: dict[str, object]) -> dict[str, str]:
    for word, value in entries.items():
        if word != word.lower() or word != " ".join(word.split()):
            raise WordListError(f"[{name}]", "lower case and single blanks", word)
        if not isinstance(value, int | str):
            raise WordListError(f"[{name}] {word}", "a number or a word", value)
    return {word: str(value) for word, value in entries.items()}


def words_of(name: str) -> dict[str, str]:
    """Return a list's words with what each stands for."""
    return _lists()[name]


@cache
def numbers_of(name: str) -> dict[str, int]:
    """Return a list's words with the numbers they stand for."""
    return {word: int(value) for word, value in words_of(name).items()}


def any_of(words: Iterable[str]) -> str:
    """Return a pattern of any of the words, the longest first."""
    return "|".join(sorted(map(re.escape, words), key=lambda w: (-len(w), w))).replace(r"\ ", " ")


@cache
def slots() -> dict[str, str]:
    """Return the pattern behind each name that a rule may write in braces."""
    found = {name: f"(?P<{name}>{any_of(words)})" for name, words in _lists().items()}
    digits = any_of(word for word, value in numbers_of("number").items() if 0 < value < 10)
    tens = any_of(numbers_of("tens"))
    found["n"] = rf"(?P<n>{any_of(words_of('number'))}|(?:{tens}) (?:{digits})|{_NUMBER})"
    found["dom"] = r"(?P<dom>[0-3]?\d)(?:st|nd|rd|th)?"
    teens = any_of(word for word, value in numbers_of("number").items() if 10 <= value < 20)
    spelled = rf"nineteen (?:(?:{tens})(?: (?:{digits}))?|{teens})"
    found["year"] = (
        rf"(?P<year>1[6-9]\d\d|20\d\d|{spelled}|two thousand(?: (?:and )?(?:{digits}))?)"
    )
    return found
