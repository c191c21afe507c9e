"""What both sides could know: the days, countries and kinds of event that each covers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from khabar.model import Article
from khabar.view.periods import days_of
from khabar.view.validate.happening import Happening, Identity
from khabar.view.validate.rules import Dataset
from khabar.view.validate.score import day

# Articles tell of the days before them: in the first days of a collection too.
DAYS_BEFORE = 7
Out = Callable[[Happening], str | None]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the user wants to compare: a country by code, days as ordinals, an actor."""

    country: str | None = None
    since: int | None = None
    until: int | None = None
    actor: Identity | None = None

    def leaves_out(self, event: Happening) -> str | None:
        """Say why an event is not asked for."""
        if self.country is not None and event.place.country != self.country:
            return "another country than asked for"
        if self.since is not None and event.last < self.since:
            return "before the days asked for"
        if self.until is not None and event.first > self.until:
            return "after the days asked for"
        if self.actor is not None and not any(self.actor.is_kin(one) for one in event.parties):
            return "without the actor asked for"
        return None


@dataclass(frozen=True, slots=True)
class Coverage:
    """The days that a side covers, as ordinals, and its countries by code."""

    first: int
    last: int
    countries: frozenset[str]

    def __str__(self) -> str:
        return f"{day(self.first)} to {day(self.last)}, {len(self.countries)} countries"

    def leaves_out(self, event: Happening) -> str | None:
        """Say why the side could not know of an event of the other."""
        if event.last < self.first or event.first > self.last:
            return "outside the days that the other side covers"
        if event.place.country not in self.countries:
            return "in a country of which the other side has nothing"
        return None


@dataclass(slots=True)
class Side:
    """The events of a side that can be compared, and how many cannot, by reason."""

    events: list[Happening] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, found: Iterable[Happening | str]) -> Side:
        """Return what can be compared at all."""
        side = cls()
        for one in found:
            if isinstance(one, str):
                side.left_out[one] += 1
            else:
                side.events.append(one)
        side.events.sort(key=lambda event: event.order)
        return side

    def keep(self, out: Out) -> None:
        """Leave out what there is a reason against, and count it."""
        reasons = [(event, out(event)) for event in self.events]
        self.left_out.update(why for _, why in reasons if why)
        self.events = [event for event, why in reasons if not why]

    @property
    def total(self) -> int:
        """How many events there were at the start."""
        return len(self.events) + self.left_out.total()


def covered(events: Sequence[Happening]) -> Coverage | None:
    """Return what a data set covers, by what it holds; None for an empty one."""
    if not events:
        return None
    first, last = min(one.first for one in events), max(one.last for one in events)
    return Coverage(first, last, frozenset(one.place.country for one in events))


def covered_by(articles: Iterable[Article], events: Sequence[Happening]) -> Coverage | None:
    """Return what khabar covers: the days its articles were published on, its events' countries.

    They begin `DAYS_BEFORE` the first article. Where none is dated, the days are the events'.
    """
    by_events = covered(events)
    days = [days_of(one.published, one.published) for one in articles if one.published]
    if not days or by_events is None:
        return by_events
    first, last = min(one.first for one in days), max(one.last for one in days)
    return Coverage(first.toordinal() - DAYS_BEFORE, last.toordinal(), by_events.countries)


def not_coded_by(dataset: Dataset) -> Out:
    """Return what says why a data set could not hold an event of khabar's."""

    def out(event: Happening) -> str | None:
        if dataset.codes and not event.types & dataset.codes:
            return f"a kind of event that {dataset.name} does not code"
        if dataset.needs_dead and (event.killed is None or event.killed[2] == 0):
            return f"nobody killed, as far as stated, and {dataset.name} holds only deaths"
        return None

    return out


def asked_days(since: str | None, until: str | None) -> Mapping[str, int | None]:
    """Return ISO prefixes as the first and last day meant. Raises ValueError for no date."""
    first: date | None = days_of(since, since).first if since else None
    last: date | None = days_of(until, until).last if until else None
    return {
        "since": first.toordinal() if first else None,
        "until": last.toordinal() if last else None,
    }
