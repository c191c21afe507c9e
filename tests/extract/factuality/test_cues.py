from __future__ import annotations

import pytest

from khabar.errors import KnowledgeError
from khabar.extract.factuality.cues import Example, factuality_words, read_factuality_words
from khabar.extract.factuality.judge import factuality_of
from tests.extract.reading import read_marked

LISTS = """
[modals]
[beside]
[openings]
[awaiting]
words = ""
[failing]
words = ""
[carrying]
verbs = ""
[given]
verbs = ""
"""


@pytest.mark.parametrize("example", factuality_words().examples, ids=lambda e: e.text)
def test_an_example_of_a_cue_gets_its_label(example: Example) -> None:
    assert factuality_of(*read_marked(example.text))[0] == example.label


def test_every_cue_has_an_example() -> None:
    words = factuality_words()
    kinds = (words.verbs, words.nouns, words.adjectives)
    named = {cue.name for kind in kinds for cues in kind.values() for cue in cues}
    assert named == {example.cue for example in words.examples}


def test_a_word_governs_in_the_ways_of_its_entry() -> None:
    entry = """
    [[cues]]
    name = "wishing"
    verbs = "wish hope"
    nouns = "hope"
    takes = ["to", "that"]
    nouns_take = ["of"]
    not_to = "hope"
    says = "hypothetical"
    negated = "negated"
    """
    words = read_factuality_words(entry + LISTS)
    assert {way for form, way in words.verbs if form == "wished"} == {"to", "that"}
    assert {way for form, way in words.verbs if form == "hoped"} == {"that"}
    assert set(words.nouns) == {("hope", "of"), ("hopes", "of")}


def test_a_wrong_label_is_named() -> None:
    entry = '[[cues]]\nname = "wishing"\nsays = "wished"\nnegated = "negated"\n'
    with pytest.raises(KnowledgeError, match=r"wishing: says.*one of asserted.*'wished'"):
        read_factuality_words(entry + LISTS)


def test_a_wrong_example_is_named() -> None:
    entry = """
    [[cues]]
    name = "wishing"
    says = "hypothetical"
    negated = "negated"
    examples = [{ text = "They [wish].", label = "wished" }]
    """
    with pytest.raises(KnowledgeError, match=r"wishing: example.*'wished'"):
        read_factuality_words(entry + LISTS)
