"""What belongs to one event or article, read without the rest, on both databases."""

from __future__ import annotations

import pytest

from khabar.errors import UsageError
from khabar.store.around import around, copies_among
from khabar.store.article_list import article_page, listed_article
from khabar.store.said import said_by, said_in
from khabar.store.store import Store
from tests.view.desk.reading import COPY, LATER, MARKET, bombing, denial, events, fill, sheltering


def test_an_event_comes_with_its_claims_denials_articles_and_copies(store: Store) -> None:
    fill(store)
    with store.read() as connection:
        found = around(connection, events()[0])
    assert (found.claims, found.statements) == ([bombing()], [denial()])
    assert found.articles == {one.id: one for one in (MARKET, COPY, LATER)}
    [group] = found.copies
    assert (group.original, group.copies) == (MARKET.id, (COPY.id,))


def test_copies_are_found_by_any_of_a_group(store: Store) -> None:
    fill(store)
    with store.read() as connection:
        assert copies_among(connection, [COPY.id]) == copies_among(connection, [MARKET.id])
        assert copies_among(connection, [LATER.id]) == []


def test_articles_are_listed_latest_first_with_their_claims(store: Store) -> None:
    fill(store)
    with store.read() as connection:
        first, cursor = article_page(connection, "", None, 2)
        last, end = article_page(connection, "", cursor, 2)
        assert [(one.id, one.claims, one.copy_of) for one in (*first, *last)] == [
            (LATER.id, 2, None),
            (MARKET.id, 2, None),
            (COPY.id, 0, MARKET.id),
        ]
        assert end is None
        assert listed_article(connection, LATER.id) == first[0]
        assert listed_article(connection, "none") is None


@pytest.mark.parametrize(
    ("words", "found"),
    [("LATER news", [LATER.id]), ("shelter", [LATER.id]), ("100%", []), ("c_py", []), (" ", 3)],
)
def test_articles_are_found_by_words_of_title_outlet_address_or_text(
    store: Store, words: str, found: list[str] | int
) -> None:
    fill(store)
    with store.read() as connection:
        page, _ = article_page(connection, words, None, 9)
    assert (len(page) if isinstance(found, int) else [one.id for one in page]) == found


def test_a_cursor_that_no_page_ended_with_is_refused(store: Store) -> None:
    with store.read() as connection, pytest.raises(UsageError, match="cursor"):
        article_page(connection, "", "x", 9)


def test_what_is_said_names_both_sides_by_id(store: Store) -> None:
    fill(store)
    with store.read() as connection:
        [said] = said_by(connection, [sheltering().id])
        assert (said.relation, said.event, said.factuality) == ("shelters", None, "asserted")
        assert [tuple(one) for one in said.sides.actors] == [("taliban", "Taliban")]
        assert [tuple(one) for one in said.sides.targets] == [("islamic_state_khorasan", "ISKP")]
        [told] = said_in(connection, [events()[0].id])
        assert (told.claim, told.event_type) == (bombing().id, "ASSAULT")
