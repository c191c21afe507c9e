"""The queue: what matters most first, and whom each decision takes it from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from khabar.model import Joined
from khabar.store.margin import margin
from tests.view.desk.changing import Browser, browser


def test_each_event_says_why_it_is_there_the_weightiest_first(desk: Browser) -> None:
    queue = desk.get("/api/queue")
    weights = [row["weight"] for row in queue["rows"]]
    assert weights == sorted(weights, reverse=True)
    assert queue["left"] == len(queue["rows"]) == 2
    alone = next(row for row in queue["rows"] if row["killed_high"] == 19)
    assert alone["why"][0] == "One independent source alone tells of 10 or more killed."


def test_what_was_judged_leaves_and_comes_back_with_the_undo(desk: Browser) -> None:
    event = desk.events()[0]["id"]
    for verdict in ("accept", "reject"):
        desk.decide(verdict, event)
        assert event not in [row["id"] for row in desk.get("/api/queue")["rows"]]
    desk.decide("undo", event)
    desk.decide("undo", event)
    assert desk.get("/api/queue")["left"] == 2


def test_an_analyst_sees_what_others_judged_but_not_what_was_judged_by_that_name(
    desk: Browser,
) -> None:
    event = desk.events()[0]["id"]
    desk.decide("reject", event)
    assert desk.get("/api/queue", analyst="Ana")["left"] == 1
    assert desk.get("/api/queue", analyst="Bea")["left"] == 2
    desk.decide("accept", event, who="Bea")
    assert desk.get("/api/queue", analyst="Bea")["left"] == 1


def test_the_queue_obeys_the_filter(desk: Browser) -> None:
    queue = desk.get("/api/queue", q="killed>=10")
    assert [row["killed_high"] for row in queue["rows"]] == [19]
    assert queue["left"] == 1
    assert "filter" in desk.get("/api/queue", q="killed>=", status=400)["error"]


def test_pages_of_the_queue_join_up(tmp_path: Path) -> None:
    texts = [f"Rebels killed {n} people in Northtown on 2024-0{n}-06." for n in range(1, 10)]
    with browser(tmp_path, texts=texts) as desk:
        whole = [row["id"] for row in desk.get("/api/queue")["rows"]]
        seen: list[str] = []
        after: dict[str, Any] = {}
        for _ in range(5):
            page = desk.get("/api/queue", limit=2, **after)
            seen += [row["id"] for row in page["rows"]]
            after = {"after": page["cursor"]}
        assert seen == whole
        assert page["cursor"] is None


@pytest.mark.parametrize("cursor", ["x", "1.2", "1.2.3.4", "1..2", "1.2.x", "--1.2.3"])
def test_a_cursor_that_is_none_is_refused(desk: Browser, cursor: str) -> None:
    assert "cursor" in desk.get("/api/queue", after=cursor, status=400)["error"]


def test_agreement_is_that_of_two_analysts(desk: Browser) -> None:
    one, other = (event["id"] for event in desk.events())
    for who, event, verdict in (
        ("Ana", one, "accept"), ("Bea", one, "accept"),
        ("Ana", other, "accept"), ("Bea", other, "reject"), ("Cyr", other, "reject"),
    ):  # fmt: skip
        desk.decide(verdict, event, who=who)
    found = desk.get("/api/agreement")
    assert found["analysts"] == ["Ana", "Bea", "Cyr"]
    assert (found["one"], found["other"]) == ("Ana", "Bea")
    of_all = found["agreement"]
    assert (of_all["items"], of_all["both"], of_all["kappa"]) == (2, 2, 0)
    assert of_all["low"] <= of_all["alpha"] <= of_all["high"]
    of_two = desk.get("/api/agreement", one="Bea", other="Cyr")["agreement"]
    assert (of_two["both"], of_two["kappa"]) == (1, None)


def test_agreement_on_corrections_is_told_field_by_field(desk: Browser) -> None:
    event = desk.events()[0]["id"]
    for who, value in (("Ana", "drone"), ("Bea", "heavy-weapons")):
        desk.decide("correct", event, who=who, field="mode", value=value)
    (mode,) = desk.get("/api/agreement")["by_field"]
    found = mode["agreement"]
    assert (mode["field"], found["items"], found["alpha"]) == ("mode", 1, 0)


def tie(one: str, other: str, score: float) -> Joined:
    return Joined(one, other, score, ())


@pytest.mark.parametrize(
    ("joined", "weakest"),
    [
        ([], None),
        ([tie("a", "b", 0.3)], 0.3),
        ([tie("a", "b", 0.3), tie("b", "c", 2.0), tie("a", "c", 1.5)], 1.5),
        ([tie("a", "b", 2.0), tie("c", "d", 2.0), tie("b", "c", -0.5), tie("a", "d", 0.1)], 0.1),
    ],
)
def test_an_event_is_as_sure_as_the_weakest_tie_that_it_needs(
    joined: list[Joined], weakest: float | None
) -> None:
    assert margin(joined) == weakest
    assert margin(joined[::-1]) == weakest
