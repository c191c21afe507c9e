from dataclasses import replace

from khabar.model import Event
from khabar.store.redirects import moved
from tests.make import claim, event


def of(name: str, *claims: str) -> Event:
    return replace(event(claim()), id=name, claims=claims)


def test_an_event_that_stays_has_no_redirect() -> None:
    assert moved([of("e1", "a")], [of("e1", "a", "b")]) == {}


def test_a_merged_event_leads_to_the_one_that_took_it_in() -> None:
    assert moved([of("e1", "a"), of("e2", "b")], [of("e1", "a", "b")]) == {"e2": "e1"}


def test_a_split_event_leads_to_where_most_of_it_is() -> None:
    assert moved([of("e1", "a", "b", "c")], [of("e2", "a"), of("e3", "b", "c")]) == {"e1": "e3"}


def test_an_event_whose_claims_are_all_gone_went_nowhere() -> None:
    assert moved([of("e1", "a")], [of("e2", "b")]) == {}
