from __future__ import annotations

from typing import get_args

import pytest

from khabar import model
from khabar.errors import KnowledgeError
from khabar.view.phrases import PHRASES, read_phrases


def test_every_word_of_the_contract_has_a_phrase() -> None:
    assert {event_type for event_type, _ in PHRASES.acts} == set(get_args(model.EventType))
    assert set(PHRASES.relation) == set(get_args(model.Relation))
    for wording in (PHRASES.factuality, PHRASES.lead, PHRASES.meanings):
        assert set(wording) == set(get_args(model.Factuality))
    assert set(PHRASES.stance) == set(PHRASES.stance_noun) == set(get_args(model.Stance))
    assert set(PHRASES.grade) == {"confirmed", "fair", "weak", "contested", "discounted"}
    assert set(PHRASES.dispute) == {"figures", "responsibility", "occurrence", "withdrawn"}


@pytest.mark.parametrize(
    ("actors", "targets", "sentence"),
    [
        ("The Front", "a market", "The Front carried out a suicide attack on a market"),
        ("The Front", "", "The Front carried out a suicide attack"),
        ("", "a market", "Suicide attack on a market (by whom: not stated)"),
        ("", "", "Suicide attack (by whom, on whom: not stated)"),
    ],
)
def test_says_who_did_what_to_whom(actors: str, targets: str, sentence: str) -> None:
    assert PHRASES.sentence("ASSAULT", "suicide-attack", actors, targets, False) == sentence


def test_two_sides_without_a_target_fought_one_another() -> None:
    sentence = PHRASES.sentence("ASSAULT", None, "the Front and the Guard", "", True)
    assert sentence == "the Front and the Guard fought one another"


def test_a_mode_without_a_phrase_reads_as_its_type() -> None:
    assert PHRASES.act("ASSAULT", "unheard-of") == PHRASES.act("ASSAULT", None)


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ('[AID]\nfood = { label = "a", did = "b", alone = "c", toward = "d" }', "AID"),
        ('[AID]\nany = { label = "a", did = "b", alone = "c" }', "AID.any"),
        ('[AID]\nany = { label = "a", did = "b", alone = "c", toward = "d", x = "e" }', "AID.any"),
    ],
)
def test_names_the_entry_that_is_wrong(text: str, entry: str) -> None:
    with pytest.raises(KnowledgeError, match=entry):
        read_phrases(text)
