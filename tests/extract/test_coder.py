"""What holds for every text, whatever stands in it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.model import Claim, Span
from tests.extract.make import an_article, code, coder

PIECES = st.sampled_from(
    """Rebels|killed|at least 12 soldiers|in Belsk|on Monday|,|.|\n|"|“|”|officials said|denied|
    the Northern Front|claimed responsibility for|a suicide bombing|Varia|accused|Selmark|of|
    allegedly|13|none|were wounded|and|who|which|Among them was|their commander|the group|he|
    according to|Daily Courier|if|may|not|air strikes|on|a hospital|near|Torun Pass|last year|:|
    They include|two ministers|seven at a mosque|(|)|'s|—|arrested|called for|talks with|dozens|
    up to 40|—|the attack|it|blamed on|a ceasefire|protesters|was|has been|would|to""".replace(
        "\n    ", ""
    ).split("|")
)
REPORT = st.lists(PIECES, min_size=1, max_size=40).map(" ".join)
ANYTHING = st.text(max_size=200)
TEXTS = st.lists(st.one_of(REPORT, ANYTHING), min_size=1, max_size=3).map("\n".join)


def spans(record: object) -> Iterator[Span]:
    """Yield every span that a record holds, at any depth."""
    if isinstance(record, Span):
        yield record
    elif isinstance(record, tuple):
        for one in record:
            yield from spans(one)
    elif is_dataclass(record) and not isinstance(record, type):
        for field in fields(record):
            yield from spans(getattr(record, field.name))


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_every_span_of_every_claim_quotes_its_article(text: str) -> None:
    article = an_article(text)
    for claim in coder()(article):
        assert claim.words.words
        for span in spans(claim):
            assert span.article_id == article.id
            assert 0 <= span.start < span.end <= len(text)
            assert span.words == text[span.start : span.end]


@given(TEXTS)
@settings(max_examples=50, deadline=None)
def test_the_same_text_gives_the_same_claims_with_different_ids(text: str) -> None:
    first, second = code(text), code(text)
    assert first == second
    assert len({claim.id for claim in first}) == len(first)


@given(TEXTS)
@settings(max_examples=50, deadline=None)
def test_figures_are_whole_and_in_order(text: str) -> None:
    for claim in code(text):
        for harm in claim.harm:
            assert harm.low is None or harm.low >= 0
            assert harm.low is None or harm.high is None or harm.low <= harm.high


STORY = (
    "Rebels killed three soldiers near Belsk on Monday, officials said. "
    "The Northern Front denied that it was behind the attack. "
    "Varia accused Selmark of arming the group, which lost 12 fighters in air strikes last year. "
    '"We condemn this act," a spokesman said.\n'
)


def seconds(text: str) -> float:
    begun = time.process_time()
    assert code(text)
    return time.process_time() - begun


def test_time_grows_with_the_length_of_the_text_and_no_faster() -> None:
    code(STORY)
    short = min(seconds(STORY * 10) for _ in range(3))
    long = min(seconds(STORY * 80) for _ in range(3))
    assert long < 8 * short * 2.5


def test_claims_come_in_the_order_of_their_words() -> None:
    found: list[Claim] = code(STORY * 2)
    starts = [claim.words.start for claim in found]
    assert starts == sorted(starts)
    assert len(found) >= 6
