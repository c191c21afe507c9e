from __future__ import annotations

import subprocess
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.clean import clean_page
from khabar.model import Article, Dropped, Page, content_id
from tests.clean.make import (
    BODY,
    FIRST,
    OUTLETS,
    SECOND,
    THIRD,
    cleaned,
    html,
    of_kind,
    paragraphs,
    parts,
)

HEADLINE = "Soldiers leave northern town"


def test_the_text_of_a_plain_file_is_the_file() -> None:
    text = f"\n {HEADLINE}\n\n{BODY}  \n\n"
    assert cleaned(text).text == text


def test_an_id_depends_on_source_and_text() -> None:
    article = cleaned(BODY)
    assert article.id == content_id("a.txt", BODY)
    assert cleaned(BODY).id == article.id


def test_what_the_record_gives_is_used() -> None:
    article = cleaned(
        f"{HEADLINE}\nMay 3, 2021\n{BODY}",
        outlet="the harbour news",
        published="2021-05-04",
        language="fr",
        url="https://example.org/2020/01/01/a",
    )
    assert (article.outlet, article.published) == ("Harbour News", "2021-05-04")
    assert (article.language, article.url) == ("fr", "https://example.org/2020/01/01/a")


def test_an_outlet_that_nobody_knows_is_kept_as_given() -> None:
    assert cleaned(BODY, outlet="Hills Gazette").outlet == "Hills Gazette"


def test_what_the_record_lacks_is_looked_for_in_the_text() -> None:
    article = cleaned(f"May 3, 2021\n{HEADLINE}\nElders had asked, reports Harbour News\n{BODY}")
    assert (article.title, article.outlet, article.published, article.language) == (
        HEADLINE,
        "Harbour News",
        "2021-05-03",
        "en",
    )


def test_what_neither_record_nor_text_tells_is_none() -> None:
    article = cleaned(f"{HEADLINE}\n\nPORT CITY (Reuters) - {BODY}")
    assert (article.outlet, article.published, article.url) == (None, None, None)


def test_a_date_inside_the_article_is_no_publication_date() -> None:
    assert cleaned(f"{HEADLINE}\n\n{FIRST}\n\nMay 3, 2021\n\n{SECOND}\n\n{THIRD}").published is None


def test_an_address_tells_outlet_and_date_last() -> None:
    article = cleaned(BODY, url="https://www.harbournews.example/2021/05/03/a.html")
    assert (article.outlet, article.published) == ("Harbour News", "2021-05-03")


def test_a_page_gives_headline_and_paragraphs_with_blank_lines_between() -> None:
    article = cleaned(html(f"<h1>{HEADLINE}</h1>{paragraphs(FIRST, SECOND, THIRD)}"), "html")
    assert article.text == f"{HEADLINE}\n\n{BODY}"
    assert parts(article)[0] == ("title", HEADLINE)
    assert article.title == HEADLINE


def test_furniture_that_extraction_leaves_in_is_marked() -> None:
    body = paragraphs(FIRST, SECOND, THIRD, "(Reporting by Ann Roe; Editing by Jo Doe)")
    assert of_kind(cleaned(html(body), "html"), "byline") == [
        "(Reporting by Ann Roe; Editing by Jo Doe)"
    ]


def test_a_page_in_another_language_is_kept_and_flagged() -> None:
    french = "Les soldats ont quitté la ville lundi après des discussions, a dit le gouverneur."
    assert cleaned(f"{french}\n\n{french}").language == "fr"


@pytest.mark.parametrize(
    ("body", "media", "found"),
    [
        (b"caf\xe9", "text", "byte 0xe9"),
        (b"a\0b", "text", "NUL"),
        (b" \n\t", "text", "no text"),
        (b"<html><body></body></html>", "html", "no text"),
        (b"<div>" * 30_000, "html", "inside one another"),
        (b"word\n" * 60_000, "text", "60,000 lines"),
    ],
)
def test_what_holds_no_article_is_quarantined(body: bytes, media: str, found: str) -> None:
    dropped = clean_page(Page("a", body, "html" if media == "html" else "text"), OUTLETS)
    assert isinstance(dropped, Dropped)
    assert (dropped.item, dropped.stage, dropped.outcome) == ("a", "clean", "quarantined")
    assert found in dropped.reason


tags = st.sampled_from(
    ["<p>", "</p>", "<div>", "</div>", "<h1>", "<table>", "<td>", "<script>", "</script>", "<!--",
     "<svg>", "<title>", "&#xD800;", "&#0;", "<", ">", "<a href='", "\0", FIRST, SECOND, HEADLINE]
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(tags | st.text(max_size=20), max_size=30).map("".join))
def test_any_markup_gives_an_article_or_a_reason(markup: str) -> None:
    check(Page("a", markup.encode("utf-8", "surrogatepass"), "html"))


@settings(deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["text", "html"]))
def test_any_bytes_give_an_article_or_a_reason(body: bytes, media: str) -> None:
    check(Page("a", body, "html" if media == "html" else "text"))


def check(page: Page) -> None:
    result = clean_page(page, OUTLETS)
    if isinstance(result, Article):
        result.text.encode("utf-8")
        covered = "".join(result.text[b.start : b.end] for b in result.blocks)
        assert "".join(covered.split()) == "".join(result.text.split())
    else:
        assert result.reason.startswith("expected")


@pytest.mark.parametrize(
    ("unit", "media"),
    [
        (f"{FIRST}\n\n", "text"),
        (f"{FIRST} ", "text"),
        ("Read more\nFerry fares to rise\n", "text"),
        ("(photo © Jo ", "text"),
        (f"<p>{FIRST}</p>", "html"),
        ("<li><a href='/'>Ferry fares to rise</a>", "html"),
        ("<meta name='a' content='b'>", "html"),
        ("<!-- <a <script ", "html"),
    ],
)
def test_time_grows_in_step_with_the_page(unit: str, media: str) -> None:
    def seconds(times: int) -> float:
        page = Page("a", (unit * times).encode(), "html" if media == "html" else "text")
        start = time.process_time()
        clean_page(page, OUTLETS)
        return time.process_time() - start

    seconds(10)
    small = min(seconds(250) for _ in range(2))
    assert min(seconds(2000) for _ in range(2)) < max(8 * small * 3, 0.3)


def test_importing_loads_no_model_and_no_extractor() -> None:
    code = "import khabar.clean, sys; print({'trafilatura', 'py3langid'} & set(sys.modules))"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "set()"
