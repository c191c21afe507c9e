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
