"""A charge that is denied in the same breath is charged by one and denied by another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.extract.denied_charges import denied_charge
from khabar.extract.hanging import hang
from tests.extract.test_mending import Word, token_of
from tests.test_framing import read

TOKENS = st.builds(
    Word,
    st.sampled_from([",", "a", "charge", "which", "army", "has", "denied", "by", "said", "."]),
    st.sampled_from(["NN", "NNP", "VBD", "VBN", "DT", "JJ", "RB", ","]),
    st.sampled_from(["nsubj", "punct", "appos", "relcl", "dobj", "ROOT"]),
)


@given(st.lists(TOKENS, min_size=3, max_size=12), st.integers(0, 11))
def test_no_word_ends_up_on_itself(words: list[Word], top: int) -> None:
    root = top % len(words)
    heads = [root] * len(words)
    for at in range(len(words)):
        hang(words, heads, denied_charge(words, heads, at))
    for at in range(len(words)):
        for _ in words:
            at = heads[at]
        assert heads[at] == at


@pytest.mark.parametrize(
    "tail",
    [
        "a charge the government denies",
        "a charge which the government denies",
        "a claim the government has repeatedly rejected",
        "a claim rejected by the government",
        "an allegation denied by the government",
        "an accusation that the government has denied",
    ],
)
def test_who_denies_the_charge_does_not_speak_for_who_makes_it(tail: str) -> None:
    claims = read(f"The rebels said the army killed 20 farmers, {tail}.")
    (killing,) = (c for c in claims if c.event_type == "ASSAULT")
    (denial,) = (c for c in claims if c.event_type == "REJECT")
    assert [(s.name, s.stance) for s in killing.attribution[1:]] == [("rebels", "says")]
    assert (denial.kind, denial.factuality) == ("statement", "denied")
    assert [p.name for p in denial.actors] == ["government"]
    assert [(s.name, s.stance) for s in denial.attribution[1:]] == [("government", "denies")]


def test_a_claim_that_goes_on_is_left_alone() -> None:
    text = "He made a claim that the army shelled the town and denied food to villagers."
    assert token_of(text, "denied").head.text == "shelled"
