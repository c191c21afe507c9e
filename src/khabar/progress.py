"""How far a run has come, how fast it goes and how long it will take; on a terminal only."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from khabar.acquire import read
from khabar.model import Dropped, Page
from khabar.store.document import Document
from khabar.view.wording import visible

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID


class Silent:
    """Shows nothing."""

    def coded(self, document: Document) -> None:
        """Take note of a document that was coded."""

    def passed(self, _item: Page | Dropped) -> None:
        """Take note of an item that was done before."""


@dataclass
class Bar(Silent):
    """Shows the pages done in this run, their rate, and the time that the others will take."""

    progress: Progress
    task: TaskID
    before: int = 0
    counted: int | None = None

    def coded(self, document: Document) -> None:
        """Count a document and show its name."""
        name = document.page.source if document.page else "an item that could not be read"
        shown = f"last {visible(name[-50:])}"
        self.progress.update(self.task, advance=1, description=shown, total=self._total())

    def passed(self, _item: Page | Dropped) -> None:
        """Leave out of the reckoning what was done before: it tells nothing of the rate."""
        self.before += 1

    def count(self, paths: Sequence[str]) -> None:
        """Count what the paths lead to, while the coder is at work on the first of it."""
        self.counted = sum(1 for _ in read(paths))

    def _total(self) -> int | None:
        return None if self.counted is None else self.counted - self.before


@contextmanager
def shown_progress(paths: Sequence[str], *, quiet: bool) -> Iterator[Silent]:
    """Yield what to tell of each page; it shows a bar where stderr is a terminal."""
    if quiet or not sys.stderr.isatty():
        yield Silent()
        return
    from rich.console import Console
    from rich.progress import Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.completed} pages", markup=False),
        TaskProgressColumn(show_speed=True),
        TimeRemainingColumn(elapsed_when_finished=True),
        TextColumn("{task.description}", markup=False),
    )
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, speed_estimate_period=60) as progress:
        bar = Bar(progress, progress.add_task("reading", total=None))
        if all(map(os.path.exists, paths)):  # standard input can be read only once
            threading.Thread(target=bar.count, args=(paths,), daemon=True).start()
        yield bar
