"""Decisions through the dashboard's server."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import text

from khabar.deciding import decide, now
from khabar.model import Decision
from khabar.view.desk import decisions
from khabar.view.desk.errands import Errand
from tests.real_merging import MergingAll
from tests.view.desk.changing import Browser, browser


def largest(desk: Browser) -> dict[str, object]:
    return max(desk.events(), key=lambda event: event["claims"])


def claims_of(desk: Browser, event: str) -> list[str]:
    return [claim["id"] for claim in desk.get("/api/claims", q=f"event:{event}")["rows"]]


def test_a_decision_is_told_back_and_stands(desk: Browser) -> None:
    event = str(largest(desk)["id"])
    made = desk.decide("accept", event)
    assert made["events"] == [event]
    assert made["decision"]["stands"]
    assert made["errand"] is None
    assert next(row for row in desk.events() if row["id"] == event)["status"] == "accepted"


def test_a_rejected_event_is_shown_no_more_until_the_undo(desk: Browser) -> None:
    event = str(largest(desk)["id"])
    desk.decide("reject", event)
    assert event not in [row["id"] for row in desk.events()]
    desk.decide("undo", event)
    assert event in [row["id"] for row in desk.events()]


def test_a_correction_shows_and_its_undo_shows_what_was_told(desk: Browser) -> None:
    event = str(largest(desk)["id"])
    desk.decide("correct", event, field="mode", value="drone")
    assert largest(desk)["mode"] == "drone"
    desk.decide("undo", event, field="mode")
    assert largest(desk)["mode"] == "firearms"


def test_merged_events_lead_to_the_one_that_is_left(desk: Browser) -> None:
    big, small = (str(e["id"]) for e in sorted(desk.events(), key=lambda e: -e["claims"]))
    made = desk.decide("merge", small, value=big)
    (left,) = desk.events()
    assert made["events"] == [left["id"]]
    assert made["redirect"] == (left["id"] if left["id"] != small else None)
    assert len(desk.decide("undo", str(left["id"]))["events"]) == 2


def test_split_claims_go_and_the_rest_stays(desk: Browser) -> None:
    event = str(largest(desk)["id"])
    one, *rest = claims_of(desk, event)
    made = desk.decide("split", event, value=one)
    assert made["decisions"] == len(rest)
    assert len(made["events"]) == 2
    assert [len(claims_of(desk, id)) for id in sorted(made["events"], key=lambda i: i != event)]


def test_a_card_says_at_once_what_was_decided_and_that_events_follow_later(
    desk: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decisions, "MOST_AT_ONCE", 0)
    desk.desk.case.steps = MergingAll()
    goes_on = threading.Event()

    def busy(_: Errand) -> None:
        goes_on.wait(60)

    desk.desk.errands.start(busy)
    event = str(largest(desk)["id"])
    one, *rest = claims_of(desk, event)
    made = desk.decide("split", event, value=one)
    card = desk.get(f"/api/events/{event}")
    assert card["gathering"]
    assert [line["verdict"] for line in card["decisions"]] == ["split"]
    assert len(card["claims"]) == len(rest) + 1
    goes_on.set()
    assert desk.ended(made["errand"])["state"] == "done"
    card = desk.get(f"/api/events/{event}")
    assert (card["gathering"], len(card["claims"])) == (False, len(rest))


def history(desk: Browser, event: str) -> list[tuple[str, int | None, bool]]:
    lines = desk.get(f"/api/events/{event}")["decisions"]
    return [(line["verdict"], line["claims"], line["stands"]) for line in lines]


def test_a_split_of_several_pairs_is_one_line_of_history_with_its_undo(desk: Browser) -> None:
    event = str(largest(desk)["id"])
    one, *rest = claims_of(desk, event)
    assert desk.decide("split", event, value=one)["decisions"] > 1
    many = len(rest) + 1
    assert history(desk, event) == [("split", many, True)]
    (line,) = desk.get(f"/api/events/{event}")["decisions"]
    desk.decide("undo", line["subject"], value=line["id"])
    assert history(desk, event) == [("split", many, False), ("undo", many, False)]
    assert len(claims_of(desk, event)) == many


def test_a_merge_is_one_line_of_history_with_the_claims_of_both(desk: Browser) -> None:
    big, small = (str(e["id"]) for e in sorted(desk.events(), key=lambda e: -e["claims"]))
    desk.decide("accept", big)
    desk.decide("merge", small, value=big)
    assert history(desk, big) == [("accept", None, True), ("merge", 4, True)]


def test_undo_by_its_id_takes_back_that_decision_and_no_later_one(desk: Browser) -> None:
    event = str(largest(desk)["id"])
    accepted = desk.decide("accept", event)["decision"]
    desk.decide("correct", event, field="mode", value="drone")
    desk.decide("undo", event, value=accepted["id"])
    assert [stands for _, _, stands in history(desk, event)] == [False, True, False]
    assert largest(desk)["mode"] == "drone"


@pytest.mark.parametrize(
    ("deed", "sentence"),
    [
        ({"verdict": "accept", "subject": "nothing"}, "no event or claim here has this id"),
        ({"verdict": "undo", "subject": "nothing"}, "no decision stands"),
        ({"verdict": "maybe", "subject": "x"}, "verdict"),
        ({"verdict": "accept", "subject": "x", "who": " "}, "who"),
        ({"verdict": "accept", "subject": "x", "why": ""}, "why"),
        ({"verdict": "accept", "subject": "x", "more": 1}, "more"),
        ({"verdict": "accept", "subject": 7}, "subject"),
    ],
)
def test_what_cannot_be_done_is_refused_with_a_sentence(
    desk: Browser, deed: dict[str, object], sentence: str
) -> None:
    whole = {"who": "Ana", "why": "seen", **deed}
    refused = desk.send("/api/decisions", whole, status=400)
    assert sentence in refused["error"]
    assert desk.get("/api/decisions")["rows"] == []


@pytest.mark.parametrize("body", [b"{", b"", b"\xff", b"[" * 100_000, b'{"subject": "x"}', b"7"])
def test_a_body_that_is_none_of_ours_is_refused_with_a_sentence(desk: Browser, body: bytes) -> None:
    headers = {"content-type": "application/json"}
    answer = desk.client.post("/api/decisions", content=body, headers=headers)
    assert answer.status_code == 400
    assert answer.json()["error"].endswith(".")


def test_what_is_not_served_is_refused_with_a_sentence(desk: Browser) -> None:
    assert desk.get("/api/nowhere", status=404)["error"]
    assert desk.send("/api/queue", {}, status=405)["error"]


def test_the_change_feed_has_the_newest_first_page_by_page(desk: Browser) -> None:
    event = str(largest(desk)["id"])
    for verdict in ("accept", "reject", "undo"):
        desk.decide(verdict, event)
    first = desk.get("/api/decisions", limit=2)
    assert [row["verdict"] for row in first["rows"]] == ["undo", "reject"]
    assert [row["stands"] for row in first["rows"]] == [False, False]
    rest = desk.get("/api/decisions", limit=2, after=first["cursor"])
    assert [(row["verdict"], row["stands"]) for row in rest["rows"]] == [("accept", True)]
    assert rest["cursor"] is None
    assert rest["chain"] == {"intact": True, "broken_at": None}


def test_a_changed_decision_breaks_the_chain_where_it_stands(desk: Browser) -> None:
    event = str(largest(desk)["id"])
    for _ in range(3):
        desk.decide("accept", event)
    forged = "UPDATE decisions SET record = replace(record, 'Ana', 'Eve') WHERE number = 2"
    with desk.desk.case.store.write() as connection:
        # The store refuses this; somebody with the file in hand can take the refusal away.
        guards = text("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for name in connection.execute(guards).scalars().all():
            connection.execute(text(f"DROP TRIGGER {name}"))
        connection.execute(text(forged))
    assert desk.get("/api/decisions")["chain"] == {"intact": False, "broken_at": 2}


def test_a_decision_without_leave_changes_nothing(desk: Browser) -> None:
    deed = {"verdict": "accept", "subject": largest(desk)["id"], "who": "Ana", "why": "seen"}
    for headers in ({"origin": "https://evil.example"}, {"x-khabar": "x"}):
        assert desk.client.post("/api/decisions", json=deed, headers=headers).status_code == 403
    desk.client.cookies.clear()
    assert desk.client.post("/api/decisions", json=deed).status_code == 401
    assert desk.desk.case.store.decisions() == []


def test_decisions_at_once_are_all_kept_in_one_chain(desk: Browser) -> None:
    ids = [str(event["id"]) for event in desk.events()]
    deeds = [(verdict, id) for verdict in ("accept", "reject") for id in ids for _ in range(4)]
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda deed: desk.decide(*deed), deeds))
    feed = desk.get("/api/decisions")
    assert len(feed["rows"]) == len(deeds)
    assert feed["chain"]["intact"]
    assert desk.desk.case.store.faults() == []


def test_later_articles_respect_what_was_decided(desk: Browser) -> None:
    event = str(largest(desk)["id"])
    gone, *kept = claims_of(desk, event)
    desk.decide("reject", gone)
    desk.decide("accept", event)
    words = "Rebels killed 6 people in Northtown on 2024-05-06, a priest said."
    desk.ended(desk.send("/api/add", {"text": words}, status=202)["errand"])
    (now,) = [row for row in desk.events() if row["id"] == event]
    assert now["status"] == "accepted"
    assert now["claims"] == len(kept) + 1
    assert gone not in claims_of(desk, event)


def test_in_a_large_store_events_follow_after_a_job(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decisions, "MOST_AT_ONCE", 2)
    with browser(tmp_path, steps=MergingAll()) as desk:
        one, other = (str(event["id"]) for event in desk.events())
        assert desk.decide("accept", one)["errand"] is None
        made = desk.decide("merge", one, value=other)
        assert desk.ended(made["errand"])["state"] == "done"
        assert len(desk.events()) == 1
        assert desk.desk.case.store.followed()


def test_in_a_large_store_events_follow_at_once_where_little_is_touched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decisions, "MOST_AT_ONCE", 2)
    with browser(tmp_path) as desk:
        one, other = (str(event["id"]) for event in desk.events())
        assert desk.decide("merge", one, value=other)["errand"] is None
        assert len(desk.events()) == 1
        assert desk.desk.case.store.followed()


def test_what_did_not_follow_before_the_server_ended_is_known(tmp_path: Path) -> None:
    with browser(tmp_path) as desk:
        store, steps = desk.desk.case.store, MergingAll()
        one, other = (str(event["id"]) for event in desk.events())
        wanted = Decision(one, "merge", "Ana", now(), "seen", value=other)
        decide(store, steps, wanted, gather_now=False)
        assert not store.followed()
        decide(store, steps, Decision(one, "accept", "Ana", now(), "seen"))
        assert not store.followed()
        errand = desk.desk.errands.start(lambda errand: decisions.gather_again(desk.desk, errand))
        desk.ended(errand.id)
        assert store.followed()
        assert len(desk.events()) == 1
