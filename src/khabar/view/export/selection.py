"""What is exported: the events and claims chosen, the rule for figures, who each party is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from khabar.model import Article, Claim, Decision, Event, Party, Source
from khabar.view.figures import Settlement, Toll, toll
from khabar.view.findings import Findings

# The name of a source that the text does not name.
UNSPECIFIED = "unspecified"
# Grades that the program may only suggest.
ONLY_BY_PERSON = frozenset(("confirmed", "discounted"))
# How a claim must present an event for it to be one in other data sets.
HAPPENED = frozenset(("asserted", "alleged", "hedged", "unverified"))


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a party on a day: PLOVER sector, country or international code, kind."""

    sector: str | None = None
    country: str | None = None
    kind: str | None = None
    wikidata: str | None = None
    aliases: tuple[str, ...] = ()
    parent: str | None = None


# A party, the day of the event as an ISO prefix.
Who = Callable[[Party, str | None], Known]


@dataclass(frozen=True, slots=True)
class Told:
    """One event with its claims, the articles of these, and its settled toll of dead."""

    event: Event
    claims: tuple[Claim, ...]
    articles: tuple[Article, ...]
    killed: Toll | None
    injured: Toll | None
    statements: tuple[Claim, ...] = ()

    @property
    def happened(self) -> bool:
        """Whether some claim tells it as having happened, surely or not."""
        return any(claim.factuality in HAPPENED for claim in self.claims)

    @property
    def dead_stated(self) -> bool:
        """Whether some source states a number of dead, which a rule may still not settle on."""
        readings = (r for r in self.event.readings if r.outcome == "killed")
        return any(r.low is not None or r.high is not None for r in readings)

    @property
    def day(self) -> str | None:
        """The first day, month or year of the event."""
        return self.event.when.start if self.event.when else None


@dataclass(frozen=True)
class Selection:
    """Events and claims that an export is made of, and how to read them.

    `reviewed` has, by id, the decisions by which a person accepted an event or claim; `rejected`
    the claims that a person rejected, which are not among those found. `chosen` is what the user
    asked for, in words.
    """

    found: Findings
    settlement: Settlement
    who: Who
    reviewed: Mapping[str, Decision] = field(default_factory=dict)
    chosen: str = "everything"
    coder: str = "khabar"
    rejected: frozenset[str] = frozenset()

    def told(self) -> Iterator[Told]:
        """Yield the events by date, those without a date last, each with what belongs to it."""
        for event in sorted(self.found.events, key=_order):
            claims = tuple(self.found.claims_of(event))
            ids = dict.fromkeys(claim.article_id for claim in claims)
            articles = tuple(self.found.article[id] for id in ids if id in self.found.article)
            outside = {id for d in event.disputes for id in d.claims} - set(event.claims)
            statements = tuple(
                self.found.claim[id] for id in sorted(outside) if id in self.found.claim
            )
            killed = toll(self.settlement, event, "killed")
            injured = toll(self.settlement, event, "injured")
            yield Told(event, claims, articles, killed, injured, statements)

    def grade(self, told: Told) -> str:
        """Return the event's grade; one that only a person may give is told as suggested."""
        grade = told.event.grade.value
        if grade in ONLY_BY_PERSON and told.event.id not in self.reviewed:
            return f"{grade} (suggested)"
        return grade

    def known(self, party: Party, told: Told) -> Known:
        """Return what is known of a party on the day of the event."""
        return self.who(party, told.day)


def address(article: Article) -> str:
    """Return where an article can be found: its URL, or the file it was read from."""
    return article.url or article.source


def speaker(claim: Claim) -> Source | None:
    """Return the innermost source of a claim that has a name."""
    named = [source for source in claim.attribution if source.name != UNSPECIFIED]
    return named[-1] if named else None


def _order(event: Event) -> tuple[bool, str, str]:
    return event.when is None, event.when.start if event.when else "", event.id
