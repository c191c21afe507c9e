from __future__ import annotations

from pathlib import Path

import pytest

from khabar.view.desk import method
from tests.view.desk.changing import Browser


def test_every_page_of_the_documentation_is_served_with_its_heading(desk: Browser) -> None:
    pages = desk.get("/api/method")["pages"]
    docs = Path(__file__).parents[3] / "docs"
    assert {page["name"] for page in pages} == {path.stem for path in docs.glob("*.md")}
    assert pages[0]["name"] == "method"
    assert all(f"<h1>{page['title']}" in page["html"] or page["title"] for page in pages)


def test_tables_are_tables() -> None:
    made = method.page("x", "# A page\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n")
    assert made.title == "A page"
    assert "<table>" in made.html


@pytest.mark.parametrize(
    "words", ["<script>alert(1)</script>", "[x](javascript:alert(1))", "<img src=x onerror=y>"]
)
def test_nothing_in_a_page_can_run(words: str) -> None:
    html = method.page("x", words).html
    assert "<script" not in html
    assert "<img" not in html
    assert "href=" not in html


def test_a_page_without_a_heading_goes_by_its_name() -> None:
    assert method.page("words", "Text alone.").title == "words"
