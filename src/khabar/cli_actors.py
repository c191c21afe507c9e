"""Commands on the registry of actors: `search`, `show`, `check`."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from khabar.errors import COMPLETE, FINDINGS, UsageError

app = typer.Typer(
    help="Look up the actors that khabar knows, and check a file with your own.",
    no_args_is_help=True,
)

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
Own = Annotated[
    Path | None, typer.Option("--actors", help="File with actors beside those that khabar knows.")
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, one actor a line.")]
Day = Annotated[
    str | None, typer.Option("--on", metavar="DAY", help="Day that counts, such as 2021-08-15.")
]


@app.command()
def search(
    query: Annotated[
        list[str],
        typer.Argument(metavar="QUERY...", help="Name or part of one, or a country code: AFG."),
    ],
    kind: Annotated[
        str | None, typer.Option(help="Only this kind, such as armed_group or person.")
    ] = None,
    country: Annotated[
        str | None, typer.Option(help="Only of this country, such as AFG, or IGO.")
    ] = None,
    on: Day = None,
    actors: Own = None,
    json: Json = False,
) -> None:
    """List the actors whose names fit, best first."""
    from khabar.link.registry.lookup import Actors
    from khabar.view.actors import actor_json, list_lines, print_list

    _check_kind(kind)
    known = Actors.load(actors)
    found = [
        known.get(actor.id, _day(on))
        for actor in known.search(" ".join(query))
        if kind in (None, actor.kind) and country in (None, actor.country)
    ]
    if json:
        _print(actor_json(known, actor) for actor in found)
    elif not found:
        raise UsageError(
            f"{' '.join(query)!r}: no actor has such a name. Try a shorter part of it."
        )
    elif sys.stdout.isatty():
        from rich.console import Console

        print_list(found, Console())
    else:
        _print(list_lines(found))


@app.command()
def show(
    name: Annotated[
        list[str], typer.Argument(metavar="ID", help="An actor's id, or one of its names in full.")
    ],
    on: Day = None,
    actors: Own = None,
    json: Json = False,
) -> None:
    """Show all that is known of one actor: names, status by date, country, what it belongs to."""
    from khabar.link.registry.lookup import Actors
    from khabar.view.actors import actor_card, actor_json, print_card
    from khabar.view.table import plain_card

    known = Actors.load(actors)
    day = _day(on)
    actor = known.get(known.named(" ".join(name)).id, day)
    if json:
        _print([actor_json(known, actor)])
    elif sys.stdout.isatty():
        from rich.console import Console

        print_card(actor_card(known, actor, day), Console())
    else:
        _print(plain_card(actor_card(known, actor, day)))


@app.command()
def check(
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="A file with actors of your own.")
    ] = None,
    json: Json = False,
) -> None:
    """Check the registry, or your own file with it: counts by source and kind, every fault."""
    from khabar.link.registry.check import check_registry
    from khabar.view.actors import check_json, check_lines

    found = check_registry(file)
    _print([check_json(found)] if json else check_lines(found))
    raise typer.Exit(FINDINGS if found.faults else COMPLETE)


def _day(day: str | None) -> str | None:
    if day is not None and not _DAY.fullmatch(day):
        raise UsageError(f"--on: expected a day such as 2021-08-15, found {day!r}.")
    return day


def _check_kind(kind: str | None) -> None:
    from khabar.link.registry.codes import codes

    if kind is not None and kind not in codes().kinds:
        raise UsageError(f"--kind: expected one of {', '.join(codes().kinds)}, found {kind!r}.")


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        typer.echo(line)
