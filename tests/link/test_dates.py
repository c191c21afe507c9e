from __future__ import annotations

import pytest

from khabar.link.dates import find_times, resolve_time
from khabar.link.dates_rules import Example, rules
from khabar.model import Article, Span, Unlinked, When

EXAMPLES = [(rule.name, example) for rule in rules() for example in rule.examples]


def article(text: str, published: str | None) -> Article:
    return Article("a1", "made-up.txt", text, (), None, None, published, "en")


def resolved(text: str, words: str, published: str | None) -> When | Unlinked:
    start = text.rindex(words)
    return resolve_time(Span("a1", start, start + len(words), words), article(text, published))


def told(when: When | Unlinked) -> str:
    if isinstance(when, Unlinked):
        return "open"
    days = when.start if when.start == when.end else f"{when.start} {when.end}"
    return f"{days} {when.precision} {when.basis}"


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_each_rule_finds_and_dates_its_examples(rule: str, example: Example) -> None:
    assert example.words in [mention.words for mention in find_times(example.text)], rule
    assert told(resolved(example.text, example.words, example.published)) == example.means


@pytest.mark.parametrize(
    ("text", "words", "meaning"),
    [
        ("The town has been besieged since last March.", "last March", "2015-03 2016-01-24"),
        ("So far this year they have lost ten men.", "this year", "2016-01 2016-01-24"),
        ("The bridge must be open by April 2016.", "April 2016", "2016-01-24 2016-04"),
        ("He ruled from 2010 to 2014.", "2010", "2010 2014"),
        ("He ruled from 2010 to 2014.", "2014", "2010 2014"),
        ("Shells fell between Jan. 3 and Jan. 5.", "Jan. 5", "2016-01-03 2016-01-05"),
    ],
)
def test_words_around_a_date_widen_it(text: str, words: str, meaning: str) -> None:
    assert told(resolved(text, words, "2016-01-24")) == f"{meaning} approximate " + (
        "relative" if words in ("last March", "this year") else "stated"
    )
