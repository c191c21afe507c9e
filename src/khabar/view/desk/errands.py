"""Work that takes longer than a click: one errand after the other, in a thread of its own."""

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
from khabar.view.desk.schema_changes import ErrandAnswer, ErrandState, LeftOut

T = TypeVar("T")
_LOG = logging.getLogger("uvicorn.error")
# Errands that are remembered after they ended.
MOST_REMEMBERED: Final = 200
MOST_LISTED: Final = 1_000
_IDLE_SECONDS: Final = 0.2


@dataclass
class Errand:
    """One piece of work and how far it is. Only the thread that runs it changes it."""

    id: str
    total: int
    stopped: Event
    state: ErrandState = "waiting"
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

    def answer(self) -> ErrandAnswer:
        """Return how far it is."""
        return ErrandAnswer(
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


Work = Callable[[Errand], None]


class Errands:
    """Runs errands in the order in which they came. Several threads may ask."""

    def __init__(self) -> None:
        self._waiting: Queue[tuple[Errand, Work]] = Queue()
        self._known: dict[str, Errand] = {}
        self._lock = Lock()
        self._stop = Event()
        self._thread: Thread | None = None

    def start(self, work: Work, total: int = 0) -> Errand:
        """Put an errand in the line and return it."""
        errand = Errand(secrets.token_hex(8), total, self._stop)
        with self._lock:
            while len(self._known) >= MOST_REMEMBERED:
                del self._known[next(iter(self._known))]
            self._known[errand.id] = errand
            self._waiting.put((errand, work))
            if self._thread is None:
                self._thread = Thread(target=self._run, name="khabar errands", daemon=True)
                self._thread.start()
        return errand

    def find(self, id: str) -> Errand | None:
        """Return an errand, unless it is long gone."""
        return self._known.get(id)

    def stop(self, seconds: float = 10) -> bool:
        """Let the errand that runs end after its document, begin no other; tell if it did end."""
        self._stop.set()
        if self._thread is None:
            return True
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                errand, work = self._waiting.get(timeout=_IDLE_SECONDS)
            except Empty:
                continue
            _carry_out(errand, work)


def _carry_out(errand: Errand, work: Work) -> None:
    errand.state = "running"
    try:
        work(errand)
    except KhabarError as error:
        _fail(errand, str(error))
    except Exception as error:
        _LOG.exception("errand %s failed", errand.id)
        _fail(errand, f"khabar failed at this ({type(error).__name__}); its terminal says how.")
    else:
        errand.now = None
        errand.state = "done"


def _fail(errand: Errand, sentence: str) -> None:
    errand.error = sentence
    errand.dropped.append(
        Dropped(errand.now or "the whole errand", "code", "quarantined", sentence)
    )
    errand.now = None
    errand.state = "failed"
