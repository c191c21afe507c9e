"""Runs steps over items: `each`, `grouped`, `paired`, `connected`.

The one place that catches broadly: an exception on one item becomes a quarantined `Dropped`, and
the run goes on. Errors of khabar's own tree stop the run: they are about the whole of it.
"""

from __future__ import annotations

import signal
import threading
import traceback
from collections import defaultdict
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Literal, Protocol, TypeVar, runtime_checkable

from khabar.errors import KhabarError, UsageError
from khabar.model import Dropped

A = TypeVar("A")
B = TypeVar("B")

PACKAGE = Path(__file__).parent
EngineName = Literal["local", "daft", "ray"]
Pair = tuple[int, int]


class Engine(Protocol):
    """What can run the path; results come in the order of the items."""

    @property
    def here(self) -> bool:
        """Tell whether `each` runs its step in this process, one item after the other."""
        ...

    @property
    def spreads(self) -> bool:
        """Tell whether the other three run beside each other, in processes or on machines.

        Their steps, items and results are pickled then, and an error of a step is an EngineError.
        """
        ...

    def each(
        self, step: Callable[[A], B], items: Iterable[A], name: Callable[[A], str]
    ) -> Generator[tuple[A, B | Dropped]]:
        """Yield each item with the step's result, or with the reason why there is none.

        Unless `here`, step and name are pickled, and the step may see an item twice. Close the
        generator to end what works for it.
        """
        ...

    def grouped(
        self,
        keys: Callable[[A], Iterable[str]],
        step: Callable[[list[A]], Iterable[B]],
        items: Iterable[A],
    ) -> Iterator[B]:
        """Yield the step's results for the items that share a key, by key, items in their order."""
        ...

    def paired(
        self, pairs: Iterable[Pair], step: Callable[[A, A], B], items: Sequence[A]
    ) -> Iterator[B]:
        """Yield the step's result for the two items of each pair of positions, in order."""
        ...

    def connected(self, pairs: Iterable[Pair]) -> Iterator[frozenset[int]]:
        """Yield the sets that the pairs join up, by their least member."""
        ...


@runtime_checkable
class Loaded(Protocol):
    """A step that has something heavy to load, once in each process that runs it."""

    def load(self) -> None:
        """Load all that the step would load with its first item."""
        ...


def load(step: object) -> None:
    """Load what the step has to load, if anything."""
    if isinstance(step, Loaded):
        step.load()


def choose_engine(
    name: EngineName = "local",
    *,
    workers: int | None = None,
    seconds: float = 300,
    address: str | None = None,
) -> Engine:
    """Return the engine of that name.

    So many `workers` code, by default one here and all the processors of a cluster; an item has
    so many `seconds`. `address` is that of a Ray cluster; without one Ray starts here.
    """
    if name == "local" and workers in (None, 1):
        return LocalEngine(seconds)
    if name == "local":
        from khabar.engine_workers import WorkersEngine

        return WorkersEngine(workers or 1, seconds)
    try:
        from khabar.engine_daft import DaftEngine

        return DaftEngine(name, workers=workers, seconds=seconds, address=address)
    except ImportError as error:
        extra = "daft" if name == "daft" else "cluster"
        raise UsageError(
            f"--engine {name}: {error.name} is missing. pip install khabar[{extra}]"
        ) from error


class InMemory:
    """`grouped`, `paired` and `connected` in this process; they hold their input in memory."""

    spreads = False

    def grouped(
        self,
        keys: Callable[[A], Iterable[str]],
        step: Callable[[list[A]], Iterable[B]],
        items: Iterable[A],
    ) -> Iterator[B]:
        """Yield the step's results for the items that share a key, by key, items in their order."""
        groups: defaultdict[str, list[A]] = defaultdict(list)
        for item in items:
            for key in dict.fromkeys(keys(item)):
                groups[key].append(item)
        for key in sorted(groups):
            yield from step(groups[key])

    def paired(
        self, pairs: Iterable[Pair], step: Callable[[A, A], B], items: Sequence[A]
    ) -> Iterator[B]:
        """Yield the step's result for the two items of each pair of positions, in order."""
        return (step(items[one], items[other]) for one, other in pairs)

    def connected(self, pairs: Iterable[Pair]) -> Iterator[frozenset[int]]:
        """Yield the sets that the pairs join up, by their least member."""
        above: dict[int, int] = {}
        for one, other in pairs:
            least, most = sorted((_top(above, one), _top(above, other)))
            above[most] = least
        sets: defaultdict[int, set[int]] = defaultdict(set)
        for member in above:
            sets[_top(above, member)].add(member)
        yield from (frozenset(sets[least]) for least in sorted(sets))


def _top(above: dict[int, int], member: int) -> int:
    """Return the least member of the set, and shorten the way to it."""
    while (one_up := above.setdefault(member, member)) != member:
        above[member] = above[one_up]
        member = one_up
    return member


class LocalEngine(InMemory):
    """Runs in this process, one item after the other.

    A step that takes longer than `seconds` on one item has failed on it.
    """

    here = True

    def __init__(self, seconds: float = 300) -> None:
        self.seconds = seconds

    def each(
        self, step: Callable[[A], B], items: Iterable[A], name: Callable[[A], str]
    ) -> Generator[tuple[A, B | Dropped]]:
        """Yield each item with the step's result, or with the reason why there is none."""
        for item in items:
            yield item, attempt(partial(_in_time, self.seconds, step), item, name)


def _in_time(seconds: float, step: Callable[[A], B], item: A) -> B:
    """Return the step's result; raise TimeoutError when it takes too long.

    Only the main thread of a Unix process has an alarm; elsewhere a step may take its time.
    """
    if not hasattr(signal, "SIGALRM") or threading.current_thread() is not threading.main_thread():
        return step(item)

    def ring(_signal: int, _frame: FrameType | None) -> None:
        raise TimeoutError(no_answer(seconds))

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        return step(item)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def no_answer(seconds: float) -> str:
    """Return the reason for which an item that takes too long is quarantined."""
    return f"expected an answer in {seconds:g} seconds, found none"


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
