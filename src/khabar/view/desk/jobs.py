"""Work that takes longer than a click: one job after the other, in a thread of its own."""

from __future__ import annotations

import logging
import secrets
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from queue import Empty, Queue
from threading import Event, Lock, Thread
from typing import Final, TypeVar

from khabar.errors import KhabarError
from khabar.model import Dropped
from khabar.view.desk.schema_changes import JobAnswer, JobState, LeftOut

T = TypeVar("T")
_LOG = logging.getLogger("uvicorn.error")
# Jobs that are remembered after they ended.
MOST_REMEMBERED: Final = 200
MOST_LISTED: Final = 1_000
_IDLE_SECONDS: Final = 0.2


@dataclass
class Job:
    """One piece of work and how far it is. Only the thread that runs it changes it."""

    id: str
    total: int
    stopped: Event
    state: JobState = "waiting"
    done: int = 0
    now: str | None = None
    outcomes: Counter[str] = field(default_factory=Counter)
    dropped: list[Dropped] = field(default_factory=list)
    events: list[str] = field(default_factory=list)
    error: str | None = None

    def reading(self, items: Iterable[T], name: Callable[[T], str]) -> Iterator[T]:
        """Yield the items, noting what is read; none more once the server stops."""
        for item in items:
            if self.stopped.is_set():
                return
            self.now = name(item)
            yield item

    def ended(self, outcome: str, dropped: Dropped | None = None) -> None:
        """Note how an item ended."""
        self.done += 1
        self.total = max(self.total, self.done)
        self.outcomes[outcome] += 1
        if dropped is not None and len(self.dropped) < MOST_LISTED:
            self.dropped.append(dropped)

    def answer(self) -> JobAnswer:
        """Return how far it is."""
        return JobAnswer(
            id=self.id,
            state=self.state,
            done=self.done,
            total=self.total,
            now=self.now,
            outcomes=dict(self.outcomes),
            dropped=[LeftOut(item=d.item, reason=d.reason) for d in list(self.dropped)],
            events=list(self.events),
            error=self.error,
        )


Work = Callable[[Job], None]


class Jobs:
    """Runs jobs in the order in which they came. Several threads may ask."""

    def __init__(self) -> None:
        self._waiting: Queue[tuple[Job, Work]] = Queue()
        self._known: dict[str, Job] = {}
        self._lock = Lock()
        self._stop = Event()
        self._thread: Thread | None = None

    def start(self, work: Work, total: int = 0) -> Job:
        """Put a job in the line and return it."""
        job = Job(secrets.token_hex(8), total, self._stop)
        with self._lock:
            while len(self._known) >= MOST_REMEMBERED:
                del self._known[next(iter(self._known))]
            self._known[job.id] = job
            self._waiting.put((job, work))
            if self._thread is None:
                self._thread = Thread(target=self._run, name="khabar jobs", daemon=True)
                self._thread.start()
        return job

    def find(self, id: str) -> Job | None:
        """Return a job, unless it is long gone."""
        return self._known.get(id)

    def stop(self, seconds: float = 10) -> None:
        """Let the job that runs end after its document, and begin no other."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join(seconds)

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                job, work = self._waiting.get(timeout=_IDLE_SECONDS)
            except Empty:
                continue
            _carry_out(job, work)


def _carry_out(job: Job, work: Work) -> None:
    job.state = "running"
    try:
        work(job)
    except KhabarError as error:
        _fail(job, str(error))
    except Exception as error:
        _LOG.exception("job %s failed", job.id)
        _fail(job, f"khabar failed at this ({type(error).__name__}); its terminal says how.")
    else:
        job.now = None
        job.state = "done"


def _fail(job: Job, sentence: str) -> None:
    job.error = sentence
    job.dropped.append(Dropped(job.now or "the whole job", "code", "quarantined", sentence))
    job.now = None
    job.state = "failed"
