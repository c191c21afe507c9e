"""Made-up records of every shape, for properties that must hold for all of them."""

from __future__ import annotations

from typing import get_args

from hypothesis import strategies as st

from khabar import model as m

# Half characters cannot be stored; cleaning replaces them before anything else sees them.
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
maybe = st.none() | texts
numbers = st.integers(min_value=-(2**53), max_value=2**53)
degrees = st.none() | st.floats(allow_nan=False, allow_infinity=False)


@st.composite
def spans(draw: st.DrawFn) -> m.Span:
    words, start = draw(texts), draw(st.integers(0, 10**6))
    return m.Span(draw(texts), start, start + len(words), words)


@st.composite
def days(draw: st.DrawFn) -> m.When:
    start, end = sorted(draw(st.tuples(*[st.dates().map(str)] * 2)))
    precision = draw(st.sampled_from(get_args(m.DatePrecision)))
    return m.When(
        start, end, precision, draw(st.sampled_from(["stated", "relative"])), draw(spans())
    )


@st.composite
def harms(draw: st.DrawFn) -> m.Harm:
    bounds = draw(st.lists(st.integers(0, 10**7), min_size=2, max_size=2).map(sorted))
    low, high = (draw(st.none() | st.just(bound)) for bound in bounds)
    outcome = draw(st.sampled_from(get_args(m.Outcome)))
    return m.Harm(outcome, low, high, draw(maybe), draw(st.booleans()), draw(spans()))


def some(of: st.SearchStrategy) -> st.SearchStrategy:
    return st.lists(of, max_size=2).map(tuple)


open_words = st.builds(m.Unlinked, spans(), texts, some(texts))
places = st.builds(
    m.Where, texts, maybe, maybe, maybe, maybe, st.none() | numbers, degrees, degrees,
    st.sampled_from(get_args(m.PlacePrecision)), spans(),
)  # fmt: skip
parties = st.builds(m.Party, texts, spans(), maybe, st.none() | spans(), some(texts))
sources = st.builds(
    m.Source, texts, st.sampled_from(get_args(m.Stance)), st.none() | spans(), maybe, maybe
)
claims = st.builds(
    m.Claim,
    article_id=texts,
    kind=st.sampled_from(get_args(m.Kind)),
    event_type=st.none() | st.sampled_from(get_args(m.EventType)),
    mode=maybe,
    relation=st.none() | st.sampled_from(get_args(m.Relation)),
    actors=some(parties),
    targets=some(parties),
    when=st.none() | days() | open_words,
    where=st.none() | places | open_words,
    harm=some(harms()),
    factuality=st.sampled_from(get_args(m.Factuality)),
    attribution=some(sources),
    words=spans(),
    role=st.sampled_from(["main", "background"]),
    because=some(texts),
    coder=texts,
)
readings = st.builds(
    m.Reading, texts, st.sampled_from(get_args(m.Outcome)), st.none() | numbers,
    st.none() | numbers, maybe, st.booleans(), some(texts), maybe, st.booleans(),
)  # fmt: skip
disputes = st.builds(
    m.Dispute,
    st.sampled_from(["figures", "responsibility", "occurrence", "withdrawn"]),
    texts,
    some(texts),
)
grades = st.builds(m.Grade, st.sampled_from(["confirmed", "fair", "weak", "contested"]), texts)
signals = some(st.tuples(texts, st.floats(-5, 5)))
events = st.builds(
    m.Event,
    id=texts,
    claims=some(texts),
    event_type=st.sampled_from(get_args(m.EventType)),
    mode=maybe,
    actors=some(parties),
    targets=some(parties),
    when=st.none() | days(),
    where=st.none() | places,
    readings=some(readings),
    disputes=some(disputes),
    grade=grades,
    articles=some(texts),
    outlets=some(texts),
    independent=st.integers(0, 99),
    belligerent_only=st.booleans(),
    joined=some(st.builds(m.Joined, texts, texts, st.floats(-5, 5), signals)),
    part_of=maybe,
)
decisions = st.builds(
    m.Decision,
    texts,
    st.sampled_from(["accept", "reject", "correct", "merge", "split", "undo"]),
    texts,
    texts,
    texts,
    maybe,
    maybe,
)
