"""Copies of one dispatch among made-up news: found, told apart by version, counted once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pytest

from benchmarks.copies import Piece, carriers, scored, strangers
from khabar.dedupe.copies import find_copies
from khabar.model import Article, Block, CopyGroup, Page


def article(page: Page) -> Article:
    text = page.body.decode()
    block = Block(0, len(text), "body", "made")
    return Article(
        page.source, page.source, text, (block,), page.title, page.outlet, page.published, "en"
    )


@pytest.fixture(scope="module")
def pieces() -> list[Piece]:
    return [*carriers(50), *strangers(250)]


@pytest.fixture(scope="module")
def groups(pieces: Iterable[Piece]) -> list[CopyGroup]:
    return find_copies([article(piece.page) for piece in pieces])


def test_all_copies_are_found_and_nothing_else(
    pieces: Iterable[Piece], groups: list[CopyGroup]
) -> None:
    found = scored(groups, {piece.page.source: piece.version for piece in pieces})
    assert found == {"recall": 1.0, "false_pairs": 0, "versions": 1.0}


def test_the_copies_are_one_source_whose_agency_is_known(groups: list[CopyGroup]) -> None:
    (dispatch,) = [group for group in groups if len(group.copies) == 49]
    assert dispatch.original == "carrier 0.txt"
    assert dispatch.origin == "AFP"


def test_the_update_is_known_by_its_toll(groups: list[CopyGroup]) -> None:
    (dispatch,) = groups
    later = [f"carrier {number}.txt" for number in range(40, 50)]
    assert {id for id in dispatch.copies if dispatch.version_of(id) == 2} == set(later)


def test_no_two_made_up_articles_are_the_same(pieces: Iterable[Piece]) -> None:
    assert len({piece.page.body for piece in pieces}) == 300
    assert all(date.fromisoformat(piece.page.published or "") for piece in pieces)
