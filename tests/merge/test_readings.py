"""Figures side by side: tolls that rise, parts of tolls, open figures."""

from __future__ import annotations

from khabar.merge.readings import exclude, readings
from khabar.model import Claim, Reading
from tests.merge.make import articles, claim, harm, span

TWO_DAYS = articles(a="2024-05-05", b="2024-05-06")


def read(*claims: Claim) -> tuple[Reading, ...]:
    return readings({one.id: one for one in claims}, TWO_DAYS)


def standing(found: tuple[Reading, ...]) -> list[tuple[str, int | None, int | None]]:
    return [(r.claimant, r.low, r.high) for r in found if not r.superseded]


def test_a_toll_that_rises_is_one_toll_and_its_past_stays() -> None:
    found = read(claim("a", harm(5)), claim("b", harm(9)))
    assert standing(found) == [("police", 9, 9)]
    assert [(r.low, r.superseded) for r in found] == [(9, False), (5, True)]


def test_a_toll_that_falls_follows_the_claimant_too() -> None:
    assert standing(read(claim("a", harm(9)), claim("b", harm(5)))) == [("police", 5, 5)]


def test_another_claimants_figure_stands_beside_it() -> None:
    found = read(claim("a", harm(5)), claim("b", harm(9), by="a doctor"))
    assert standing(found) == [("a doctor", 9, 9), ("police", 5, 5)]


def test_who_says_it_twice_says_it_once_by_two_claims() -> None:
    (reading,) = read(claim("a", harm(5)), claim("b", harm(5)))
    assert len(reading.claims) == 2
    assert reading.published == "2024-05-06"


def test_parts_of_a_toll_stand_beside_it_and_replace_nothing() -> None:
    found = read(claim("a", harm(5), harm(3, group="guards")), claim("b", harm(9)))
    assert standing(found) == [("police", 9, 9), ("police", 3, 3)]
    assert [r.group for r in found if not r.superseded] == [None, "guards"]


def test_several_gives_way_to_a_figure_that_fits_it_even_an_earlier_one() -> None:
    found = read(claim("a", harm(12)), claim("b", harm(2, open_end=True)))
    assert standing(found) == [("police", 12, 12)]


def test_at_least_fifteen_does_not_give_way_to_twelve() -> None:
    found = read(claim("a", harm(12)), claim("b", harm(15, open_end=True)))
    assert standing(found) == [("police", 15, None)]


def test_a_person_told_by_himself_is_part_of_the_toll_of_the_same_article() -> None:
    mother = claim("a", harm(1, words="his mother"), words=span("a", "shot", 40))
    found = read(claim("a", harm(4)), mother)
    assert [(r.low, r.group) for r in found] == [(4, None), (1, "his mother")]


def test_one_that_was_counted_is_a_toll_of_its_own() -> None:
    counted = claim("a", harm(1, words="one person"), by="rebels", words=span("a", "shot", 40))
    found = read(claim("a", harm(4)), counted)
    assert [(r.low, r.group) for r in found] == [(4, None), (1, None)]


def test_a_person_told_alone_in_another_article_is_that_articles_toll() -> None:
    found = read(claim("a", harm(4)), claim("b", harm(1, words="a man"), by="a doctor"))
    assert {(r.low, r.group) for r in found} == {(4, None), (1, None)}


def test_what_is_planned_or_denied_gives_no_figure() -> None:
    for factuality in ("planned", "hypothetical", "negated", "denied"):
        assert read(claim("a", harm(5), factuality=factuality)) == ()


def test_about_twenty_and_twenty_two_do_not_exclude_each_other() -> None:
    (about,) = read(claim("a", harm(20, approximate=True)))
    (exact,) = read(claim("a", harm(22)))
    (far,) = read(claim("a", harm(30)))
    assert not exclude(about, exact)
    assert exclude(about, far)
