from __future__ import annotations

import pytest

from khabar.errors import UsageError
from khabar.view.findings import Findings
from khabar.view.show import show_lines
from tests.view.make import a_claim, a_source, an_article, an_event, findings


def found() -> Findings:
    one = a_claim()
    other = a_claim(
        mode="explosives",
        factuality="alleged",
        attribution=(a_source("Example Wire", "reports"), a_source("unspecified", "believes")),
    )
    return findings([an_event([one, other])], [one, other], [an_article()])


def test_a_claim_is_shown_with_its_words_its_chain_its_evidence_and_its_reasons() -> None:
    lines = show_lines(found(), a_claim().id)
    text = "\n".join(lines)
    assert lines[0] == "Example Front carried out a suicide attack on shoppers"
    assert "⟦Militants of the Example Front" in text
    assert "  Example Wire: reports\n    Example Ministry: says, by “said”" in text
    assert "actor      Example Front ← “Militants of the Example Front”" in text
    assert "harm       at least 12 killed ← “at least 12 people”" in text
    assert "told as    asserted: told as having happened" in text
    assert "Because\n  frame assault.suicide-attack" in text


def test_an_event_is_shown_with_the_reasons_for_each_merge() -> None:
    text = "\n".join(show_lines(found(), "event-1"))
    assert "Claim" in text
    assert f"joined with {a_claim().id} (0.90): same day +0.50, same place +0.40" in text


def test_the_beginning_of_an_id_is_enough() -> None:
    assert show_lines(found(), "event") == show_lines(found(), "event-1")


@pytest.mark.parametrize("wanted", ["", "nothing"])
def test_refuses_an_id_that_names_nothing_or_several(wanted: str) -> None:
    with pytest.raises(UsageError, match="expected the id of one event or claim"):
        show_lines(found(), wanted)


def test_a_claim_whose_article_is_not_at_hand_is_still_shown() -> None:
    claim = a_claim()
    lines = show_lines(findings([], [claim]), claim.id)
    assert f"  [{claim.words.words}]" in lines
