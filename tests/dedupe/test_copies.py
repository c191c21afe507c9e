"""Who carries whom."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.dedupe.copies import find_copies
from khabar.model import CopyGroup
from tests.dedupe.make import article, dispatch, edited


def test_fifty_edited_copies_among_a_thousand_articles_are_one_group() -> None:
    source = dispatch(0)
    copies = [article(f"copy{n:02}", edited(source, n)) for n in range(1, 51)]
    others = [article(f"other{n}", dispatch(n, 60)) for n in range(1, 951)]
    articles = [*copies, *others]
    random.Random(7).shuffle(articles)
    (group,) = find_copies(articles)
    assert {group.original, *group.copies} == {copy.id for copy in copies}


def test_the_original_is_the_earliest_published_then_the_least_id() -> None:
    text = dispatch(1)
    days = {"a": "2024-05-07", "d": "2024-05-06", "c": "2024-05-06", "b": None}
    (group,) = find_copies([article(id, text, day) for id, day in days.items()])
    assert group == CopyGroup("c", ("d", "a", "b"), None, "the same words", (1, 1, 1))


def test_case_line_ends_and_furniture_make_no_other_text() -> None:
    text = dispatch(2)
    framed = article(
        "b", f"Menu {text.upper()}", blocks=[("Menu", "furniture"), (text.upper(), "body")]
    )
    (group,) = find_copies([article("a", text.replace(" ", "\n")), framed])
    assert group.because == "the same words"


def test_a_raised_toll_makes_an_update_of_one_article() -> None:
    text = dispatch(3)
    first = article("a", f"3 dead in {text}", "2024-05-06")
    later = article("b", f"At least 9 dead and 12 hurt in {text}", "2024-05-07")
    (group,) = find_copies([later, first])
    assert (group.original, group.copies) == ("a", ("b",))


def test_an_old_form_filled_anew_is_a_new_report() -> None:
    text = dispatch(4)
    first = article("a", text, "2024-05-06")
    assert find_copies([first, article("b", edited(text, 1, 8), "2024-06-20")]) == []


def test_a_reprint_is_a_copy_however_late() -> None:
    text = dispatch(5)
    groups = find_copies([article("a", text, "2024-05-06"), article("b", text, "2025-01-01")])
    assert [g.copies for g in groups] == [("b",)]


def test_a_shortened_dispatch_is_a_copy() -> None:
    text = dispatch(6, 300)
    (group,) = find_copies([article("a", text), article("b", " ".join(text.split()[:70]))])
    assert group.copies == ("b",)


def test_texts_without_words_are_no_copies_of_each_other() -> None:
    assert find_copies([article("a", "…"), article("b", "—")]) == []


def test_an_article_that_credits_an_agency_is_a_group_without_copies() -> None:
    (group,) = find_copies([article("a", f"NORTHTOWN (Reuters) - {dispatch(8)}")])
    assert group == CopyGroup("a", (), "Reuters", "credits Reuters")


def test_a_credit_of_any_copy_names_the_origin_of_all() -> None:
    text = dispatch(9)
    credited = article("b", f"NORTHTOWN (AP) — {text}", "2024-05-07")
    (group,) = find_copies([article("a", text, "2024-05-06"), credited])
    assert group.origin == "Associated Press"


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 4)), max_size=12), st.randoms())
def test_the_order_of_articles_changes_nothing(
    kinds: list[tuple[int, int]], chance: random.Random
) -> None:
    articles = [
        article(f"a{at}", edited(dispatch(seed, 60), edits, edits), f"2024-05-{edits + 1:02}")
        for at, (seed, edits) in enumerate(kinds)
    ]
    shuffled = articles[:]
    chance.shuffle(shuffled)
    assert find_copies(shuffled) == find_copies(articles)
