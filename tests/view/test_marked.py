from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from khabar.view.marked import Mark, context, marks_of, paragraphs, pieces
from tests.view.make import TEXT, a_claim, an_article

cuts = st.integers(0, len(TEXT))
marks = st.builds(
    lambda edges, kind: Mark(min(edges), max(edges), kind, "c"),
    st.tuples(cuts, cuts),
    st.sampled_from(["claim", "actor", "harm"]),
)


@given(st.tuples(cuts, cuts).map(sorted), st.lists(marks, max_size=6))
def test_pieces_join_up_to_the_text(bounds: list[int], marks: list[Mark]) -> None:
    start, end = bounds
    cut = pieces(TEXT, start, end, marks)
    assert "".join(piece.text for piece in cut) == TEXT[start:end]


def test_a_piece_names_every_mark_on_it() -> None:
    claim = a_claim()
    cut = pieces(TEXT, 0, len(TEXT), marks_of(claim))
    kinds = {piece.text: piece.kinds for piece in cut}
    assert kinds["shoppers"] == ("claim", "target")
    assert kinds["3 May 2023"] == ("claim", "when")
    assert kinds["at least 12 people"] == ("claim", "harm")
    assert cut[0].kinds == ()
    assert all(claim.id in piece.claims for piece in cut if piece.kinds)


def test_the_context_of_words_is_their_paragraph() -> None:
    article = an_article()
    start = TEXT.index("shoppers")
    paragraph = TEXT.split("\n\n")[1]
    bare = an_article(blocks=())
    for one in (article, bare):
        left, right = context(one, start, start + 8)
        assert TEXT[left:right] == paragraph


def test_text_between_blocks_is_shown_too() -> None:
    article = an_article()
    partly = an_article(blocks=article.blocks[:1])
    shown = "".join(TEXT[block.start : block.end] for block in paragraphs(partly))
    assert shown == TEXT
