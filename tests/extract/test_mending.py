"""What the parser hangs wrongly is hung as it is meant."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.extract.mending import mend
from khabar.extract.tree import Token
from tests.extract.reading import read


@dataclass
class Word:
    lower_: str
    tag_: str
    dep_: str

    @property
    def text(self) -> str:
        return self.lower_.title() if self.tag_ == "NNP" else self.lower_


WORDS = st.builds(
    Word,
    st.sampled_from(["believed", "said", "to", "be", "have", "been", "men", "by", "killed"]),
    st.sampled_from(["NN", "NNP", "VBD", "VBN", "IN", "TO", "DT"]),
    st.sampled_from(["nsubj", "punct", "nummod", "acl", "dobj", "ROOT"]),
)


@st.composite
def trees(draw: st.DrawFn) -> tuple[list[Word], list[int]]:
    words = draw(st.lists(WORDS, min_size=1, max_size=12))
    order = draw(st.permutations(range(len(words))))
    heads = [0] * len(words)
    for place, at in enumerate(order):
        heads[at] = order[draw(st.integers(0, place - 1))] if place else at
    return words, heads


@given(trees())
def test_words_still_hang_together_and_none_on_itself(tree: tuple[list[Word], list[int]]) -> None:
    words, heads = tree
    mend(words, heads)
    for at in range(len(words)):
        for _ in words:
            at = heads[at]
        assert heads[at] == at


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
    ("text", "deed"),
    [
        ("Rebels in eastern Sudan deny burning villages", "burning"),
        ("Troops began shelling villages near the river.", "shelling"),
        ("The army admitted killing farmers in the raid.", "killing"),
    ],
)
def test_a_deed_is_denied_or_begun_not_those_it_was_done_to(text: str, deed: str) -> None:
    token = token_of(text, deed)
    assert token.dep_ in ("xcomp", "ccomp")
    assert len([t for t in token.children if t.dep_ == "dobj"]) == 1


def test_an_accusation_is_of_the_deed_not_its_maker() -> None:
    text = "The governor was accused by rights groups of ordering the killings."
    assert token_of(text, "of").head.text == "accused"


def test_a_maker_keeps_its_name() -> None:
    text = "The colonel was accused by the government of Mali."
    assert token_of(text, "of").head.text == "government"


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
