from __future__ import annotations

import pytest

from khabar.clean import markup
from khabar.clean.decode import UnreadableError
from khabar.clean.markup import parse_markup


@pytest.mark.parametrize(
    ("html", "depth"),
    [
        ("<div><div><p>One<p>Two</div></div>", 2),
        ("<p>One<p>Two" * 5000, 0),
        ("<br><img src=a><hr>" * 500, 0),
        ("<script>if (a<b) '<div><div><div>'</script>", 1),
        ("<script>" * 10_000, 1),
    ],
)
def test_depth_counts_what_nests(html: str, depth: int) -> None:
    assert parse_markup(html).depth == depth


def test_a_deep_page_is_measured_exactly() -> None:
    assert parse_markup("<div>" * 300 + "One").depth == 303


@pytest.mark.parametrize("tag", ["div", "font", "span", "blockquote"])
def test_a_page_too_deep_to_read_in_time_is_refused(tag: str) -> None:
    with pytest.raises(UnreadableError, match="inside one another"):
        parse_markup(f"<{tag}>" * 50_000)


def test_a_page_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markup, "MOST_CHARACTERS", 10)
    with pytest.raises(UnreadableError, match="at most 10 characters"):
        parse_markup("<p>Eleven words or so.</p>")
