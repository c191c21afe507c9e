from __future__ import annotations

import time

import pytest

from khabar.clean.lines import Line
from khabar.clean.pieces import Mark, pieces
from khabar.clean.rules import LONGEST_LINE, Rule, furniture_rules, parse_rules
from khabar.errors import KnowledgeError

RULES = furniture_rules()
ALL = (*RULES.lines, *RULES.ends, *RULES.inside)
GOOD = """
[words]
port = ["Harbour", "Quay"]
[[rule]]
because = "a port"
kind = "furniture"
where = "line"
pattern = 'the {port}'
examples = ["The Quay"]
others = []
"""


def found(rule: Rule, words: str) -> bool:
    return bool(rule.fits(words) if rule in RULES.lines else rule.pattern.search(words))


@pytest.mark.parametrize(("rule", "words"), [(r, words) for r in ALL for words in r.examples])
def test_a_rule_finds_its_examples(rule: Rule, words: str) -> None:
    assert found(rule, words)


@pytest.mark.parametrize(("rule", "words"), [(r, words) for r in ALL for words in r.others])
def test_a_rule_leaves_the_others_alone(rule: Rule, words: str) -> None:
    assert not found(rule, words)


@pytest.mark.parametrize("words", [words for r in RULES.lines for words in r.others])
def test_what_one_rule_leaves_alone_no_other_takes(words: str) -> None:
    assert RULES.line(words) is None


def test_every_rule_has_an_example() -> None:
    assert [rule.because for rule in ALL if not rule.examples] == []


def test_a_word_in_braces_stands_for_a_list() -> None:
    rules = parse_rules(GOOD)
    assert rules.line("the harbour")
    assert not rules.line("the town")


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("[words]", "[words", "TOML"),
        ("because =", "why =", "because"),
        ('where = "line"', 'where = "top"', "top"),
        ('kind = "furniture"', 'kind = "advert"', "advert"),
        ("{port}", "{sea}", "{sea}"),
        ("the {port}", "the (", "regular expression"),
    ],
)
def test_a_rule_that_cannot_work_names_the_file_and_the_fault(
    old: str, new: str, found: str
) -> None:
    with pytest.raises(KnowledgeError, match=r"clean/furniture\.toml") as error:
        parse_rules(GOOD.replace(old, new))
    assert found in str(error.value)


@pytest.mark.parametrize(
    "unit", ["a ", "A B ", "(photo ", "by and ", "© Jo ", "#a ", "12.3 ", "- "]
)
def test_no_line_takes_the_rules_long(unit: str) -> None:
    line = (unit * LONGEST_LINE)[:LONGEST_LINE]
    whole = Line(0, len(line), line)
    start = time.process_time()
    for _ in range(10):
        RULES.line(line)
        list(pieces(whole, Mark("body", "body"), RULES))
    assert time.process_time() - start < 1
