import pytest
from hypothesis import given

from khabar.model import Claim, Decision, Event
from khabar.store.records import from_json, to_json
from tests.make import claim
from tests.store import strategies as some


@given(some.claims)
def test_a_claim_comes_back_as_it_was(record: Claim) -> None:
    assert from_json(Claim, to_json(record)) == record


@given(some.events)
def test_an_event_comes_back_as_it_was(record: Event) -> None:
    assert from_json(Event, to_json(record)) == record


@given(some.decisions)
def test_a_decision_comes_back_as_it_was(record: Decision) -> None:
    assert from_json(Decision, to_json(record)) == record


@given(some.claims)
def test_the_same_record_gives_the_same_text(record: Claim) -> None:
    assert to_json(from_json(Claim, to_json(record))) == to_json(record)


@pytest.mark.parametrize(
    "change",
    [
        ('"kind":"event"', '"kind":"rumour"'),
        ('"low":3', '"low":"3"'),
        ('"start":0', '"start":1'),
        ('"role":"main",', ""),
    ],
)
def test_text_that_is_no_such_record_is_refused(change: tuple[str, str]) -> None:
    text = to_json(claim())
    assert change[0] in text
    with pytest.raises(ValueError, match="validation error"):
        from_json(Claim, text.replace(*change))
