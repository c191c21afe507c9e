"""Copies of one dispatch are one group, whatever their order."""

from __future__ import annotations

from khabar.dedupe.copies import find_copies
from khabar.model import Article, Block

DISPATCH = " ".join(f"word{n} of the dispatch" for n in range(60))


def article(id: str, text: str, published: str) -> Article:
    return Article(
        id, id, text, (Block(0, len(text), "body", "test"),), None, None, published, "en"
    )


def test_fifty_edited_copies_are_one_group() -> None:
    texts = [DISPATCH.replace(f"word{n}", "changed") for n in range(50)]
    articles = [article(f"a{n:02}", t, f"2024-05-{n % 9 + 1:02}") for n, t in enumerate(texts)]
    (group,) = find_copies(articles)
    assert group.original == "a00"
    assert len(group.copies) == 49
    assert find_copies(articles[::-1]) == [group]


def test_different_texts_are_no_copies() -> None:
    other = " ".join(f"another{n} text altogether" for n in range(60))
    assert (
        find_copies([article("a", DISPATCH, "2024-05-01"), article("b", other, "2024-05-01")]) == []
    )


def test_a_dateline_credits_the_agency() -> None:
    text = f"KABUL (Reuters) - {DISPATCH}"
    (group,) = find_copies([article("a", text, "2024-05-01"), article("b", text, "2024-05-02")])
    assert group.origin == "Reuters"
