from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.link.dates.find import find_times, resolve_time
from khabar.link.dates.reading import read_times
from khabar.link.dates.rules import Example, rules, vocabulary
from khabar.link.dates.tense import tense_near
from khabar.link.dates.words import words_of
from khabar.model import Article, Span, Unlinked, When

EXAMPLES = [(rule.name, example) for rule in rules() for example in rule.examples]


def article(text: str, published: str | None) -> Article:
    return Article("a1", "made-up.txt", text, (), None, None, published, "en")


def resolved(text: str, words: str, published: str | None) -> When | Unlinked:
    start = text.rindex(words)
    return resolve_time(Span("a1", start, start + len(words), words), article(text, published))


def told(when: When | Unlinked) -> str:
    if isinstance(when, Unlinked):
        return "open"
    days = when.start if when.start == when.end else f"{when.start} {when.end}"
    return f"{days} {when.precision} {when.basis}"


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_each_rule_finds_and_dates_its_examples(rule: str, example: Example) -> None:
    assert example.words in [mention.words for mention in find_times(example.text)], rule
    assert told(resolved(example.text, example.words, example.published)) == example.means


@pytest.mark.parametrize(
    ("text", "words", "meaning"),
    [
        ("The town has been besieged since last March.", "last March", "2015-03 2016-01-24"),
        ("So far this year they have lost ten men.", "this year", "2016-01 2016-01-24"),
        ("The bridge must be open by April 2016.", "April 2016", "2016-01-24 2016-04"),
        ("He ruled from 2010 to 2014.", "2010", "2010 2014"),
        ("He ruled from 2010 to 2014.", "2014", "2010 2014"),
        ("Shells fell between Jan. 3 and Jan. 5.", "Jan. 5", "2016-01-03 2016-01-05"),
    ],
)
def test_words_around_a_date_widen_it(text: str, words: str, meaning: str) -> None:
    assert told(resolved(text, words, "2016-01-24")) == f"{meaning} approximate " + (
        "relative" if words in ("last March", "this year") else "stated"
    )


@pytest.mark.parametrize(
    ("published", "text", "words", "meaning"),
    [
        ("2016-01-24", "On Sunday he said last week brought more raids.", "last week",
         "2016-01-11 2016-01-23 approximate relative"),
        ("2016-06-07", "In March a bus was hit. Six days later a train was.", "Six days later",
         "2016-03-07 2016-04-06 approximate relative"),
        ("2016-06-07", "It began on April 3. Two days after May 1 it ended.", "Two days after",
         "2016-05-03 day relative"),
        ("2016-06-07", "The code 2014-13 was used.", "2014-13", "open"),
        ("2016-06-07", "He died two days after the March 3 raid.", "two days after",
         "2016-03-05 day relative"),
        ("2016-06-07", "In the last two weeks of March they left.", "the last two weeks",
         "2016-03 approximate stated"),
        ("2023-04-29", "Figures are for 2023-04 alone.", "2023-04", "2023-04 month stated"),
        ("2023-04-26", "The curfew runs until Sunday.", "Sunday",
         "2023-04-26 2023-04-30 approximate relative"),
        ("2023-04-24", "The raid took place on Saturday, April 16.", "Saturday, April 16",
         "2022-04-16 day stated"),
        ("2020-04-24", "The raid will take place on Saturday, April 25.", "Saturday, April 25",
         "2020-04-25 day stated"),
        ("2023-11-25", "Gunmen attacked the post on Dec. 5.", "Dec. 5", "2022-12-05 day stated"),
        ("2023-04-29", "The pact of 31 April 2021 is void.", "31 April 2021", "open"),
        ("2023-02-10", "The base closed in nineteen ninety-six.", "nineteen ninety-six",
         "1996 year stated"),
        ("2023-04-29", "نشست on ۲۶ April ۲۰۲۱ ended.", "۲۶ April ۲۰۲۱", "2021-04-26 day stated"),
        ("2023-04-29", "Shelling began a few weeks ago.", "a few weeks ago",
         "2023-03-25 2023-04-15 approximate relative"),
        ("2023-04-29", "It fell half a year ago.", "half a year ago", "2022-10 month relative"),
        ("2023-04-29", "It was the deadliest day since the March attack.", "March",
         "2023-03 month stated"),
        ("2024-02-29", "They return on the 29th of February.", "29th of February", "open"),
    ],
)  # fmt: skip
def test_dates_hard_cases(published: str, text: str, words: str, meaning: str) -> None:
    assert told(resolved(text, words, published)) == meaning


