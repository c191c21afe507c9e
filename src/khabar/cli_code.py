"""What `khabar code` and `khabar clean` do, beyond parsing their options."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from khabar.acquire import read
from khabar.case import Case, open_case
from khabar.errors import COMPLETE, QUARANTINED, SpaceError, StoppedError, UsageError
from khabar.model import Article, Dropped, Page
from khabar.progress import shown_progress
from khabar.settings import load_settings
from khabar.steps import RealSteps
from khabar.view.findings import Findings
from khabar.view.jsonl import claim_lines, json_line
from khabar.view.table import closing_lines, plain_lines, print_findings
from khabar.view.wording import visible


@dataclass(frozen=True, slots=True)
class Asked:
    """What the user asked `khabar code` for."""

    paths: tuple[str, ...]
    format: str
    db: str | None
    report: Path | None
    actors: Path | None
    settings: Path | None
    fresh: bool
    quiet: bool


def code_and_print(asked: Asked) -> int:
    """Code the articles, print what was found in them and return the exit code."""
    _check_report(asked.report)
    try:
        with opened(asked) as case, out_of_space_said():
            with shown_progress(quiet=asked.quiet) as watch:
                balance = case.add(*asked.paths, fresh=asked.fresh, watch=watch)
            if asked.report is not None:
                _write_report(asked.report, case.findings())
            _print(case, case.findings(balance.items), asked, balance.items)
            return QUARANTINED if balance.quarantined else COMPLETE
    except KeyboardInterrupt:
        again = "the same command goes on from here" if asked.db else "nothing was kept"
        raise StoppedError(f"Stopped; {again}.") from None


@contextmanager
def opened(asked: Asked) -> Iterator[Case]:
    """Yield the case to work in; one in a folder that is removed afterwards if none is named."""
    settings = load_settings(asked.settings)
    if asked.db is not None:
        with open_case(asked.db, actors=asked.actors, settings=settings) as case:
            yield case
        return
    with TemporaryDirectory(prefix="khabar-") as folder:
        path = Path(folder, "case.db")
        with open_case(path, actors=asked.actors, settings=settings, durable=False) as case:
            yield case


@contextmanager
def out_of_space_said() -> Iterator[None]:
    """Turn a full disk, wherever it is met, into the error that says so."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise SpaceError(f"{error.filename or 'output'}: the disk is full.") from error
        raise


def _check_report(path: Path | None) -> None:
    """Refuse a report that could not be written before the work is done, not after."""
    if path is not None and (path.is_dir() or not path.absolute().parent.is_dir()):
        raise UsageError(f"{path}: expected a file in a folder that is there. Make it first.")


def _write_report(path: Path, found: Findings) -> None:
    from khabar.view.report import write_report

    write_report(
        path,
        found.events,
        found.claims,
        found.articles,
        found.copies,
        found.dropped,
        found.ledger,
    )


def _print(case: Case, found: Findings, asked: Asked, items: Sequence[str]) -> None:
    if asked.format == "jsonl":
        claims = case.claims_of(items)
        print_lines(claim_lines(claims, found.article, found.event_ids))
    elif sys.stdout.isatty():
        from rich.console import Console

        print_findings(found, Console())
        return
    else:
        print_lines(plain_lines(found))
    if not asked.quiet:
        for line in closing_lines(found):
            print(line, file=sys.stderr)  # noqa: T201


def print_lines(lines: Iterable[str]) -> None:
    """Print the lines; stop without a word when the reader, such as `head`, has gone."""
    try:
        for line in lines:
            sys.stdout.write(line + "\n")
        sys.stdout.flush()
    except BrokenPipeError:
        # Python flushes stdout once more at exit; what is left must have somewhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def clean_and_print(path: str, *, as_json: bool) -> int:
    """Print what cleaning finds in a file and return the exit code."""
    steps = RealSteps()
    left = False
    for item in read([path]):
        result = steps.clean(item) if isinstance(item, Page) else item
        if isinstance(result, Dropped):
            left = True
            line = visible(f"{result.outcome}: {result.item}: {result.reason}")
            print(line, file=sys.stderr)  # noqa: T201
        elif as_json:
            print_lines([json_line(asdict(result))])
        else:
            print_lines([result.text])
            print("\n".join(map(visible, _known(result))), file=sys.stderr)  # noqa: T201
    return QUARANTINED if left else COMPLETE


def _known(article: Article) -> Iterator[str]:
    for name in ("source", "url", "title", "outlet", "published", "language"):
        yield f"{name:<10} {getattr(article, name) or 'not known'}"
    for block in article.blocks:
        yield f"{block.kind:<10} {block.start}-{block.end}: {block.because}"
