"""How far a run has come, shown on a terminal and nowhere else."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from khabar.store.document import Document
from khabar.view.wording import visible


@contextmanager
def shown_progress(*, quiet: bool) -> Iterator[Callable[[Document], None]]:
    """Yield what to call after each document; it shows the count where stderr is a terminal."""
    if quiet or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    counts = TextColumn("{task.completed} pages, {task.description}", markup=False)
    columns = (SpinnerColumn(), counts)
    console = Console(stderr=True)
    with Progress(*columns, TimeElapsedColumn(), console=console, transient=True) as bar:
        task = bar.add_task("reading", total=None)

        def watch(document: Document) -> None:
            name = document.page.source if document.page else "an item that could not be read"
            bar.update(task, advance=1, description=f"last {visible(name[-50:])}")

        yield watch
