from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.acquire import read
from khabar.balance import Balance
from khabar.engine import LocalEngine
from khabar.errors import BalanceError, LockedError, SpaceError
from khabar.model import Article, Claim, Dropped, Page
from khabar.pipeline import code as code_with
from khabar.pipeline import gather
from khabar.steps import Steps
from khabar.store.content import dump, faults
from khabar.store.document import Outcome
from khabar.store.store import Store, open_store
from tests.make import OTHER, TEXT, ToySteps, decision, page, write_articles


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store(":memory:") as opened:
        yield opened


def code(
    items: Iterable[Page | Dropped], store: Store, steps: Steps, fresh: bool = False
) -> Balance:
    return code_with(items, store, steps, LocalEngine(), fresh=fresh)


def content(store: Store) -> list[str]:
    with store.read() as connection:
        assert not list(faults(connection))
        return list(dump(connection))


def test_pages_become_claims_and_events(store: Store) -> None:
    code([page(), page(OTHER, "b.txt")], store, ToySteps())
    assert [claim.words.words for claim in store.claims()] == [TEXT, OTHER]
    assert len(store.events()) == 2
    assert set(store.event_ids()) == {claim.id for claim in store.claims()}


def test_every_item_ends_in_one_state(store: Store) -> None:
    items: list[Page | Dropped] = [
        page(),
        page(TEXT, "copy.txt"),
        page(" ", "empty.txt"),
        page("Les rebelles", "fr.txt", language="fr"),
        page("crash", "crash.txt"),
        Dropped("missing.txt", "acquire", "quarantined", "expected a file, found none"),
    ]
    balance = code(items, store, ToySteps())
    assert balance.states == {"coded": 1, "copied": 1, "quarantined": 3, "skipped": 1}
    content(store)


def test_a_text_in_another_language_is_skipped_by_rule(store: Store) -> None:
    code([page("Les rebelles", "fr.txt", language="fr")], store, ToySteps())
    (left,) = store.dropped()
    assert left.outcome == "skipped"
    assert left.reason == "language fr: English only so far"


@pytest.mark.parametrize("language", [None, "en", "en-GB"])
def test_english_and_unknown_languages_are_coded(store: Store, language: str | None) -> None:
    code([replace(page(), language=language)], store, ToySteps())
    assert len(store.claims()) == 1


def test_a_word_for_word_copy_is_not_coded_twice(store: Store) -> None:
    steps = ToySteps()
    code([page(), page(TEXT, "b.txt")], store, steps)
    assert steps.read == ["a.txt"]
    (group,) = store.copies()
    assert len(group.copies) == 1


def test_a_step_that_fails_puts_its_item_into_quarantine(store: Store) -> None:
    code([page("crash", "crash.txt"), page()], store, ToySteps())
    (left,) = store.dropped()
    assert left.item == "crash.txt"
    assert left.outcome == "quarantined"
    assert left.reason.startswith(
        "RuntimeError: no idea what to make of 'crash' (in make.py:extract"
    )
    assert len(store.claims()) == 1


def test_an_error_that_concerns_the_whole_run_stops_it(store: Store) -> None:
    class Full(ToySteps):
        def extract(self, article: Article) -> Sequence[Claim]:
            raise SpaceError("the disk is full")

    with pytest.raises(SpaceError):
        code([page()], store, Full())


def test_what_cannot_be_stored_is_quarantined(store: Store) -> None:
    balance = code([page(title="half a \ud83d character"), page(OTHER, "b.txt")], store, ToySteps())
    assert balance.states == {"coded": 1, "quarantined": 1}
    assert "surrogates not allowed" in store.dropped()[0].reason


def test_what_the_same_coder_has_done_is_not_done_again(store: Store) -> None:
    code([page()], store, ToySteps())
    again = ToySteps()
    before = content(store)
    balance = code([page()], store, again)
    assert again.read == []
    assert balance.states == {"coded": 1}
    assert content(store) == before


def test_a_later_coder_codes_all_again(store: Store) -> None:
    code([page()], store, ToySteps())
    again = ToySteps("toy 2")
    code([page()], store, again)
    assert again.read == ["a.txt"]


def test_a_fresh_run_codes_all_again(store: Store) -> None:
    code([page()], store, ToySteps())
    before = content(store)
    again = ToySteps()
    code([page()], store, again, fresh=True)
    assert again.read == ["a.txt"]
    assert content(store) == before


def test_a_page_that_changed_is_another_page(store: Store) -> None:
    code([page()], store, ToySteps())
    code([page(OTHER)], store, ToySteps())
    assert len(store.claims()) == 2


def test_adding_pages_one_by_one_gives_what_adding_them_at_once_gives(store: Store) -> None:
    pages = [page(), page(OTHER, "b.txt"), page(TEXT, "c.txt")]
    for one in pages:
        code([one], store, ToySteps())
    with open_store(":memory:") as at_once:
        code(pages, at_once, ToySteps())
        assert content(store) == content(at_once)


def test_two_runs_over_one_folder_give_equal_stores(tmp_path: Path, store: Store) -> None:
    folder = str(write_articles(tmp_path / "in"))
    code(read([folder]), store, ToySteps())
    with open_store(":memory:") as other:
        code(read([folder]), other, ToySteps())
        assert content(store) == content(other)


