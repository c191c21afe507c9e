"""A comparison from start to end: both sides cut to what both could know, matched, measured."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from khabar.errors import UsageError
from khabar.external import External
from khabar.link.registry.lookup import Actors
from khabar.view.export.selection import Selection
from khabar.view.validate.coverage import (
    Asked,
    Coverage,
    Side,
    asked_days,
    covered,
    covered_by,
    not_coded_by,
)
from khabar.view.validate.happening import Happening
from khabar.view.validate.matching import Matching, match
from khabar.view.validate.measures import Measures, measure
from khabar.view.validate.parties import Names
from khabar.view.validate.rules import Dataset, Rules
from khabar.view.validate.sides import mine, theirs

WARNING = (
    "An event of khabar's without a match is not necessarily wrong: the other side may lack it, "
    "tell it as part of another, or place and date it otherwise."
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to compare, as asked: a country and an actor by any name, ISO prefixes for days."""

    country: str | None = None
    actor: str | None = None
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """The result: the rules and the data set, what each side covers and what was left out."""

    dataset: Dataset
    against: str
    settlement: str
    rules: Rules
    covered: tuple[Coverage | None, Coverage | None]
    left_out: tuple[Mapping[str, int], Mapping[str, int]]
    totals: tuple[int, int]
    matching: Matching
    measures: Measures


def compare(
    selection: Selection,
    external: Sequence[External],
    actors: Actors,
    rules: Rules,
    *,
    dataset: Dataset,
    against: str,
    wanted: Wanted | None = None,
) -> Comparison:
    """Compare khabar's events with those of one data set.

    Raises UsageError for a country, actor or day that is not known.
    """
    names = Names(actors)
    ours = Side.of(mine(told, names) for told in selection.told())
    others = Side.of(theirs(event, dataset, names) for event in external)
    covers = covered_by(selection.found.articles, ours.events), covered(others.events)
    asked = asked_for(wanted or Wanted(), actors, names)
    for side, coverage in (ours, covers[1]), (others, covers[0]):
        side.keep(asked.leaves_out)
        side.keep(coverage.leaves_out if coverage else _nothing_there)
    ours.keep(not_coded_by(dataset))
    found = match(ours.events, others.events, rules)
    return Comparison(
        dataset, against, selection.settlement.rule, rules, covers,
        (ours.left_out, others.left_out), (ours.total, others.total), found, measure(found),
    )  # fmt: skip


def asked_for(wanted: Wanted, actors: Actors, names: Names) -> Asked:
    """Return what to compare, names and days understood."""
    country = names.country(wanted.country) if wanted.country else None
    if wanted.country and country is None:
        raise UsageError(f"--country {wanted.country!r}: expected a country by name or code.")
    try:
        days = asked_days(wanted.since, wanted.until)
    except ValueError as error:
        raise UsageError(f"--since, --until: {error}.") from error
    actor = names.actor(actors.named(wanted.actor).id) if wanted.actor else None
    return Asked(country, days["since"], days["until"], actor)


def _nothing_there(_event: Happening) -> str:
    return "the other side has nothing at all"
