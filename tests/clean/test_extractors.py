from __future__ import annotations

import pytest

from khabar.clean.extractors import article_paragraphs, restored
from khabar.clean.markup import parse_markup
from tests.clean.make import FIRST, SECOND, THIRD, html, paragraphs


def extracted(markup: str) -> list[str]:
    return article_paragraphs(parse_markup(markup))


def test_the_paragraphs_of_an_article_come_out_in_order() -> None:
    menu = "<nav><ul><li><a href='/'>Home</a><li><a href='/w'>World</a></ul></nav>"
    page = html(f"{menu}<article>{paragraphs(FIRST, SECOND, THIRD)}</article><footer>©</footer>")
    assert extracted(page) == [FIRST, SECOND, THIRD]


def test_nothing_is_lost_in_and_after_three_hundred_nested_elements() -> None:
    nest = "<div>" * 300 + f"<p>{SECOND}</p>" + "</div>" * 300
    assert extracted(html(f"<p>{FIRST}</p>{nest}<p>{THIRD}</p>")) == [FIRST, SECOND, THIRD]


def test_paragraphs_missed_between_others_are_put_back_in_place() -> None:
    assert restored([FIRST, THIRD], [FIRST, SECOND, THIRD]) == [FIRST, SECOND, THIRD]


def test_what_only_follows_the_article_is_not_put_back() -> None:
    assert restored([FIRST, SECOND], [FIRST, SECOND, THIRD]) == [FIRST, SECOND]


def test_furniture_between_paragraphs_is_not_put_back() -> None:
    wide = [FIRST, "Sign up for our newsletter and get the news of the day in your inbox.", THIRD]
    assert restored([FIRST, THIRD], wide) == [FIRST, THIRD]


def test_a_page_of_list_items_keeps_its_sentences() -> None:
    items = "".join(f"<li><a href='/{n}'>{n}: {FIRST}</a></li>" for n in range(7000))
    assert len(extracted(html(f"<ul>{items}</ul>"))) == 7000


def test_soft_hyphens_are_left_out() -> None:
    assert (
        extracted(html(paragraphs(FIRST.replace("governor", "gov\N{SOFT HYPHEN}ernor"))))[0]
        == FIRST
    )


@pytest.mark.parametrize(
    "hidden",
    [
        "<p style='display:none'>{}</p>",
        "<div style='visibility: hidden'><p>{}</p></div>",
        "<p hidden>{}</p>",
        "<p aria-hidden='true'>{}</p>",
        "<template><p>{}</p></template>",
        "<noscript><p>{}</p></noscript>",
        "<!-- {} -->",
        "<img alt='{}'>",
    ],
)
def test_what_a_reader_cannot_see_is_left_out(hidden: str) -> None:
    body = f"<p>{FIRST}</p>{hidden.format(SECOND)}<p>{THIRD}</p>"
    assert extracted(html(f"<article>{body}</article>")) == [FIRST, THIRD]