def test_the_balance_is_counted_from_the_store() -> None:
    balance = Balance()
    assert len(list(balance.arriving([page(), page(TEXT, "b.txt")]))) == 2
    lost: dict[str, Outcome] = {page().id: "coded"}
    with pytest.raises(BalanceError, match="expected 2 pages to end in a state, found 1 coded"):
        balance.close(lost)


def test_a_rejected_claim_leaves_its_event_and_stays_stored(store: Store) -> None:
    code([page(), page("Rebels killed 4 people on 2024-05-06.", "b.txt")], store, ToySteps())
    (event,) = store.events()
    store.decide(decision(event.claims[0]))
    gather(store, ToySteps())
    (left,) = store.events()
    assert left.id == event.id
    assert left.claims == event.claims[1:]
    assert len(store.claims()) == 2


def test_a_decision_binds_later_runs(store: Store) -> None:
    code([page()], store, ToySteps())
    store.decide(decision(store.claims()[0].id))
    code([page(OTHER, "b.txt")], store, ToySteps())
    assert [event.mode for event in store.events()] == ["firearms"]
    assert len(store.events()) == 1


def test_a_corrected_claim_is_merged_as_corrected_and_keeps_its_id(store: Store) -> None:
    code([page(), page("Rebels killed 4 people on 2024-05-06.", "b.txt")], store, ToySteps())
    (event,) = store.events()
    one = event.claims[1]
    store.decide(decision(one, "correct", field="mode", value="drone"))
    gather(store, ToySteps())
    assert sorted(e.mode or "" for e in store.events()) == ["drone", "firearms"]
    assert set(store.event_ids()) == set(event.claims)
    stored = store.claim(one)
    assert stored is not None
    assert stored.mode == "firearms"


def test_a_corrected_event_shows_the_correction(store: Store) -> None:
    code([page()], store, ToySteps())
    (event,) = store.events()
    store.decide(decision(event.id, "correct", field="grade.value", value="confirmed"))
    gather(store, ToySteps())
    assert store.events()[0].grade.value == "confirmed"


def test_a_rejected_event_is_shown_no_more_even_when_it_grows(store: Store) -> None:
    code([page()], store, ToySteps())
    (event,) = store.events()
    store.decide(decision(event.id))
    code([page("Rebels killed 4 people on 2024-05-06.", "b.txt")], store, ToySteps())
    assert store.events() == []
    (held,) = store.events(rejected=True)
    assert len(held.claims) == 2


def test_decisions_reach_the_merging_step_as_they_stand(store: Store) -> None:
    seen: list[str] = []

    class Watching(ToySteps):
        def merge(self, claims, articles, copies, decisions, *more):  # type: ignore[no-untyped-def]
            seen.extend(d.verdict for d in decisions)
            return super().merge(claims, articles, copies, decisions, *more)

    code([page()], store, ToySteps())
    for one in (decision("c1", "merge", value="c2"), decision("c2", "split", value="c1")):
        store.decide(one)
    gather(store, Watching())
    assert seen == ["split"]


def test_two_runs_at_once_leave_no_claim_without_its_event(tmp_path: Path) -> None:
    path, other_path = tmp_path / "case.db", tmp_path / "case.db"

    class Meanwhile(ToySteps):
        def merge(self, *given):  # type: ignore[no-untyped-def]
            with open_store(other_path, busy_seconds=0) as other, pytest.raises(LockedError):
                code([page(OTHER, "b.txt")], other, ToySteps())
            return super().merge(*given)

    with open_store(path) as store:
        code([page()], store, Meanwhile())
        code([page(OTHER, "b.txt")], store, ToySteps())
        assert set(store.event_ids()) == {claim.id for claim in store.claims()}


def test_two_claims_with_one_id_are_not_taken_for_one(store: Store) -> None:
    class Twice(ToySteps):
        def extract(self, article: Article) -> Sequence[Claim]:
            (one,) = super().extract(article)
            return [one, replace(one, factuality="denied")]

    assert code([page()], store, Twice()).states == {"quarantined": 1}
    assert "one of them would be lost" in store.dropped()[0].reason


PAGES = [
    page(),
    page(TEXT, "copy.txt"),
    page(OTHER, "b.txt"),
    page("crash", "crash.txt"),
    page("Les rebelles", "fr.txt", language="fr"),
    page("Rebels killed 4 people on 2024-05-06.", "c.txt"),
]


def without_event_ids(store: Store) -> tuple[list[str], set[tuple[str, ...]]]:
    """Return the content, events as sets of claims: an event keeps the id that it had first."""
    tables = ("events", "event_claims", "event_list", "redirects")
    rows = [line for line in content(store) if json.loads(line)[0] not in tables]
    return rows, {event.claims for event in store.events()}


@settings(max_examples=25)
@given(st.lists(st.lists(st.sampled_from(PAGES), max_size=4), max_size=4))
def test_how_pages_are_shared_out_among_runs_makes_no_difference(runs: list[list[Page]]) -> None:
    with open_store(":memory:") as by_and_by, open_store(":memory:") as at_once:
        for pages in runs:
            code(pages, by_and_by, ToySteps())
        code(dict.fromkeys(page for pages in runs for page in pages), at_once, ToySteps())
        assert without_event_ids(by_and_by) == without_event_ids(at_once)
