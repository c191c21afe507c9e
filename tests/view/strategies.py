"""Made-up claims that a coder could have made: every span fits its article's text."""

from __future__ import annotations

from typing import get_args

from hypothesis import strategies as st

from khabar import model as m
from tests.view.make import an_article

letters = st.characters(exclude_categories=["Cs"])
texts = st.text(letters, max_size=12)
names = st.text(letters, min_size=1, max_size=12)
maybe = st.none() | texts
days = st.dates().map(str)


@st.composite
def spans(draw: st.DrawFn, article: m.Article) -> m.Span:
    cuts = st.integers(0, len(article.text))
    start, end = sorted((draw(cuts), draw(cuts)))
    return m.Span(article.id, start, end, article.text[start:end])


@st.composite
def whens(draw: st.DrawFn, article: m.Article) -> m.When:
    start, end = sorted((draw(days), draw(days)))
    length = draw(st.sampled_from([4, 7, 10]))
    precision = draw(st.sampled_from(get_args(m.DatePrecision)))
    words = draw(spans(article))
    if draw(st.booleans()):
        return m.When(start[:length], end[:length], precision, "stated", words)
    return m.When(start[:length], end[:length], precision, "relative", words)


@st.composite
def wheres(draw: st.DrawFn, article: m.Article) -> m.Where:
    return m.Where(
        name=draw(names),
        country=draw(maybe),
        country_code=draw(st.sampled_from([None, "AFG", "PAK", "XXX"])),
        admin1=draw(st.sampled_from([None, "Herat", "Kābul Province", "somewhere"])),
        admin2=draw(maybe),
        geonames_id=draw(st.none() | st.integers(1, 10**8)),
        latitude=draw(st.none() | st.floats(-90, 90)),
        longitude=draw(st.none() | st.floats(-180, 180)),
        precision=draw(st.sampled_from(get_args(m.PlacePrecision))),
        words=draw(spans(article)),
    )


@st.composite
def harms(draw: st.DrawFn, article: m.Article) -> m.Harm:
    low, high = sorted((draw(st.integers(0, 10**6)), draw(st.integers(0, 10**6))))
    bounds = draw(st.sampled_from([(low, high), (low, None), (None, high), (None, None)]))
    outcome = draw(st.sampled_from(get_args(m.Outcome)))
    return m.Harm(outcome, *bounds, draw(maybe), draw(st.booleans()), draw(spans(article)))


@st.composite
def claims(draw: st.DrawFn, article: m.Article | None = None) -> m.Claim:
    article = article or an_article()
    unlinked = st.builds(m.Unlinked, spans(article), texts)
    parties = st.lists(
        st.builds(m.Party, names, spans(article), maybe, st.none() | spans(article)), max_size=3
    ).map(tuple)
    stances = st.sampled_from(get_args(m.Stance))
    sources = st.builds(
        m.Source, names | st.just("unspecified"), stances, st.none() | spans(article), maybe, maybe
    )
    modes = st.sampled_from([None, "suicide-attack", "heavy-weapons", "unheard-of"])
    return m.Claim(
        article_id=article.id,
        kind=draw(st.sampled_from(get_args(m.Kind))),
        event_type=draw(st.none() | st.sampled_from(get_args(m.EventType))),
        mode=draw(modes),
        relation=draw(st.none() | st.sampled_from(get_args(m.Relation))),
        actors=draw(parties),
        targets=draw(parties),
        when=draw(st.none() | whens(article) | unlinked),
        where=draw(st.none() | wheres(article) | unlinked),
        harm=draw(st.lists(harms(article), max_size=3).map(tuple)),
        factuality=draw(st.sampled_from(get_args(m.Factuality))),
        attribution=draw(st.lists(sources, min_size=1, max_size=3).map(tuple)),
        words=draw(spans(article)),
        role=draw(st.sampled_from(["main", "background"])),
        because=draw(st.lists(texts, max_size=2).map(tuple)),
        coder="khabar 0",
    )
