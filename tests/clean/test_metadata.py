from __future__ import annotations

import json

import pytest

from khabar.clean.markup import parse_markup
from khabar.clean.metadata import Stated, stated
from tests.clean.make import html


def says(head: str = "", body: str = "") -> Stated:
    return stated(parse_markup(html(body, head)).tree)


def record(**values: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(values)}</script>'


def test_an_empty_page_states_nothing() -> None:
    assert says() == Stated(None, (), None, None, None)


def test_meta_elements_are_read() -> None:
    found = says(
        '<meta property="og:title" content="Soldiers leave">'
        '<meta property="og:site_name" content="Harbour News">'
        '<meta property="article:published_time" content="2023-04-29T08:00:00Z">'
        '<link rel="canonical" href="https://harbournews.example/1">'
    )
    assert found == Stated(
        "Soldiers leave", ("Harbour News",), "2023-04-29", None, "https://harbournews.example/1"
    )


@pytest.mark.parametrize("wrapped", [False, True])
def test_json_ld_of_an_article_is_read(wrapped: bool) -> None:
    article = {
        "@type": "NewsArticle",
        "headline": "Soldiers leave",
        "datePublished": "2023-04-29",
        "publisher": {"@type": "Organization", "name": "Harbour News"},
    }
    found = says(
        record(**{"@graph": [{"@type": "Person"}, article]}) if wrapped else record(**article)
    )
    assert (found.title, found.outlets, found.published) == (
        "Soldiers leave",
        ("Harbour News",),
        "2023-04-29",
    )


@pytest.mark.parametrize("broken", ["{", "[" * 100_000, '"a"', "null", '{"@type": 7}', "NaN"])
def test_broken_json_ld_is_passed_over(broken: str) -> None:
    assert says(f'<script type="application/ld+json">{broken}</script>').title is None


def test_the_headline_shown_goes_before_the_window_title() -> None:
    head = "<title>Soldiers leave northern town | Harbour News</title>"
    assert (
        says(head, "<h1>Soldiers leave northern town</h1>").title == "Soldiers leave northern town"
    )
    assert says(head, "<h1>Harbour News of the Coast</h1>").title == "Soldiers leave northern town"


def test_the_date_of_a_change_is_no_publication_date() -> None:
    assert says('<meta property="article:modified_time" content="2023-04-29">').published is None


def test_the_language_of_the_markup_is_read() -> None:
    page = parse_markup('<html lang="en-GB"><p>One</p>')
    assert stated(page.tree).language == "en"
