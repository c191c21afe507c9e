from __future__ import annotations

import contextlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.errors import FilterError
from khabar.query import CHOICES, COUNTS, FIELDS, Box, Days, Filter, Near, Number, OneOf, Words
from khabar.query_text import from_arguments, matching, parse_filter

texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12).map(str.strip)
values = texts.filter(lambda text: bool(text) and len(text.split()) > 0)
words = st.lists(st.from_regex(r"\w[^\s\"]{0,6}", fullmatch=True), min_size=1, max_size=3).map(
    " ".join
)
degrees = st.floats(-90, 90).map(lambda x: round(x, 6))


@st.composite
def one_ofs(draw: st.DrawFn) -> OneOf:
    field = draw(st.sampled_from(FIELDS))
    known = st.sampled_from(CHOICES[field]) if field in CHOICES else values
    return OneOf(field, tuple(draw(st.lists(known, min_size=1, max_size=3))), draw(st.booleans()))  # type: ignore[arg-type]


@st.composite
def numbers(draw: st.DrawFn) -> Number:
    low, high = sorted(draw(st.tuples(*[st.integers(0, 10**9)] * 2)))
    least, most = draw(st.sampled_from([(low, high), (low, None), (None, high)]))
    return Number(draw(st.sampled_from(COUNTS)), least, most, draw(st.booleans()))


@st.composite
def boxes(draw: st.DrawFn) -> Box:
    west, east = draw(st.tuples(degrees, degrees))
    south, north = sorted(draw(st.tuples(degrees, degrees)))
    return Box(west, south, east, north)


@st.composite
def days(draw: st.DrawFn) -> Days:
    first, last = sorted(draw(st.tuples(*[st.dates().map(str)] * 2)))
    return Days(*draw(st.sampled_from([(first, last), (first, None), (None, last)])))


filters = st.lists(
    one_ofs()
    | numbers()
    | boxes()
    | days()
    | st.builds(Near, st.integers(1, 20_000).map(float), degrees, degrees)
    | st.builds(Words, words, st.booleans()),
    max_size=4,
).map(lambda found: Filter(tuple(found)))


@given(filters)
def test_a_filter_reads_back_as_it_was_written(filter: Filter) -> None:
    assert parse_filter(str(filter)) == filter


@given(st.text(max_size=60))
def test_any_text_is_a_filter_or_a_clear_error(text: str) -> None:
    with contextlib.suppress(FilterError):
        found = parse_filter(text)
        assert parse_filter(str(found)) == found


def test_the_example_of_the_documents_means_what_it_says() -> None:
    text = 'actor:"Islamic State Khorasan" country:AFG,PAK killed>=5 from:2021-08 -mode:drone siege'
    assert parse_filter(text).conditions == (
        OneOf("actor", ("Islamic State Khorasan",)),
        OneOf("country", ("AFG", "PAK")),
        Number("killed", 5, None),
        Days("2021-08", None),
        OneOf("mode", ("drone",), negated=True),
        Words("siege"),
    )


@pytest.mark.parametrize(
    ("text", "at", "expected", "found", "advice"),
    [
        ("acter:x", 0, "a field", "acter", "actor"),
        ("killed>=five", 8, "a whole number", "five", "killed>=5"),
        ("killed:9..3", 7, "the lower figure first", "9..3", "killed:5..10"),
        ("country:", 8, "a value after country:", "none", "country:AFG"),
        ("country>AFG", 7, "a colon", ">", "country:AFG"),
        ("actor:a,,b", 8, "a value between the commas", ",b", "Write"),
        ("grade:good", 6, "one of confirmed", "good", "grade:confirmed"),
        ("from:2021-13", 5, "a year, month or day", "2021-13", "from:2021-08"),
        ("on:2022..2021", 3, "the earlier day first", "2022..2021", "on:2021"),
        ('say "open', 4, "a closing quote", "none", "two words"),
        ("-from:2021", 0, "from without a minus", "-", "keep"),
        ("near:1,2,3,4", 5, "latitude,longitude,km", "1,2,3,4", "near:Kabul,25km"),
        ("near:95,0,1", 5, "a number up to 90", "95", "near:"),
        ("box:9,3,1,2", 4, "south before north", "9,3,1,2", "box:"),
        ("near:Kabul,-5km", 5, "0 km or more", "-5", "near:"),
        ("--limit", 0, "a word or a field", "--limit", "--help"),
        ("::", 0, "a word", "::", "field:value"),
        ("x" * 4_001, 4_000, "at most 4,000", "more", "less"),
    ],
)
def test_an_error_says_where_what_was_expected_and_what_to_write(
    text: str, at: int, expected: str, found: str, advice: str
) -> None:
    with pytest.raises(FilterError) as caught:
        parse_filter(text)
    assert (caught.value.at, caught.value.found) == (at, found)
    assert expected in caught.value.expected
    assert advice in str(caught.value)
    assert str(caught.value).splitlines()[-1].index("^") - 4 == min(at, 60)


def test_conditions_can_be_given_by_name() -> None:
    given = matching(
        country=["AFG", "PAK"], killed=(5, None), injured=3, from_="2021-08", reviewed=True,
        near=("Kabul", 25), words="car bomb",
    )  # fmt: skip
    assert str(given) == (
        'country:AFG,PAK killed>=5 injured:3 from:2021-08 reviewed:yes near:Kabul,25km "car bomb"'
    )


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (["actor:Islamic State", "country:AFG"], 'actor:"Islamic State" country:AFG'),
        (["country:AFG killed>=5"], "country:AFG killed>=5"),
        (["-place:Abbey Gate, Kabul"], '-place:"Abbey Gate",Kabul'),
        (['actor:"Islamic State" x'], 'actor:"Islamic State" x'),
        (["two words"], "two words"),
    ],
)
def test_quotes_that_a_shell_took_are_given_back(arguments: list[str], text: str) -> None:
    assert from_arguments(arguments) == text


def test_a_day_of_python_is_a_day_and_none_asks_for_nothing() -> None:
    assert matching(from_=date(2021, 8, 1), country=None) == parse_filter("from:2021-08-01")


def test_bounds_without_a_figure_are_refused() -> None:
    with pytest.raises(FilterError, match="expected a figure"):
        matching(killed=(None, None))
