from __future__ import annotations

import pytest

from khabar.link.dates import counted, stated
from khabar.link.dates.guards import GUARDS
from khabar.link.dates.rules import RuleError, read_rules, rules
from khabar.link.dates.words import WordListError, read_lists

GOOD = 'name = "year"\npattern = "{year}"\nmeans = "year"\nexamples = [["a", "b", "c", "d"]]\n'


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (GOOD.replace("{year}", "{yaer}"), "rule 'year': expected one of"),
        (GOOD.replace("{year}", "(2021"), "rule 'year': expected a regular expression"),
        (GOOD.replace('means = "year"\n', ""), "rule 'year': expected a text as 'means'"),
        (GOOD.replace('"c", "d"', '"c"'), "rule 'year': expected examples of four texts each"),
    ],
)
def test_a_rule_that_cannot_be_used_is_named(wrong: str, message: str) -> None:
    with pytest.raises(RuleError, match=r"dates/rules\.toml, ") as raised:
        read_rules("[[rule]]\n" + wrong)
    assert message in str(raised.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[month]\nJanuary = 1\n", "[month]: expected lower case and single blanks"),
        ('[month]\n"mid  may" = 5\n', "[month]: expected lower case and single blanks"),
        ("[month]\nmay = 5.5\n", "[month] may: expected a number or a word"),
    ],
)
def test_a_word_that_cannot_be_used_is_named(text: str, message: str) -> None:
    with pytest.raises(WordListError) as raised:
        read_lists(text)
    assert f"dates/words.toml, {message}" in str(raised.value)


def test_every_rule_names_a_meaning_that_exists() -> None:
    for rule in rules():
        assert hasattr(stated, rule.means) or hasattr(counted, rule.means), rule.name


def test_every_rule_names_a_check_that_exists() -> None:
    assert {rule.guard for rule in rules()} - {""} <= set(GUARDS)


def test_no_two_rules_share_a_name() -> None:
    names = [rule.name for rule in rules()]
    assert len(names) == len(set(names))
