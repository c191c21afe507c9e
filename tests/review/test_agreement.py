from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.model import Decision
from khabar.review.agreement import (
    agreement,
    analysts,
    cohen_kappa,
    corrected_values,
    interval,
    judged,
    krippendorff_alpha,
)


def made(who: str, subject: str, verdict: str, **more: str) -> Decision:
    return Decision(subject, verdict, who, "2024-06-01", "seen", **more)  # type: ignore[arg-type]


def pairs(yes_yes: int, yes_no: int, no_yes: int, no_no: int) -> list[tuple[str, str]]:
    table = {("y", "y"): yes_yes, ("y", "n"): yes_no, ("n", "y"): no_yes, ("n", "n"): no_no}
    return [pair for pair, count in table.items() for _ in range(count)]


# The three examples that are worked out at https://en.wikipedia.org/wiki/Cohen%27s_kappa.
@pytest.mark.parametrize(
    ("table", "kappa"),
    [((20, 5, 10, 15), 0.40), ((45, 15, 25, 15), 0.1304), ((25, 35, 5, 35), 0.2593)],
)
def test_kappa_is_that_of_the_worked_examples(table: tuple[int, ...], kappa: float) -> None:
    assert cohen_kappa(pairs(*table)) == pytest.approx(kappa, abs=5e-5)


def columns(*rows: str) -> list[list[str]]:
    """Return the answers by subject; a row is an analyst, a dot no answer."""
    return [[one for one in unit if one != "."] for unit in zip(*rows, strict=True)]


# Krippendorff (2011), "Computing Krippendorff's alpha-reliability", parts A, B and C.
@pytest.mark.parametrize(
    ("rows", "alpha"),
    [
        (("0100000000", "1110010010"), 0.095),
        (("aabbdcccedda", "babbbccceddd"), 0.692),
        (("123321412...", "1233224125.3", ".3332342251.", "12332441251."), 0.743),
    ],
)
def test_alpha_is_that_of_the_worked_examples(rows: tuple[str, ...], alpha: float) -> None:
    assert krippendorff_alpha(columns(*rows)) == pytest.approx(alpha, abs=5e-4)


def test_nothing_to_compare_gives_no_figure_rather_than_nought() -> None:
    assert cohen_kappa([]) is None
    assert krippendorff_alpha([["y"], ["n"]]) is None
    assert interval([["y", "y"]]) == (None, None)


def test_answers_that_never_differ_cannot_be_told_from_chance() -> None:
    assert cohen_kappa([("y", "y")] * 9) is None
    assert krippendorff_alpha([["y", "y"]] * 9) is None


UNITS = st.lists(st.lists(st.sampled_from("abc"), min_size=2, max_size=4), min_size=2, max_size=20)


@given(UNITS)
def test_alpha_is_at_most_1_and_lies_where_its_interval_may_hold_it(units: list[list[str]]) -> None:
    alpha = krippendorff_alpha(units)
    assert alpha is None or alpha <= 1
    assert alpha is None or (alpha == 1) == all(len(set(unit)) == 1 for unit in units)


@given(UNITS, st.randoms())
def test_the_order_of_analysts_and_subjects_changes_no_alpha(units, drawn) -> None:  # type: ignore[no-untyped-def]
    before = krippendorff_alpha(units)
    for unit in units:
        drawn.shuffle(unit)
    drawn.shuffle(units)
    assert krippendorff_alpha(units) == (None if before is None else pytest.approx(before))


def test_the_interval_holds_alpha_and_is_the_same_each_time() -> None:
    units = [list(pair) for pair in pairs(20, 5, 10, 15)]
    low, high = interval(units)
    alpha = krippendorff_alpha(units)
    assert low is not None
    assert alpha is not None
    assert low < alpha < (high or 0)
    assert interval(units) == (low, high)


def test_more_subjects_make_the_interval_narrower() -> None:
    widths = []
    for times in (1, 9):
        low, high = interval([list(pair) for pair in pairs(20, 5, 10, 15)] * times)
        widths.append((high or 0) - (low or 0))
    assert widths[1] < widths[0] / 2


def test_each_analysts_latest_answer_counts_even_where_another_overruled_it() -> None:
    found = judged([
        made("Ana", "e1", "reject"),
        made("Ana", "e1", "accept"),
        made("Bea", "e1", "reject"),
        made("Bea", "c7", "merge", value="c8"),
    ])  # fmt: skip
    assert found == {"e1": {"Ana": "accept", "Bea": "reject"}}
    assert analysts(found) == ["Ana", "Bea"]


def test_an_undo_takes_back_the_undoers_answer_alone() -> None:
    both = [made("Ana", "e1", "accept"), made("Bea", "e1", "accept"), made("Bea", "e1", "undo")]
    assert judged(both) == {"e1": {"Ana": "accept"}}


def test_corrections_are_compared_field_by_field() -> None:
    found = corrected_values([
        made("Ana", "c1", "correct", field="mode", value="drone"),
        made("Bea", "c1", "correct", field="mode", value="firearms"),
        made("Bea", "c1", "correct", field="role", value="main"),
        made("Bea", "c1", "undo", field="role"),
    ])  # fmt: skip
    assert found == {"mode": {"c1": {"Ana": "drone", "Bea": "firearms"}}}


def test_only_subjects_that_both_judged_count_for_kappa() -> None:
    answers = [("Ana", "e1", "accept"), ("Bea", "e1", "accept"), ("Ana", "e2", "reject")]
    answers += [("Bea", "e2", "reject"), ("Ana", "e3", "accept")]
    found = agreement(judged(made(*one) for one in answers), "Ana", "Bea")
    assert (found.items, found.both, found.kappa, found.alpha) == (2, 2, 1.0, 1.0)
