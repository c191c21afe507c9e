"""Reading articles in processes of their own, kept from one errand to the next.

A page that hangs can be given up there: in a thread of the server no alarm would ring.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from typing import Any, TypeVar

from khabar.engine import InMemory
from khabar.engine_workers import Team
from khabar.model import Dropped

A = TypeVar("A")
B = TypeVar("B")


class Reader(InMemory):
    """Runs `each` in so many processes; the first item starts them, `close` ends them.

    An item has so many seconds. Every call must come with the same step, which they load once.
    """

    here = False

    def __init__(self, workers: int = 1, seconds: float = 300) -> None:
        self.workers = workers
        self.seconds = seconds
        self._team: Team[Any, Any] | None = None

    def each(
        self, step: Callable[[A], B], items: Iterable[A], name: Callable[[A], str]
    ) -> Generator[tuple[A, B | Dropped]]:
        """Yield each item with the step's result, or with the reason why there is none."""
        if self._team is None:
            self._team = Team(step, name, self.workers, self.seconds)
        try:
            yield from self._team.each(items)
        except BaseException:  # what they have in hand belongs to nobody any more
            self.close()
            raise

    def close(self) -> None:
        """End the processes; the next item starts others."""
        if self._team is not None:
            self._team.close()
            self._team = None
