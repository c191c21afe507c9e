"""Each signal: what speaks for or against two tellings being of one happening."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations, combinations_with_replacement
from typing import Any

import pytest

from khabar.merge.score import likely, score, shares, weights
from khabar.merge.signals import SIGNALS, says_something, told_by
from khabar.merge.telling import Telling
from khabar.model import Harm, Unlinked
from tests.merge.make import BRIGADE, FRONT, day, harm, parties, span, telling, town

HERE, CLOSE = town(point=(1, 1)), town("Oran", point=(1.05, 1), number=8)
FAR = town("Oran", point=(3, 1), number=8)
IN_EAST = town(province="East")
EAST = town("East", province="East", precision="admin1")
WEST = town("West", province="West", precision="admin1")
PASS = Unlinked(span("a", "Torun Pass"), "not on the map")
BAKERS, WEAVERS = (parties((f"Belsk {trade}", None)) for trade in ("bakers", "weavers"))
LINKED = parties(BRIGADE), parties(FRONT)
SHELLED = span("a", "mortar shells market"), span("b", "mortar shells school")

BARE: Mapping[str, Any] = {"when": None, "where": None, "actors": (), "mode": None}
# Two tellings by what they tell, and what the signal then says.
SAYS: list[tuple[str, Mapping[str, Any], Mapping[str, Any], float]] = [
    ("always", {}, {}, 1.0),
    ("same_day", {"when": day("2024-05-04")}, {"when": day("2024-05-04")}, 1.0),
    ("same_day", {"when": day("2024-05-04")}, {"when": day("2024-05-05")}, 0.0),
    ("next_day", {"when": day("2024-05-04")}, {"when": day("2024-05-05")}, 1.0),
    ("days_meet", {"when": day("2024-05-04")}, {"when": day("2024-05-01", "2024-05-31")}, 1.0),
    ("days_meet", {"when": day("2024-05-04")}, {"when": day("2024-05-04")}, 0.0),
    ("days_apart", {"when": day("2024-05-04")}, {"when": day("2024-05-20")}, 1.0),
    ("days_apart", {"when": day("2024-05-04")}, {"when": day("2024-05-05")}, 0.0),
    ("told_just_after", {"when": day("2024-05-04")}, {"published": "2024-05-05"}, 1.0),
    ("told_just_after", {"when": day("2024-05-04")}, {"published": "2024-06-05"}, 0.0),
    ("told_before", {"published": "2024-05-01"}, {"when": day("2024-05-04")}, 1.0),
    ("told_before", {"published": "2024-05-04"}, {"when": day("2024-05-04")}, 0.0),
    ("one_is_past", {"when": day("2023-01-04")}, {}, 1.0),
    ("published_together", {}, {}, 1.0),
    ("published_together", {}, {"published": None}, 0.0),
    ("published_apart", {}, {"published": "2026-05-05"}, 1.0),
    ("same_place", {"where": town()}, {"where": town()}, 1.0),
    ("same_place", {"where": HERE}, {"where": CLOSE}, 1.0),
    ("place_holds_place", {"where": town()}, {"where": town("Varia", precision="country")}, 0.5),
    ("place_holds_place", {"where": IN_EAST}, {"where": EAST}, 1.0),
    ("same_place_words", {"where": PASS}, {"where": PASS}, 1.0),
    ("places_apart", {"where": HERE}, {"where": FAR}, 1.0),
    ("places_apart", {"where": IN_EAST}, {"where": WEST}, 1.0),
    ("countries_apart", {"where": town()}, {"where": town(country="SEL")}, 1.0),
    ("same_mode", {"mode": "drone"}, {"mode": "drone"}, 1.0),
    ("modes_apart", {"mode": "drone"}, {"mode": "melee"}, 1.0),
    ("modes_apart", {"mode": "suicide-attack"}, {"mode": "explosives"}, 0.0),
    ("same_actor", {"actors": parties(BRIGADE)}, {"actors": parties(BRIGADE, FRONT)}, 1.0),
    ("actors_apart", {"actors": parties(BRIGADE)}, {"actors": parties(FRONT)}, 1.0),
    ("same_target", {"targets": parties(FRONT)}, {"targets": parties(FRONT)}, 1.0),
    ("target_words", {"targets": BAKERS}, {"targets": WEAVERS}, 0.5),
    ("targets_apart", {"targets": BAKERS}, {"targets": parties(FRONT)}, 1.0),
    ("sides_swapped", {"actors": LINKED[0], "targets": LINKED[1]}, {"actors": LINKED[1]}, 1.0),
    ("same_toll", {"figures": (harm(12),)}, {"figures": (harm(12),)}, 1.0),
    ("same_toll", {"figures": (harm(1),)}, {"figures": (harm(1),)}, 0.5),
    ("tolls_fit", {"figures": (harm(5),)}, {"figures": (harm(7),)}, 1.0),
    ("tolls_apart", {"figures": (harm(5),)}, {"figures": (harm(50),)}, 1.0),
    ("tolls_apart", {"figures": (harm(5, open_end=True),)}, {"figures": (harm(50),)}, 0.0),
    ("words_shared", {"words": SHELLED[0]}, {"words": SHELLED[1]}, 2 / 3),
    ("topics_shared", {"topic": {"market": 1.0}}, {"topic": {"market": 1.0}}, 1.0),
    ("both_main", {}, {}, 1.0),
    ("both_main", {}, {"role": "background"}, 0.0),
    ("one_bare", {}, {"when": day("2024-05-04")}, 1.0),
    ("one_several", {"words": span("a", "a series of attacks")}, {}, 1.0),
    ("one_planned", {"factuality": "planned"}, {}, 1.0),
    ("close_by", {}, {"words": span("a", "attack", 750)}, 0.5),
]  # fmt: skip


def told(id: str, given: Mapping[str, Any]) -> Telling:
    fields = {**BARE, **given}
    figures: tuple[Harm, ...] = fields.pop("figures", ())
    return telling(id, *figures, **fields)


def id_of(case: object) -> str:
    return case if isinstance(case, str) else ""


@pytest.mark.parametrize(("signal", "one", "other", "says"), SAYS, ids=id_of)
def test_a_signal_says_what_it_is_named_for(
    signal: str, one: Mapping[str, Any], other: Mapping[str, Any], says: float
) -> None:
    a, b = told("a", one), told("a" if signal == "close_by" else "b", other)
    assert SIGNALS[signal](a, b) == pytest.approx(says)
    assert SIGNALS[signal](b, a) == pytest.approx(says)


def test_every_signal_has_an_example() -> None:
    assert {signal for signal, _, _, says in SAYS if says} == set(SIGNALS)


TOLD = [told(f"a{n}", given) for n, given in enumerate(g for _, *both, _ in SAYS for g in both)]


def test_a_signal_that_is_not_asked_would_have_said_nothing() -> None:
    for one, other in combinations_with_replacement(TOLD, 2):
        ours, theirs = told_by(one), told_by(other)
        for signal, compare in SIGNALS.items():
            if not says_something(signal, ours & theirs, ours ^ theirs):
                assert compare(one, other) == 0.0, signal


def test_the_short_way_to_a_score_finds_the_likely_pairs_and_no_others() -> None:
    likely_pairs = 0
    for one, other in combinations(TOLD, 2):
        ours, theirs = told_by(one), told_by(other)
        whole, short = score(one, other, ours, theirs), likely(one, other, ours, theirs)
        assert (short is None) == (whole <= 0) or abs(whole) < 1e-9
        if short is not None:
            likely_pairs += 1
            assert short == pytest.approx(whole)
            given = shares(one, other, ours, theirs)
            assert sum(share for _, share in given) == pytest.approx(whole, abs=0.01)
    assert likely_pairs


def test_weights_speak_the_way_their_signals_mean() -> None:
    for table in weights().values():
        for signal, weight, _ in table:
            if signal.endswith("apart"):
                assert weight < 0, signal
            if signal.startswith("same") or signal.endswith("shared"):
                assert weight > 0, signal
