"""On what sources differ, and on what they do not."""

from __future__ import annotations

from dataclasses import replace

from khabar.merge.disputes import disputes
from khabar.merge.readings import readings
from khabar.model import Claim, Dispute
from tests.merge.make import FRONT, articles, by, claim, harm, ids, parties, span

ARTICLES = articles("a", "b")


def found(*claims: Claim, statements: tuple[Claim, ...] = ()) -> tuple[Dispute, ...]:
    return disputes(readings({c.id: c for c in claims}, ARTICLES), claims, statements)


def about(*claims: Claim, statements: tuple[Claim, ...] = ()) -> list[str]:
    return [dispute.about for dispute in found(*claims, statements=statements)]


def denial(*, by_whom: str, factuality: str = "denied") -> Claim:
    words = span("a", "denied", 60)
    return claim("a", kind="statement", factuality=factuality, by=by_whom, words=words)


def test_two_claimants_whose_figures_exclude_each_other_differ() -> None:
    (dispute,) = found(claim("a", harm(5)), claim("b", harm(9), by="a doctor"))
    assert dispute.because == "killed: a doctor: 9, police: 5"
    assert len(dispute.claims) == 2


def test_figures_that_can_both_hold_are_no_dispute() -> None:
    at_least = claim("b", harm(4, open_end=True), by="a doctor")
    assert about(claim("a", harm(5)), at_least) == []


def test_one_claimants_own_figures_are_no_dispute() -> None:
    assert about(claim("a", harm(5)), claim("b", harm(9))) == []


def test_parts_of_a_toll_are_no_dispute() -> None:
    assert about(claim("a", harm(9), harm(3, group="guards")), claim("b", harm(9))) == []


def test_sides_are_listed_by_name_then_by_figure() -> None:
    told = [
        claim("a", harm(7), by="a doctor"),
        claim("a", harm(9), by="a doctor", words=span("a", "bomb", 80)),
        claim("b", harm(4)),
    ]
    (dispute,) = found(*told)
    assert dispute.because == "killed: a doctor: 7, a doctor: 9, police: 4"


def test_the_one_held_responsible_denies_it() -> None:
    (dispute,) = found(claim("a"), statements=(denial(by_whom="Red Brigade"),))
    assert (dispute.about, dispute.because) == ("responsibility", "Red Brigade denies it")


def test_two_parties_blamed_differ_where_one_is_only_alleged() -> None:
    other = claim("b", actors=parties(FRONT), factuality="alleged")
    assert about(claim("a"), other) == ["responsibility"]
    assert about(claim("a"), replace(other, factuality="asserted")) == []


def test_somebody_else_says_that_it_did_not_happen() -> None:
    (dispute,) = found(claim("a"), claim("b", factuality="negated", by="the mayor"))
    assert (dispute.about, dispute.because) == ("occurrence", "not so, according to the mayor")


def test_a_source_that_takes_back_its_word_withdraws_it() -> None:
    told = claim("a")
    withdrawn = denial(by_whom="police", factuality="negated")
    (dispute,) = found(told, statements=(withdrawn,))
    assert dispute.about == "withdrawn"
    assert set(dispute.claims) == ids([told, withdrawn])


def test_an_outlet_that_quotes_nobody_withdraws_nothing() -> None:
    told, denied = claim("a", by=None), denial(by_whom="police", factuality="negated")
    assert "withdrawn" not in about(told, statements=(denied,))


def test_an_ally_who_says_so_too_disputes_nothing() -> None:
    assert about(claim("a"), claim("b", by=by("Red Brigade", "confirms"))) == []
