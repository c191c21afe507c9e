"""What holds for every matching, whatever the events."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.view.validate.happening import Happening
from khabar.view.validate.matching import Matching, match
from khabar.view.validate.measures import measure
from tests.view.validate.make import DAY, RULES, a_happening, a_place, sides

Events = list[Happening]


def pairs(found: Matching) -> set[tuple[str, str]]:
    return {(one.mine.id, one.theirs.id) for one in found.matches}


@settings(max_examples=40)
@given(sides(), sides())
def test_every_event_is_matched_once_or_alone(mine: Events, theirs: Events) -> None:
    found = match(mine, theirs, RULES)
    for events, matched, alone in (
        (mine, [one.mine for one in found.matches], found.mine_alone),
        (theirs, [one.theirs for one in found.matches], found.theirs_alone),
    ):
        ids = [one.id for one in matched] + [one.event.id for one in alone]
        assert sorted(ids) == sorted(event.id for event in events)
        assert all(one.because for one in alone)
    assert all(one.score.whole >= RULES.minimum for one in found.matches)


@settings(max_examples=40)
@given(sides(), sides())
def test_the_two_sides_can_change_places(mine: Events, theirs: Events) -> None:
    one, other = match(mine, theirs, RULES), match(theirs, mine, RULES)
    assert len(one.matches) == len(other.matches)
    total, turned = (sum(m.score.whole for m in found.matches) for found in (one, other))
    assert round(total, 6) == round(turned, 6)
    assert measure(one).recall == measure(other).precision


@settings(max_examples=40)
@given(sides())
def test_a_data_set_matches_itself_wholly(events: Events) -> None:
    found = match(events, [replace(one, id=f"x{one.id}") for one in events], RULES)
    assert len(found.matches) == len(events)
    assert measure(found).recall.value == (1.0 if events else None)


@settings(max_examples=40)
@given(sides(), sides(), st.randoms(use_true_random=False))
def test_the_order_of_the_files_changes_nothing(
    mine: Events,
    theirs: Events,
    random: st.randoms,  # type: ignore[valid-type]
) -> None:
    found = match(mine, theirs, RULES)
    for events in mine, theirs:
        random.shuffle(events)  # type: ignore[attr-defined]
    assert match(mine, theirs, RULES) == found


def test_the_sum_of_all_scores_decides_and_not_the_best_pair() -> None:
    def at(id: str, km: float) -> Happening:
        return a_happening(id, place=a_place(point=(34.5 + km / 111.2, 69.2)))

    found = match([at("m0", 0), at("m30", 30)], [at("t10", 10), at("t59", 59)], RULES)
    assert pairs(found) == {("m0", "t10"), ("m30", "t59")}
    found = match([at("m0", 0), at("m9", 9)], [at("t10", 10), at("t-40", -40)], RULES)
    assert pairs(found) == {("m0", "t-40"), ("m9", "t10")}


def test_a_block_of_hundreds_is_solved_as_well_as_small_ones() -> None:
    mine = [a_happening(f"m{n}", first=DAY + n, last=DAY + n) for n in range(250)]
    theirs = [replace(one, id=f"t{one.id[1:]}") for one in mine]
    found = match(mine, theirs, RULES)
    assert pairs(found) == {(f"m{n}", f"t{n}") for n in range(250)}


def test_an_event_alone_tells_its_nearest_and_why_not() -> None:
    event = a_happening("mine")
    for other, because in (
        (a_happening("t", first=DAY + 3, last=DAY + 3), "3 days apart, 0 km"),
        (a_happening("t", place=a_place(point=(36.5, 69.2))), "222 km apart, window 60"),
        (a_happening("t", types=frozenset({"CONSULT"})), "another kind of event: assault"),
        (a_happening("t", place=a_place(country="PAK")), "nothing in that country"),
    ):
        (alone,) = match([event], [other], RULES).mine_alone
        assert because in alone.because
    both = match([event, a_happening("nearer")], [a_happening("t")], RULES)
    assert [one.because for one in both.mine_alone] == ["score 1.00, but mine is matched with it"]
    (alone,) = match([a_happening(killed=(50, 50, 50), parties=())],
                     [a_happening("t", first=DAY + 1, last=DAY + 1)], RULES).mine_alone  # fmt: skip
    assert alone.because.startswith("score 0.52, below 0.61: time 0.35, harm 0")
