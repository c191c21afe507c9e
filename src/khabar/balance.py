"""What went in against what came out, counted apart and compared at the end of a run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from khabar.errors import BalanceError
from khabar.model import Dropped, Page
from khabar.store.document import OUTCOMES, Outcome, item_id


@dataclass
class Balance:
    """Ids of the items in the order in which they came in, and how many ended in each state."""

    items: list[str] = field(default_factory=list)
    states: Counter[Outcome] = field(default_factory=Counter)

    def arriving(self, items: Iterable[Page | Dropped]) -> Iterator[Page | Dropped]:
        """Yield the items, counting each."""
        for item in items:
            self.items.append(item_id(item))
            yield item

    def close(self, outcomes: Mapping[str, Outcome]) -> None:
        """Count where the items ended, by what the store says. Raises BalanceError."""
        self.states = Counter(outcomes[item] for item in self.items if item in outcomes)
        if self.states.total() != len(self.items):
            ended = " + ".join(f"{self.states[state]} {state}" for state in OUTCOMES)
            raise BalanceError(
                f"expected {len(self.items)} pages to end in a state, found {ended}. Please report "
                "this: khabar lost count, and its results of this run cannot be trusted."
            )

    @property
    def quarantined(self) -> int:
        """Return how many items were bad."""
        return self.states["quarantined"]
