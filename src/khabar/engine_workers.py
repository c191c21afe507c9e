"""Steps in processes of their own, beside each other: what kills one of them ends no run.

Each worker loads the step once and takes one item after the other. The kernel ends a worker whose
item takes too long. The item of a worker that died is given to another, and quarantined if that
one dies too.
"""

from __future__ import annotations

import multiprocessing
import os
import queue
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Final, Generic, TypeVar

from threadpoolctl import threadpool_limits

from khabar.engine import InMemory, attempt, load, no_answer
from khabar.errors import EngineError, KhabarError
from khabar.model import Dropped

A = TypeVar("A")
B = TypeVar("B")

# A worker has so many items at hand, so that it need not wait while results are stored.
AT_HAND: Final = 4
# So many items for each worker may be done before one that takes long; it bounds memory.
AHEAD: Final = 64
DEATHS: Final = 2
FAILED_STARTS: Final = 3
ALARM: Final = getattr(signal, "SIGALRM", 0)  # Unix has it


class WorkersEngine(InMemory):
    """Runs `each` in so many spawned processes; results come in the order of the items.

    A step that takes longer than `seconds` on one item has failed on it.
    """

    here = False

    def __init__(self, workers: int, seconds: float = 300) -> None:
        self.workers = workers
        self.seconds = seconds

    def each(
        self, step: Callable[[A], B], items: Iterable[A], name: Callable[[A], str]
    ) -> Generator[tuple[A, B | Dropped]]:
        """Yield each item with the step's result, or with the reason why there is none."""
        with closing(Team(step, name, self.workers, self.seconds)) as team:
            yield from team.each(items)


@dataclass(slots=True)
class _Task(Generic[A]):
    """An item, its number in the order, and how many workers died with it."""

    number: int
    item: A
    deaths: int = 0


@dataclass(frozen=True, slots=True)
class _Ready:
    """What a worker says when it has loaded its step."""


@dataclass(frozen=True, slots=True)
class _Stop:
    """What a worker says when it met an error that would fail every item."""

    error: Exception


class _Worker(Generic[A]):
    """One process, and the tasks that it was given and has not answered, in order."""

    def __init__(self, *of_its_work: object) -> None:
        spawning = multiprocessing.get_context("spawn")
        self.pipe, its_end = spawning.Pipe()
        self.tasks: deque[_Task[A]] = deque()
        self.ready = False
        arguments = (its_end, *of_its_work)
        self.process = spawning.Process(target=_work, args=arguments, daemon=True)
        self.process.start()
        its_end.close()

    def give(self, task: _Task[A]) -> None:
        self.tasks.append(task)
        with suppress(OSError):  # it has died, which is noticed where its answers are read
            self.pipe.send(task.item)

    def end(self) -> int:
        """End the process and return its exit code, below 0 where a signal ended it."""
        self.process.kill()
        self.process.join()
        code = self.process.exitcode or 0
        self.process.close()
        self.pipe.close()
        return code


