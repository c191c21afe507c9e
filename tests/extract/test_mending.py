"""What the parser hangs wrongly is hung as it is meant."""

from __future__ import annotations

import pytest

from khabar.extract.tree import Token
from tests.extract.reading import read


def token_of(text: str, word: str) -> Token:
    (parsed,) = read(text)
    return next(token for token in parsed.doc if token.text == word)


@pytest.mark.parametrize(
    "text",
    [
        "Armed men believed to be smugglers killed 17 farmers in the valley, police said.",
        "Armed men thought to be cattle thieves killed 17 farmers.",
        "Armed men suspected to have been smugglers killed 17 farmers on Monday.",
    ],
)
def test_who_they_are_thought_to_be_is_not_what_they_did(text: str) -> None:
    killed = token_of(text, "killed")
    assert [t.text for t in killed.children if t.dep_ == "nsubj"] == ["men"]
    assert [t.text for t in killed.children if t.dep_ == "dobj"] == ["farmers"]
    assert killed.head.text in ("killed", "said")


@pytest.mark.parametrize(
    "text",
    [
        "The rebels are believed to be hiding in the hills.",
        "Police held a man believed to be the leader of the gang.",
        "The man believed to be shot by police was a farmer.",
    ],
)
def test_other_beliefs_stay_as_they_were_hung(text: str) -> None:
    (parsed,) = read(text)
    assert all(t.head is t or t in t.head.children for t in parsed.doc)
    assert len(parsed.doc[0].doc) == len({t.i for root in _roots(text) for t in root.subtree})


def _roots(text: str) -> list[Token]:
    (parsed,) = read(text)
    return [token for token in parsed.doc if token.head is token]
