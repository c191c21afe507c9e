from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from khabar.view.contract import check_claim_json
from khabar.view.jsonl import claim_json
from tests.view.make import TEXT, a_claim, an_article

Record = dict[str, Any]


def record() -> Record:
    return claim_json(a_claim(), an_article(), None)


def without(key: str) -> Callable[[Record], object]:
    return lambda claim: claim.pop(key)


def with_value(key: str, value: object) -> Callable[[Record], object]:
    return lambda claim: claim.update({key: value})


@pytest.mark.parametrize(
    ("break_it", "named"),
    [
        (without("harm"), "harm"),
        (with_value("mood", "grim"), "mood"),
        (with_value("kind", "Event"), "kind"),
        (with_value("event_type", "FIGHT"), "event_type"),
        (with_value("mode", "Suicide Attack"), "mode"),
        (with_value("start", "24"), "start"),
        (with_value("end", 30), "quote"),
        (with_value("attribution", []), "attribution"),
        (lambda claim: claim["article"].update(url="https://x.example"), "article"),
        (lambda claim: claim["date"].update(start="May 2023"), "date.start"),
        (lambda claim: claim["place"].update(latitude=91.0), "place.latitude"),
        (lambda claim: claim["harm"][0].update(low=-1), "harm.0.low"),
    ],
)
def test_says_what_is_wrong(break_it: Callable[[Record], object], named: str) -> None:
    claim = record()
    break_it(claim)
    assert any(named in fault for fault in check_claim_json(json.dumps(claim)))


def test_refuses_keys_out_of_order() -> None:
    claim = dict(reversed(record().items()))
    assert "order" in check_claim_json(json.dumps(claim))[0]


def test_looks_words_up_in_the_text() -> None:
    line = json.dumps(record())
    assert check_claim_json(line, TEXT) == []
    assert "words of shoppers" in check_claim_json(line, TEXT.replace("shoppers", "visitors"))[1]


def test_says_that_a_line_is_not_json() -> None:
    assert check_claim_json("{").pop().startswith("not JSON")
