"""Events by period, what is left out, and whether the rate changed."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from khabar.errors import UsageError
from khabar.model import Article, Claim, Event, Outcome, When
from khabar.view.figures import Figure, Settlement
from khabar.view.findings import Findings
from khabar.view.periods import days_of
from khabar.view.trend import Choice, Trend, trend
from khabar.view.trend_picture import write_picture
from khabar.view.trend_table import bar, print_trend, trend_json
from tests.view.make import a_claim, an_article, an_event, findings, words


def _killed(event: Event) -> Mapping[Outcome, Figure]:
    return {r.outcome: (r.low, r.high) for r in event.readings}


RULE = Settlement("range", _killed)


def told_of(day: str, number: int, **changes: object) -> tuple[Article, Claim, Event]:
    article = an_article(id=f"article {number}", published="2023-06-01")
    when = When(day, day, "day", "stated", words("3 May 2023"))
    claim = a_claim(article, when=when, **changes)
    return article, claim, an_event([claim], id=f"event {number}", when=when)


def found(*days: str, **changes: object) -> Findings:
    told = [told_of(day, number, **changes) for number, day in enumerate(days)]
    return findings([e for _, _, e in told], [c for _, c, _ in told], [a for a, _, _ in told])


def counts(made: Trend) -> dict[str, int]:
    return {period.name: len(period.events) for period in made.periods}


def printed(made: Trend, width: int) -> str:
    console = Console(file=io.StringIO(), width=width)
    print_trend(made, console)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_events_are_counted_in_their_period_and_empty_periods_are_shown() -> None:
    made = trend(found("2023-05-03", "2023-05-20", "2023-07-01"), Choice(), "month", RULE)
    assert counts(made) == {"2023-05": 2, "2023-06": 0, "2023-07": 1}
    assert [period.articles for period in made.periods] == [0, 3, 0]


def test_an_event_known_to_no_one_period_is_left_out_and_said_so() -> None:
    told = found("2023-05-03", "2023", "2023-06-01")
    by_month = trend(told, Choice(), "month", RULE)
    assert ("with a date not known to one period", 1) in by_month.left_out
    assert sum(counts(by_month).values()) == 2
    assert counts(trend(told, Choice(), "year", RULE)) == {"2023": 3}


def test_an_undated_event_gets_no_date_from_its_article() -> None:
    article, claim, event = told_of("2023-05-03", 0)
    made = trend(findings([replace(event, when=None)], [claim], [article]), Choice(), "month", RULE)
    assert made.left_out == (("with no date stated", 1),)


def test_what_is_only_planned_and_parts_of_events_are_not_counted() -> None:
    planned = trend(found("2023-05-03", factuality="planned"), Choice(), "month", RULE)
    assert [count for _, count in planned.left_out] == [1]
    article, claim, event = told_of("2023-05-03", 0)
    part = replace(event, part_of="another")
    assert trend(findings([part], [claim], [article]), Choice(), "month", RULE).left_out


def test_only_the_chosen_events_count() -> None:
    told = found("2023-05-03")

    def counted(choice: Choice) -> int:
        return sum(counts(trend(told, choice, "month", RULE)).values())

    assert counted(Choice(name="example front")) == 1
    assert counted(Choice(name="Example Front", part="target")) == 0
    assert counted(Choice(name="Shoppers", part="either")) == 1
    assert counted(Choice(place="AFG")) == counted(Choice(place="afghanistan")) == 1
    assert counted(Choice(place="PAK")) == 0
    assert counted(Choice(event_type="COERCE")) == 0


def test_a_toll_without_an_upper_bound_leaves_the_sum_without_one() -> None:
    made = trend(found("2023-05-03", "2023-05-04"), Choice(), "month", RULE)
    killed = made.periods[0].killed
    assert killed is not None
    assert (killed.low, killed.best, killed.high) == (24, None, None)


def test_two_stretches_that_the_reader_names_are_compared() -> None:
    days = [*(f"2023-01-{n:02}" for n in range(1, 21)), "2023-03-01"]
    sides = (days_of("2023-01", "2023-01"), days_of("2023-03", "2023-03"))
    change = trend(found(*days), Choice(), "month", RULE, sides).change
    assert change is not None
    assert (change.earlier.events, change.later.events) == (20, 1)
    assert change.per_day is not None
    assert change.per_day.changed
    assert change.per_article is None


def test_warnings_name_the_articles_read_and_the_waves() -> None:
    made = trend(found(*["2023-01-05"] * 12, "2023-06-02"), Choice(), "month", RULE)
    told = " ".join(made.warnings)
    assert "reported" in told
    assert "0 articles were read of the earlier stretch and 13 of the later" in told
    assert "scatter" in told


@pytest.mark.parametrize("width", [80, 120, 200])
def test_a_trend_fits_any_width(width: int) -> None:
    told = found("2022-05-03", "2023-05-20", "2023-07-01")
    graded = [
        replace(event, grade=replace(event.grade, value=grade))
        for event in told.events
        for grade in ("confirmed", "fair", "weak", "contested", "discounted")
    ]
    text = printed(
        trend(findings(graded, told.claims, told.articles), Choice(), "month", RULE), width
    )
    assert max(map(len, text.splitlines())) <= width
    assert "articles" in text
    assert "…" not in text


def test_nothing_found_is_said() -> None:
    assert "No event with a date fits" in printed(trend(findings(), Choice(), "month", RULE), 80)


def test_a_bar_is_as_long_as_its_share() -> None:
    assert bar(10, 10, 8) == "█" * 8
    assert bar(5, 10, 8) == "█" * 4
    assert bar(0, 10, 8) == ""
    assert bar(1, 1000, 8) == "▏"


def test_json_has_what_is_printed() -> None:
    made = trend(found("2023-05-03", "2023-07-01"), Choice(), "month", RULE)
    record = json.loads(json.dumps(trend_json(made)))
    assert [period["events"] for period in record["periods"]] == [1, 0, 1]
    assert record["periods"][1]["killed"] is None
    assert record["change"]["earlier"]["events"] == 1


@pytest.mark.parametrize("ending", [".png", ".svg"])
def test_a_picture_is_written_and_the_same_each_time(tmp_path: Path, ending: str) -> None:
    made = trend(found("2023-05-03", "2023-07-01"), Choice(), "month", RULE)
    one, other = tmp_path / f"one{ending}", tmp_path / f"other{ending}"
    write_picture(made, one)
    write_picture(made, other)
    assert one.read_bytes() == other.read_bytes()
    assert one.read_bytes()[:4] in (b"\x89PNG", b"<?xm")


def test_a_picture_of_another_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"\.png or \.svg"):
        write_picture(trend(found("2023-05-03"), Choice(), "month", RULE), tmp_path / "a.pdf")
