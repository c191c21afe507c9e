"""What `khabar code` and `khabar clean` do, beyond parsing their options."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from khabar.acquire import Web, read
from khabar.case import Case, open_case
from khabar.engine import Engine, EngineName, choose_engine
from khabar.errors import COMPLETE, QUARANTINED, StoppedError, UsageError
from khabar.model import Article, Dropped, Page
from khabar.output import check_output
from khabar.progress import shown_progress
from khabar.settings import CodeSettings, Settings, load_settings
from khabar.steps import RealSteps
from khabar.store.document import item_id
from khabar.view.findings import Findings
from khabar.view.jsonl import claim_lines, json_line
from khabar.view.table import closing_lines, plain_lines, print_findings
from khabar.view.wording import visible

WOULD_BE = ("to be coded", "coded already", "quarantined", "skipped")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the user asked `khabar code` for."""

    paths: tuple[str, ...]
    url_lists: tuple[str, ...]
    format: str
    db: str | None
    report: Path | None
    actors: Path | None
    settings: Path | None
    engine: EngineName
    workers: int | None
    address: str | None
    fresh: bool
    quiet: bool
    dry_run: bool


def code_and_print(asked: Asked) -> int:
    """Code the articles, print what was found in them and return the exit code."""
    if not asked.paths and not asked.url_lists:
        raise UsageError(
            "Nothing to read: name a file, folder, pattern or address, or --urls FILE."
        )
    _check_report(asked.report)
    settings = load_settings(asked.settings)
    if asked.dry_run:
        return _count_and_print(asked, settings)
    engine = _engine(asked, settings.code)
    try:
        with opened(asked, settings) as case:
            with shown_progress(asked.paths, quiet=asked.quiet) as bar:
                balance = case.add(
                    *asked.paths, url_lists=asked.url_lists, fresh=asked.fresh, watch=bar.coded,
                    passed=bar.passed, engine=engine,
                )  # fmt: skip
            if asked.report is not None:
                _write_report(asked.report, case.findings())
            _print(case, case.findings(balance.items), asked, balance.items)
            return QUARANTINED if balance.quarantined else COMPLETE
    except KeyboardInterrupt:
        again = "the same command goes on from here" if asked.db else "nothing was kept"
        raise StoppedError(f"Stopped; {again}.") from None


def _engine(asked: Asked, kept: CodeSettings) -> Engine:
    """Return the engine that was asked for; what was not said is as the settings have it."""
    if asked.address is not None and asked.engine != "ray":
        raise UsageError("--address: it names a Ray cluster. Give --engine ray with it.")
    ours = kept.workers if asked.engine != "ray" else None
    return choose_engine(
        asked.engine,
        workers=asked.workers or ours,
        seconds=kept.seconds_per_page,
        address=asked.address,
    )


def _count_and_print(asked: Asked, settings: Settings) -> int:
    """Print what a run would find and do; nothing is written."""
    counts: Counter[str] = Counter()
    with _known(asked, settings) as is_known:
        for item in read(asked.paths, url_lists=asked.url_lists):
            if not asked.fresh and is_known(item):
                counts["coded already"] += 1
            elif isinstance(item, Dropped):
                counts[item.outcome] += 1
            else:
                counts["to be coded"] += 1
    told = " + ".join(f"{counts[state]} {state}" for state in WOULD_BE)
    print_lines([f"{counts.total()} pages in = {told}"])
    return COMPLETE


@contextmanager
def _known(asked: Asked, settings: Settings) -> Iterator[Callable[[Page | Dropped], bool]]:
    """Yield what tells whether the store has an item from this coder; no store is made."""
    on_server = asked.db is not None and "://" in asked.db
    if asked.db is None or not (on_server or Path(asked.db).exists()):
        yield lambda _: False
        return
    with open_case(asked.db, actors=asked.actors, settings=settings, make=False) as case:
        yield lambda item: case.store.has(item_id(item), case.steps.coder)


@contextmanager
def opened(asked: Asked, settings: Settings) -> Iterator[Case]:
    """Yield the case to work in; one in a folder that is removed afterwards if none is named."""
    if asked.db is not None:
        with open_case(asked.db, actors=asked.actors, settings=settings) as case:
            yield case
        return
    with TemporaryDirectory(prefix="khabar-") as folder:
        path = Path(folder, "case.db")
        with open_case(path, actors=asked.actors, settings=settings, durable=False) as case:
            yield case


def _check_report(path: Path | None) -> None:
    """Refuse a report that could not be written before the work is done, not after."""
    if path is not None:
        check_output(path)


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
    for item in read([path], web=Web(load_settings().fetch)):
        result = steps.clean(item) if isinstance(item, Page) else item
        if isinstance(result, Dropped):
            left = True
            line = visible(f"{result.outcome}: {result.item}: {result.reason}")
            print(line, file=sys.stderr)  # noqa: T201
        elif as_json:
            print_lines([json_line(asdict(result))])
        else:
            print_lines([result.text])
            print("\n".join(map(visible, _facts(result))), file=sys.stderr)  # noqa: T201
    return QUARANTINED if left else COMPLETE


def _facts(article: Article) -> Iterator[str]:
    for name in ("source", "url", "title", "outlet", "published", "language"):
        yield f"{name:<10} {getattr(article, name) or 'not known'}"
    for block in article.blocks:
        yield f"{block.kind:<10} {block.start}-{block.end}: {block.because}"