@pytest.mark.parametrize(
    "text",
    [
        "Some 2000 soldiers crossed.",
        "The blast killed 2000.",
        "It was the burial of 2000 civilians.",
        "They held nearly 1990 men.",
        "The solar year is 1402.",
        "The CASA-1000 line is down.",
        "It cost $2020 a head.",
        "Resolution 1973 was read out.",
        "You may march on.",
        "He may leave.",
        "They held the March for Peace.",
        "Jan Novak said so.",
        "He told USA Today about it.",
        "He told the Sunday Times about it.",
        "An august body sat.",
    ],
)
def test_words_that_only_look_like_dates_are_left_alone(text: str) -> None:
    assert find_times(text) == []


@pytest.mark.parametrize(
    ("words", "sort"),
    [
        ("last Tuesday", "date"),
        ("three weeks", "duration"),
        ("every day", "set"),
        ("now", "reference"),
    ],
)
def test_a_mention_says_what_kind_of_time_it_is(words: str, sort: str) -> None:
    (mention,) = find_times(f"The post was shelled {words}.")
    assert (mention.words, mention.ids) == (words, (sort,))


@pytest.mark.parametrize("words", ["yesterday", "last year", "on Sunday", "April 26", "in May"])
def test_without_a_publication_date_relative_dates_stay_open(words: str) -> None:
    text = f"The town fell {words}."
    found = find_times(text)[0].words
    when = resolved(text, found, None)
    assert isinstance(when, Unlinked)
    assert when.because == "no publication date to count from"


def test_a_numeric_date_that_reads_two_ways_keeps_both() -> None:
    when = resolved("Signed 03/04/2023.", "03/04/2023", "2023-04-29")
    assert isinstance(when, Unlinked)
    assert when.candidates == ("2023-03-04", "2023-04-03")


def test_a_numeric_date_to_come_is_not_chosen_for_what_has_happened() -> None:
    assert told(resolved("Was signed 03/11/2023.", "03/11/2023", "2023-04-29")) == (
        "2023-03-11 day stated"
    )


def test_a_day_counted_from_an_event_without_a_date_stays_open() -> None:
    text = "He was killed on Thursday, a day after he met the minister."
    when = resolved(text, "a day after", "2023-03-09")
    assert isinstance(when, Unlinked)
    assert "counted from a happening" in when.because


def test_words_that_name_no_time_stay_open() -> None:
    assert isinstance(resolved("He fled in May.", "fled", "2023-03-09"), Unlinked)


def test_an_end_without_a_beginning_stays_open() -> None:
    when = resolved("They fought until last Tuesday.", "last Tuesday", "2023-03-09")
    assert isinstance(when, Unlinked)
    assert when.because == "only its end is known: until 2023-03-07"


VOCABULARY = sorted({*vocabulary(), *words_of("month"), *words_of("holiday"), "2021", "31", "1/2"})
SAID = st.lists(st.sampled_from([w.capitalize() for w in VOCABULARY] + VOCABULARY), max_size=12)


@given(SAID.map(" ".join) | st.text(max_size=80), st.dates().map(str) | st.none())
def test_any_words_give_ordered_mentions_that_resolve_or_stay_open(
    text: str, published: str | None
) -> None:
    end = 0
    for mention in find_times(text):
        assert mention.start >= end
        assert text[mention.start : mention.end] == mention.words
        when = resolve_time(Span("a1", mention.start, mention.end, mention.words),
                            article(text, published))  # fmt: skip
        assert isinstance(when, When) or when.because
        end = mention.end


@pytest.mark.parametrize(
    "piece",
    ["the ", "2021 ", "may ", "last ", "1", "a year ", "April 1, ", "will ", " ", "12/", "-"],
)
def test_the_time_taken_grows_with_the_length(piece: str) -> None:
    def seconds(length: int) -> float:
        # The best of three of the process's own time: a busy machine must fail no test. Each has
        # another day, since readings are kept.
        text = piece * (length // len(piece))
        spent = []
        for day in (27, 28, 29):
            started = time.process_time()
            read_times(text, f"2023-04-{day}")
            spent.append(time.process_time() - started)
        return min(spent)

    seconds(1_000)
    assert seconds(32_000) < 12 * max(seconds(8_000), 0.01)


@pytest.mark.parametrize(
    "text", ["A shooting in the 1900 block of Dover.", "The 2000-block of Elm."]
)
def test_a_block_of_a_street_is_no_year(text: str) -> None:
    assert find_times(text) == []


@pytest.mark.parametrize(
    ("text", "words", "tense"),
    [
        ("They were called just before 9 p.m. Monday to a house.", "Monday", "behind"),
        ("He killed his wife before turning the gun on himself Sunday.", "Sunday", "behind"),
        ("The town must fall before Monday.", "Monday", "ahead"),
    ],
)
def test_only_before_a_day_itself_points_ahead(text: str, words: str, tense: str) -> None:
    start = text.index(words)
    assert tense_near(text, start, start + len(words)) == tense