class Team(Generic[A, B]):
    """Workers for one step, started as there is work, replaced as they die, kept until closed."""

    def __init__(
        self, step: Callable[[A], B], name: Callable[[A], str], size: int, seconds: float
    ) -> None:
        self._of_the_work = (step, name, seconds)
        self._name, self._seconds, self._size = name, seconds, size
        self._new: Iterator[_Task[A]] = iter(())
        self._again: deque[_Task[A]] = deque()
        self._workers: list[_Worker[A]] = []
        self._done: dict[int, tuple[A, B | Dropped]] = {}
        self._next_out = self._next_in = self._failed_starts = 0

    def close(self) -> None:
        """End all workers."""
        for worker in self._workers:
            worker.end()
        self._workers.clear()

    def each(self, items: Iterable[A]) -> Generator[tuple[A, B | Dropped]]:
        """Yield each item with the step's result, in the order of the items."""
        self._new = (_Task(number, item) for number, item in enumerate(items, self._next_in))
        while True:
            self._give_out()
            if self._next_out in self._done:
                result = self._done.pop(self._next_out)
                self._next_out += 1
                yield result
            elif self._next_out < self._next_in:
                self._listen()
            else:
                return

    def _give_out(self) -> None:
        while self._has_room() and (task := self._task()):
            self._least_busy().give(task)

    def _has_room(self) -> bool:
        busy = (len(worker.tasks) >= AT_HAND for worker in self._workers)
        return len(self._workers) < self._size or not all(busy)

    def _task(self) -> _Task[A] | None:
        """Return the next task, unless too much is done that waits for one before it."""
        if self._again:
            return self._again.popleft()
        if self._next_in - self._next_out >= AHEAD * self._size:
            return None
        task = next(self._new, None)
        if task is not None:
            self._next_in += 1
        return task

    def _least_busy(self) -> _Worker[A]:
        """Return the worker with the fewest tasks; a new one while all have some."""
        least = min(self._workers, key=lambda worker: len(worker.tasks), default=None)
        if least is None or (least.tasks and len(self._workers) < self._size):
            least = _Worker(*self._of_the_work)
            self._workers.append(least)
        return least

    def _listen(self) -> None:
        """Wait until a worker says something or dies, and take it in."""
        talking = set(wait([worker.pipe for worker in self._workers]))
        for worker in [one for one in self._workers if one.pipe in talking]:
            try:
                said = worker.pipe.recv()
            except (EOFError, OSError):
                self._bury(worker)
                continue
            if isinstance(said, _Stop):
                raise said.error
            if isinstance(said, _Ready):
                worker.ready, self._failed_starts = True, 0
            else:
                self._finish(worker.tasks.popleft(), said)

    def _finish(self, task: _Task[A], result: B | Dropped) -> None:
        self._done[task.number] = (task.item, result)

    def _bury(self, worker: _Worker[A]) -> None:
        """Take what a dead worker had left for others; the task in its hands may be to blame."""
        self._workers.remove(worker)
        code = worker.end()
        if not worker.ready:
            self._failed_starts += 1
            if self._failed_starts == FAILED_STARTS:
                raise EngineError(
                    f"{FAILED_STARTS} workers in a row ended before they had begun "
                    f"({_how_ended(code)}). Give them more memory, or take fewer with --workers."
                )
        elif worker.tasks:
            self._blame(worker.tasks.popleft(), code)
        self._again.extendleft(reversed(worker.tasks))

    def _blame(self, task: _Task[A], code: int) -> None:
        task.deaths += 1
        if ALARM and code == -ALARM:
            reason = f"{no_answer(self._seconds)}; its worker was ended"
        elif task.deaths == DEATHS:
            reason = f"expected an answer, found its worker dead, and another: {_how_ended(code)}"
        else:
            self._again.appendleft(task)
            return
        self._finish(task, Dropped(self._name(task.item), "code", "quarantined", reason))


def _how_ended(code: int) -> str:
    if code >= 0:
        return f"exit code {code}"
    name = signal.Signals(-code).name
    return f"ended by {name}" + (", perhaps for want of memory" if name == "SIGKILL" else "")


def _work(
    pipe: Connection, step: Callable[[A], B], name: Callable[[A], str], seconds: float
) -> None:
    """Do what a worker does, until its parent ends it or is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the parent, who ends us
    _be_the_first_that_memory_is_taken_from()
    items: queue.SimpleQueue[A] = queue.SimpleQueue()
    threading.Thread(target=_receive, args=(pipe, items), daemon=True).start()
    try:
        load(step)
        with threadpool_limits(limits=1):
            pipe.send(_Ready())
            while True:
                pipe.send(_by_the_clock(seconds, step, items.get(), name))
    except (ImportError, KhabarError) as error:
        pipe.send(_Stop(error))


def _receive(pipe: Connection, items: queue.SimpleQueue[A]) -> None:
    """Take in items while the worker codes; end it at once when its parent is gone."""
    with suppress(EOFError, OSError):
        while True:
            items.put(pipe.recv())
    os._exit(0)


def _by_the_clock(
    seconds: float, step: Callable[[A], B], item: A, name: Callable[[A], str]
) -> B | Dropped:
    """Return the step's result; the kernel ends this process where there is none in time."""
    _alarm(seconds)
    try:
        return attempt(step, item, name)
    finally:
        _alarm(0)


def _alarm(seconds: float) -> None:
    if ALARM:
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _be_the_first_that_memory_is_taken_from() -> None:
    with suppress(OSError):  # only Linux has it
        Path("/proc/self/oom_score_adj").write_text("1000", "ascii")
