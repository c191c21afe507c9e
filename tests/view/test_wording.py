from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.model import Claim, Source, Unlinked, When
from khabar.view import wording
from tests.view.make import a_claim, a_party, a_source, an_event, words
from tests.view.strategies import claims

OUTLET = a_source("Example Wire", "reports")


@pytest.mark.parametrize(
    ("low", "high", "approximate", "said"),
    [
        (12, 12, False, "12"),
        (170, 170, True, "about 170"),
        (12, None, False, "at least 12"),
        (None, 30, False, "up to 30"),
        (10, 1500, False, "10 to 1,500"),
        (0, 0, False, "0"),
        (None, None, False, "an unstated number"),
    ],
)
def test_words_a_figure_as_it_was_stated(
    low: int | None, high: int | None, approximate: bool, said: str
) -> None:
    assert wording.count_words(low, high, approximate) == said


@pytest.mark.parametrize(
    ("start", "end", "precision", "said"),
    [
        ("2023-05-03", "2023-05-03", "day", "3 May 2023"),
        ("2023-05", "2023-05", "month", "May 2023"),
        ("2023", "2023", "year", "2023"),
        ("2023-01", "2023-04-25", "approximate", "between January 2023 and 25 April 2023"),
        ("2023-05", "2023-05", "approximate", "about May 2023"),
    ],
)
def test_words_a_date_as_precisely_as_it_is_known(
    start: str, end: str, precision: str, said: str
) -> None:
    when = When(start, end, precision, "stated", words("3 May 2023"))  # type: ignore[arg-type]
    assert wording.when_words(when) == said


def test_names_the_words_from_which_a_date_was_counted() -> None:
    when = When("2023-05-03", "2023-05-03", "day", "relative", words("3 May 2023"))
    assert wording.when_words(when) == "3 May 2023 (from “3 May 2023”)"


def test_unknown_is_not_stated_and_open_words_are_quoted() -> None:
    open_words = Unlinked(words("Herat"), "two places fit")
    assert wording.when_words(None) == wording.where_words(None) == "not stated"
    assert wording.where_words(open_words) == "not resolved: “Herat” (two places fit)"


@pytest.mark.parametrize(
    ("precision", "said"),
    [
        ("exact", "Herat, Afghanistan"),
        ("near", "near Herat, Afghanistan"),
        ("admin1", "Herat, Afghanistan (province only)"),
        ("country", "Herat, Afghanistan (country only)"),
    ],
)
def test_says_where_a_place_is_known_no_nearer(precision: str, said: str) -> None:
    where = replace(a_claim().where, precision=precision)  # type: ignore[type-var]
    assert wording.where_words(where) == said


def test_near_is_said_once() -> None:
    where = replace(a_claim().where, name="near Herat", precision="near")  # type: ignore[type-var]
    assert wording.where_words(where).count("near") == 1


@pytest.mark.parametrize(
    ("chain", "said"),
    [
        ((OUTLET,), "Example Wire"),
        (
            (OUTLET, a_source("an agency"), a_source("the ministry")),
            "Example Wire, citing an agency, citing the ministry",
        ),
        ((OUTLET, a_source("the Front", "denies")), "Example Wire, citing the Front (a denial)"),
        (
            (OUTLET, a_source("unspecified", "believes")),
            "Example Wire, citing sources not named (a belief)",
        ),
        ((a_source("unspecified", "reports"),), "an outlet not named"),
        ((), "not stated"),
    ],
)
def test_words_a_chain_of_sources(chain: tuple[Source, ...], said: str) -> None:
    assert wording.chain_words(chain) == said


def test_parties_whom_no_claim_names_together_are_alternatives() -> None:
    front = a_claim()
    guard = replace(front, actors=(a_party("Guard", "Militants"),))
    both = (*front.actors, *guard.actors)
    event = an_event([front], actors=both)
    together = replace(front, actors=both)
    assert wording.event_words(event, [front, guard]).startswith("Example Front and/or Guard")
    assert wording.event_words(event, [together]).startswith("Example Front and Guard")


def test_a_heading_says_at_once_when_an_act_is_only_alleged() -> None:
    assert wording.told_words("gunmen attacked a bus", "alleged").startswith("Alleged: gunmen")
    assert wording.told_words("gunmen attacked a bus", "asserted") == "Gunmen attacked a bus"


def test_a_statement_does_not_read_as_an_event() -> None:
    said = wording.deed_words(a_claim(kind="statement"))
    assert said == "statement about Example Front and shoppers (suicide attack)"


@settings(max_examples=40)
@given(claims())
def test_every_claim_has_words(claim: Claim) -> None:
    assert wording.deed_words(claim)
    assert wording.chain_words(claim.attribution)
    assert wording.when_words(claim.when)
    assert wording.where_words(claim.where)


def test_hidden_characters_are_written_out() -> None:
    assert wording.visible("a\u202eb\x1b[31m\u200bc\ud800") == (
        "a‹U+202E›b‹U+001B›[31m‹U+200B›c‹U+D800›"
    )
    assert wording.visible("تهران می‌گوید\n\tok") == "تهران می‌گوید\n\tok"


@given(st.text())
def test_what_is_shown_drives_no_terminal_and_turns_no_line(text: str) -> None:
    shown = wording.visible(text)
    assert not set(shown) & set("\x1b\x07\x08\r\x9b\u202a\u202b\u202d\u202e\u2066\u2067\u2068")
    assert shown.encode().decode() == shown
