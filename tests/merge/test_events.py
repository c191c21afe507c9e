"""Claims of one happening become one event; figures stay side by side."""

from __future__ import annotations

from dataclasses import replace

from khabar.merge import merge_claims
from khabar.model import Article, Claim, Harm, Party, Source, Span, When, Where


def claim(article: str, killed: int, *, day: str = "2024-05-04", source: str = "police") -> Claim:
    words = Span(article, 0, 6, "attack")
    return Claim(
        article_id=article, kind="event", event_type="ASSAULT", mode="explosives", relation=None,
        actors=(Party("Red Brigade", words, "red_brigade"),), targets=(),
        when=When(day, day, "day", "stated", words),
        where=Where("Belsk", "Varia", "VAR", None, None, 7, None, None, "exact", words),
        harm=(Harm("killed", killed, killed, None, False, words),), factuality="asserted",
        attribution=(Source("Daily Courier", "reports"), Source(source, "says")), words=words,
        role="main", because=(), coder="test",
    )  # fmt: skip


def article(id: str) -> Article:
    return Article(id, id, "attack", (), None, f"outlet of {id}", "2024-05-05", "en")


ARTICLES = {id: article(id) for id in ("a", "b", "c")}


def test_two_tellings_of_one_blast_are_one_event() -> None:
    told = [claim("a", 5), claim("b", 5, source="a doctor")]
    (event,) = merge_claims(told, ARTICLES, [], [])
    assert event.independent == 2
    assert event.grade.value == "fair"


def test_blasts_on_different_days_stay_apart() -> None:
    events = merge_claims([claim("a", 5), claim("b", 5, day="2024-05-20")], ARTICLES, [], [])
    assert len(events) == 2


def test_the_order_of_claims_changes_nothing() -> None:
    told = [claim("a", 5), claim("b", 6, source="army"), claim("c", 5, day="2024-06-01")]
    assert merge_claims(told, ARTICLES, [], []) == merge_claims(told[::-1], ARTICLES, [], [])


def test_two_claimants_with_two_figures_are_a_dispute() -> None:
    (event,) = merge_claims([claim("a", 5), claim("b", 6, source="army")], ARTICLES, [], [])
    assert {(r.claimant, r.low) for r in event.readings} == {("police", 5), ("army", 6)}
    assert [d.about for d in event.disputes] == ["figures"]


def test_a_known_event_keeps_its_id() -> None:
    (old,) = merge_claims([claim("b", 5)], ARTICLES, [], [])
    (new,) = merge_claims([claim("a", 5), claim("b", 5)], ARTICLES, [], [], [old])
    assert new.id == old.id


def test_a_statement_makes_no_event() -> None:
    denial = replace(claim("a", 5), kind="statement")
    assert merge_claims([denial], ARTICLES, [], []) == []
