from __future__ import annotations

import time

import pytest

from khabar.acquire.refusals import Refusal, refusal_in, refusals
from khabar.errors import KnowledgeError


def page(title: str, words: int = 20) -> bytes:
    return (
        f"<html><head><title>{title}</title></head><body>{'word ' * words}</body></html>".encode()
    )


@pytest.mark.parametrize("refusal", refusals(), ids=lambda one: one.begins)
def test_each_example_is_told(refusal: Refusal) -> None:
    assert refusal_in(page(refusal.example)) == refusal.means


@pytest.mark.parametrize("title", ["Troops leave the town", "Denied access, villagers wait", ""])
def test_articles_are_left_alone(title: str) -> None:
    assert refusal_in(page(title)) is None


def test_a_long_article_may_be_headed_so() -> None:
    assert refusal_in(page("Access denied: how aid was stopped", words=400)) is None


def test_words_of_scripts_do_not_count() -> None:
    script = b"<script>" + b"var word; " * 400 + b"</script>"
    assert refusal_in(page("Just a moment...") + script)


def test_a_page_without_a_title_is_left_alone() -> None:
    assert refusal_in(b"<p>Access denied</p>") is None


@pytest.mark.parametrize("piece", [b"<script>", b"<title", b"<", b"<title>x"])
def test_hostile_pages_take_linear_time(piece: bytes) -> None:
    took = []
    for size in (20_000, 80_000):
        body = page("Access denied") + piece * (size // len(piece))
        began = time.process_time()
        refusal_in(body)
        took.append(time.process_time() - began)
    assert took[1] < max(0.05, 8 * took[0])


def test_an_entry_that_cannot_work_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    from khabar.acquire import refusals as module

    with pytest.raises(KnowledgeError, match=r"refusals\.toml, entry 3"):
        module._checked(3, {"begins": "a"})
    with pytest.raises(KnowledgeError, match="begins so"):
        module._checked(3, {"begins": "a", "example": "b", "means": "c"})
