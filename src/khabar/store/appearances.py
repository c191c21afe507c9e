"""Where somebody appears: the claims, events, articles and days, each counted once."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Appearances:
    """What mentions one source or party, as it is gathered claim by claim."""

    claims: set[str] = field(default_factory=set)
    events: set[str] = field(default_factory=set)
    articles: set[str] = field(default_factory=set)
    days: set[str] = field(default_factory=set)

    def add(self, claim_id: str, event_id: str | None, article_id: str, day: str | None) -> None:
        """Take in a claim; an event or a day that it does not have counts as none."""
        self.claims.add(claim_id)
        self.articles.add(article_id)
        if event_id:
            self.events.add(event_id)
        if day:
            self.days.add(day)

    @property
    def between(self) -> tuple[str | None, str | None]:
        """The first and the last day, None where no day is known."""
        return min(self.days, default=None), max(self.days, default=None)
