"""The coder on Daft: on this machine, or on a Ray cluster.

Daft hands items out and brings results back, a wave of them at a time; at each place where it
calls the step, a worker of our own runs it, so that what kills a worker here ends no run there.
Daft may run a task twice; each result is taken once. Only the process that asked stores anything.
"""

from __future__ import annotations

import logging
import os
import pickle
import queue
import threading
from collections.abc import Callable, Generator, Iterable, Iterator
from functools import cache
from itertools import islice
from typing import Any, Final, TypeVar

from khabar.engine import EngineName
from khabar.engine_workers import Team
from khabar.errors import EngineError, KhabarError
from khabar.model import Dropped

# Daft and Ray report to their makers as soon as they are imported, unless told not to before.
SILENT: Final = {"DO_NOT_TRACK": "1", "DAFT_PROGRESS_BAR": "0", "RAY_USAGE_STATS_ENABLED": "0"}
os.environ.update(SILENT)
import daft  # noqa: E402

from khabar.engine_joins import Joins, gave_up  # noqa: E402 (it imports Daft too)

A = TypeVar("A")
B = TypeVar("B")
Row = dict[str, Any]

# So many items are one query: enough that starting workers costs little, few enough for memory.
WAVE: Final = 20_000
# A task: small, so that none is left with a long one at the end.
TASK: Final = 32
CHECKED_EVERY: Final = 5.0


class DaftEngine(Joins):
    """Runs steps on Daft, natively or on Ray; results come in the order of the items.

    Without a number of workers a cluster works with all the processors it has.
    """

    here = False

    def __init__(
        self, name: EngineName, *, workers: int | None, seconds: float, address: str | None = None
    ) -> None:
        self.seconds = seconds
        self.on_ray = name == "ray"
        _start(address, on_ray=self.on_ray)
        self.workers = min(workers or _room(), _room()) if self.on_ray else workers or 1

    def each(
        self, step: Callable[[A], B], items: Iterable[A], name: Callable[[A], str]
    ) -> Generator[tuple[A, B | Dropped]]:
        """Yield each item with the step's result, or with the reason why there is none."""
        coming = iter(items)
        while wave := list(islice(coming, WAVE)):
            for number, result in enumerate(in_order(self._rows(step, wave, name), len(wave))):
                yield wave[number], result

    def _rows(
        self, step: Callable[[A], B], wave: list[A], name: Callable[[A], str]
    ) -> Iterator[tuple[int, B | Dropped]]:
        """Yield the number of an item in the wave and its result, in any order."""
        site = daft.cls(_Site, max_concurrency=self.workers, cpus=1)(step, name, self.seconds)
        numbers = list(range(len(wave)))
        table = daft.from_pydict({"number": numbers, "item": [pickle.dumps(i) for i in wave]})
        if self.on_ray:
            table = table.into_partitions(-(-len(wave) // TASK))
        found = table.select("number", site.results(table["item"]).alias("result")).iter_rows()
        for row in self._coming(found):
            result = pickle.loads(row["result"])  # noqa: S301 (it comes from our own workers)
            if isinstance(result, KhabarError):
                raise result
            yield row["number"], result

    def _coming(self, found: Iterator[Row]) -> Iterator[Row]:
        """Yield the rows as they come. Raises EngineError when Daft or Ray gives up."""
        try:
            yield from _watched(found, self._check_room) if self.on_ray else found
        except KhabarError:
            raise
        except Exception as error:  # the engine's: about its query, not about one item
            raise gave_up(error) from error

    def _check_room(self) -> None:
        """Raise EngineError where nodes died that the work needs: Ray would wait for others."""
        if (room := _room()) < self.workers:
            raise EngineError(
                f"expected a cluster with room for {self.workers} workers, found room for {room}: "
                "a node is gone. The same command goes on with what is left."
            )


def _watched(found: Iterator[Row], check: Callable[[], None]) -> Iterator[Row]:
    """Yield the rows; check now and then while there is none."""
    come: queue.Queue[Row | Exception | None] = queue.Queue(maxsize=1)
    threading.Thread(target=_fetch, args=(found, come), daemon=True).start()
    while True:
        try:
            row = come.get(timeout=CHECKED_EVERY)
        except queue.Empty:
            check()
            continue
        if row is None:
            return
        if isinstance(row, Exception):
            raise row
        yield row


def _fetch(found: Iterator[Row], come: queue.Queue[Row | Exception | None]) -> None:
    try:
        for row in found:
            come.put(row)
        come.put(None)
    except Exception as error:  # raised where the rows are awaited
        come.put(error)


@cache
def _start(address: str | None, *, on_ray: bool) -> None:
    """Let Daft work here, or on a Ray cluster; a process can choose but once."""
    if not on_ray:
        daft.set_runner_native()
        return
    import ray

    try:
        ray.init(
            address, runtime_env={"env_vars": SILENT}, include_dashboard=False,
            log_to_driver=False, logging_level=logging.ERROR,
        )  # fmt: skip
    except (ConnectionError, RuntimeError, ValueError) as error:
        said = " ".join(str(error).split())[:200]
        raise EngineError(f"--address {address}: expected a Ray cluster, found: {said}") from error
    daft.set_runner_ray(noop_if_initialized=True)


def _room() -> int:
    """Return how many processors the cluster has now."""
    import ray

    return int(ray.cluster_resources().get("CPU", 1))  # type: ignore[no-untyped-call]


def in_order(found: Iterable[tuple[int, B]], total: int) -> Iterator[B]:
    """Yield the values by their numbers, each once. Raises EngineError where one is missing."""
    waiting: dict[int, B] = {}
    following = 0
    for number, value in found:
        if number >= following:
            waiting.setdefault(number, value)
        while following in waiting:
            yield waiting.pop(following)
            following += 1
    if following < total:
        raise EngineError(f"expected {total} results of Daft, found {following + len(waiting)}.")


class _Site:
    """Where Daft calls the step: one worker at a time, kept from task to task."""

    def __init__(self, step: Callable[[A], B], name: Callable[[A], str], seconds: float) -> None:
        self.team: Team[Any, Any] = Team(step, name, 1, seconds)

    @daft.method.batch(return_dtype=daft.DataType.binary(), batch_size=TASK)
    def results(self, items: daft.Series) -> list[bytes]:
        """Return the pickled results, or for each the error that stops the run."""
        given = items.to_pylist()
        try:
            found = self.team.each(map(pickle.loads, given))
            return [pickle.dumps(result) for _, result in found]
        except KhabarError as error:
            return [pickle.dumps(error)] * len(given)
