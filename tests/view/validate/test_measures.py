from __future__ import annotations

import math

import pytest

from khabar.view.validate.happening import Toll
from khabar.view.validate.matching import match
from khabar.view.validate.measures import Share, measure
from tests.view.validate.make import DAY, RULES, a_happening, a_place


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    # By Newcombe 1998, Statistics in Medicine 17:857-872, table I, method 3.
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_intervals_are_wilsons(count: int, of: int, low: float, high: float) -> None:
    assert Share(count, of).interval == pytest.approx((low, high), abs=0.0001)
    assert Share(of - count, of).interval == pytest.approx((1 - high, 1 - low), abs=0.0001)


def test_there_is_no_share_of_nothing() -> None:
    assert Share(0, 0).value is None
    assert Share(0, 0).interval is None


@pytest.mark.parametrize(
    ("mine", "theirs", "exact", "inside", "error"),
    [
        ((3, 3, 3), (3, 3, 3), 1, 1, 0.0),
        ((3, 3, 3), (1, 2, 5), 0, 1, math.log(4 / 3)),
        ((0, 0, 0), (1, 1, 1), 0, 0, math.log(2)),
    ],
)
def test_tolls_agree_exactly_within_a_range_or_by_their_ratio(
    mine: Toll, theirs: Toll, exact: int, inside: int, error: float
) -> None:
    found = match([a_happening(killed=mine)], [a_happening("b", killed=theirs)], RULES)
    tolls = measure(found).tolls
    assert (tolls.exact, tolls.inside) == (Share(exact, 1), Share(inside, 1))
    assert tolls.log_error == pytest.approx(error)


def test_distances_are_told_by_khabars_precision_and_only_between_points() -> None:
    town = [a_happening(f"m{n}", first=DAY + 9 * n, last=DAY + 9 * n) for n in range(3)]
    near = a_place(point=(34.6, 69.2), precision="near")
    mine = [town[0], a_happening("m1", first=DAY + 9, last=DAY + 9, place=near),
            a_happening("m2", first=DAY + 18, last=DAY + 18,
                        place=a_place(level="admin1", point=(34.0, 69.0)))]  # fmt: skip
    theirs = [a_happening(f"t{n}", first=DAY + 9 * n, last=DAY + 9 * n) for n in range(3)]
    found = measure(match(mine, theirs, RULES))
    assert found.recall == Share(3, 3)
    told = [(one.precision, one.count, round(one.median, 1)) for one in found.distances]
    assert told == [("all", 2, 5.6), ("exact", 1, 0.0), ("near", 1, 11.1)]


def test_recall_and_precision_are_told_by_year_actor_and_place() -> None:
    alone = a_happening("t2", first=DAY - 400, last=DAY - 400, province="Herat")
    found = measure(match([a_happening()], [a_happening("t1"), alone], RULES))
    by_year = {one.name: (one.recall, one.precision) for one in found.groups["year"]}
    assert by_year == {"2023": (Share(0, 1), Share(0, 0)), "2024": (Share(1, 1), Share(1, 1))}
    actors = {one.name: one.recall for one in found.groups["actor"]}
    assert actors == {"Red Front": Share(1, 2), "Civilians": Share(1, 2)}
    assert [one.name for one in found.groups["place"]] == ["AFG Kabul", "AFG Herat"]
