"""Runs steps over items: `each`, `grouped`, `connected`.

The one place that catches broadly: an exception on one item becomes a quarantined `Dropped`, and
the run goes on. Errors of khabar's own tree stop the run: they are about the whole of it.
"""

from __future__ import annotations

import signal
import threading
import traceback
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Protocol, TypeVar

from khabar.errors import KhabarError
from khabar.model import Dropped

A = TypeVar("A")
B = TypeVar("B")

PACKAGE = Path(__file__).parent


class Engine(Protocol):
    """What can run the path; results come in the order of the items."""

    def each(
        self, step: Callable[[A], B], items: Iterable[A], name: Callable[[A], str]
    ) -> Iterator[tuple[A, B | Dropped]]:
        """Yield each item with the step's result, or with the reason why there is none."""
        ...

    def grouped(
        self,
        keys: Callable[[A], Iterable[str]],
        step: Callable[[list[A]], Iterable[B]],
        items: Iterable[A],
    ) -> Iterator[B]:
        """Yield the step's results for the items that share a key, by key."""
        ...

    def connected(self, pairs: Iterable[tuple[str, str]]) -> Iterator[frozenset[str]]:
        """Yield the sets that the pairs join up, by their least member."""
        ...


class LocalEngine:
    """Runs in this process. `each` streams; the other two hold their input in memory.

    A step that takes longer than `seconds` on one item has failed on it.
    """

    def __init__(self, seconds: float = 300) -> None:
        self.seconds = seconds

    def each(
        self, step: Callable[[A], B], items: Iterable[A], name: Callable[[A], str]
    ) -> Iterator[tuple[A, B | Dropped]]:
        """Yield each item with the step's result, or with the reason why there is none."""
        for item in items:
            yield item, attempt(partial(_in_time, self.seconds, step), item, name)

    def grouped(
        self,
        keys: Callable[[A], Iterable[str]],
        step: Callable[[list[A]], Iterable[B]],
        items: Iterable[A],
    ) -> Iterator[B]:
        """Yield the step's results for the items that share a key, by key."""
        groups: defaultdict[str, list[A]] = defaultdict(list)
        for item in items:
            for key in dict.fromkeys(keys(item)):
                groups[key].append(item)
        for key in sorted(groups):
            yield from step(groups[key])

    def connected(self, pairs: Iterable[tuple[str, str]]) -> Iterator[frozenset[str]]:
        """Yield the sets that the pairs join up, by their least member."""
        member_of: dict[str, set[str]] = {}
        for pair in pairs:
            joined = set().union(*(member_of.get(one, {one}) for one in pair))
            for one in joined:
                member_of[one] = joined
        distinct = {id(group): group for group in member_of.values()}
        yield from sorted(map(frozenset, distinct.values()), key=min)


def _in_time(seconds: float, step: Callable[[A], B], item: A) -> B:
    """Return the step's result; raise TimeoutError when it takes too long.

    Only the main thread of a Unix process has an alarm; elsewhere a step may take its time.
    """
    if not hasattr(signal, "SIGALRM") or threading.current_thread() is not threading.main_thread():
        return step(item)

    def ring(_signal: int, _frame: FrameType | None) -> None:
        raise TimeoutError(f"expected an answer in {seconds:g} seconds, found none")

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        return step(item)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def attempt(step: Callable[[A], B], item: A, name: Callable[[A], str]) -> B | Dropped:
    """Return the step's result for the item, or a quarantined `Dropped` if it fails."""
    try:
        return step(item)
    except (ImportError, KhabarError):  # these would fail every item alike
        raise
    except Exception as error:
        stage, summary = where_it_failed(error)
        return Dropped(name(item), stage, "quarantined", summary)


def where_it_failed(error: Exception) -> tuple[str, str]:
    """Return the stage in which an error arose, and a line with its innermost frames.

    Line numbers are left out: the same failure reads the same after an unrelated change.
    """
    frames = traceback.extract_tb(error.__traceback__)
    ours = [Path(f.filename) for f in frames if Path(f.filename).is_relative_to(PACKAGE)]
    folders = [path.relative_to(PACKAGE).parts for path in ours]
    stages = [parts[0] for parts in folders if len(parts) > 1]
    places = " < ".join(f"{Path(f.filename).name}:{f.name}" for f in reversed(frames[-3:]))
    said = " ".join(str(error).split())[:200]
    return stages[-1] if stages else "code", f"{type(error).__name__}: {said} (in {places})"
