"""The command `khabar serve`: the dashboard in a browser, served by this computer."""

from __future__ import annotations

import getpass
import ipaddress
import os
import secrets
import socket
import sys
import webbrowser
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from khabar.cli_look import DEFAULT, Database
from khabar.errors import UsageError

if TYPE_CHECKING:
    from khabar.case import Case
    from khabar.settings import Settings as SettingsRead
    from khabar.view.desk.desk import Desk

TOKEN: Final = "KHABAR_TOKEN"  # noqa: S105  (the name of the variable)
SHORTEST_TOKEN: Final = 16
SECONDS_TO_END: Final = 10

Port = Annotated[int, typer.Option(min=0, max=65_535, help="Port; 0 takes one that is free.")]
Host = Annotated[str, typer.Option(help="Address to serve on; this computer alone by default.")]
Open = Annotated[bool, typer.Option("--open", help="Open the dashboard in the browser.")]
Who = Annotated[str, typer.Option("--who", default_factory=getpass.getuser, help="Who reviews.")]
Basemap = Annotated[Path | None, typer.Option(help="A PMTiles file with a map to draw on.")]
Actors = Annotated[
    Path | None, typer.Option(help="File with actors beside those that khabar knows.")
]
Settings = Annotated[Path | None, typer.Option("--settings", help="Settings file.")]
Private = Annotated[
    bool,
    typer.Option(
        "--allow-private-webhooks",
        help="Let saved searches call IP addresses in this computer's own network.",
    ),
]


def serve(
    who: Who,
    db: Database = DEFAULT,
    port: Port = 8650,
    host: Host = "127.0.0.1",
    open: Open = False,
    basemap: Basemap = None,
    actors: Actors = None,
    settings: Settings = None,
    allow_private_webhooks: Private = False,
) -> None:
    """Serve the dashboard until it is stopped with Ctrl-C, and print the link to it."""
    from khabar.settings import load_settings

    _check(basemap)
    token, kept = _token(), load_settings(settings)
    with (
        suppress(KeyboardInterrupt),  # that is how it is meant to end
        _opened(db, actors, kept) as case,
        _bound(host, port) as listening,
    ):
        desk = _desk(case, db, who, kept, basemap, private=allow_private_webhooks)
        at = listening.getsockname()[1]
        link = f"http://{_shown(host)}:{at}/?token={token}"
        print(link, flush=True)  # noqa: T201
        _warn(host)
        if open:
            webbrowser.open(link)
        _run(desk, listening, token, host, at)


def _check(basemap: Path | None) -> None:
    try:
        import fastapi  # noqa: F401
        import uvicorn  # noqa: F401
    except ImportError as error:
        raise UsageError("The dashboard needs more: pip install 'khabar[desk]'.") from error
    if basemap is not None and not basemap.is_file():
        raise UsageError(f"--basemap {basemap}: there is no such file.")


def _token() -> str:
    """Return the token of the environment, or a new one."""
    given = os.environ.get(TOKEN)
    if given is None:
        return secrets.token_urlsafe(32)
    if len(given) < SHORTEST_TOKEN or not given.replace("-", "").replace("_", "").isalnum():
        raise UsageError(
            f"{TOKEN}: expected {SHORTEST_TOKEN} or more letters, digits, - and _. Leave it out "
            "for one that nobody can guess."
        )
    return given


def _opened(db: str, actors: Path | None, settings: SettingsRead) -> Case:
    from khabar.case import open_case

    is_new = "://" not in db and not Path(db).exists()
    case = open_case(db, actors=actors, settings=settings)
    if is_new:
        print(f"{db}: a new store; add articles in the dashboard.", file=sys.stderr)  # noqa: T201
    return case


def _bound(host: str, port: int) -> socket.socket:
    """Return a socket that listens. Raises UsageError where none can."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen()  # the link that is printed next must not be refused
    except OSError as error:
        listening.close()
        said = error.strerror or str(error)
        raise UsageError(
            f"{host}, port {port}: cannot be served on ({said}). Give another --port, or 0."
        ) from error
    return listening


def _desk(
    case: Case, db: str, who: str, settings: SettingsRead, basemap: Path | None, *, private: bool
) -> Desk:
    from khabar.store.connect import shown
    from khabar.view.desk.desk import Desk
    from khabar.view.desk.reader import Reader

    title = shown(db) if "://" in db else Path(db).name
    reader = Reader(settings.code.workers, settings.code.seconds_per_page)
    return Desk(case, title, who, settings, basemap, reader=reader, private_webhooks=private)


def _shown(host: str) -> str:
    """Return the host as a browser on this computer reaches it."""
    name = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104  (read, not bound)
    return f"[{name}]" if ":" in name else name


def _warn(host: str) -> None:
    try:
        alone = ipaddress.ip_address(host).is_loopback
    except ValueError:
        alone = host == "localhost"
    if not alone:
        said = "others in your network can reach this, unencrypted; whoever has the link can change"
        print(f"khabar: {said} the store.", file=sys.stderr)  # noqa: T201


def _run(desk: Desk, listening: socket.socket, token: str, host: str, port: int) -> None:
    import uvicorn

    from khabar.view.desk.app import BUILT, make_app
    from khabar.view.desk.decisions import gather_again
    from khabar.view.desk.guard import lock_for

    if not BUILT.is_dir():
        said = "the pages are not built here (make desk); only the API answers"
        print(f"khabar: {said}.", file=sys.stderr)  # noqa: T201
    if not desk.case.store.followed():
        desk.errands.start(lambda errand: gather_again(desk, errand))
    desk.errands.start(lambda _: desk.warm())
    config = uvicorn.Config(
        make_app(desk, lock_for(token, host, port)), log_level="warning", access_log=False,
        server_header=False, proxy_headers=False, timeout_graceful_shutdown=SECONDS_TO_END,
    )  # fmt: skip
    try:
        uvicorn.Server(config).run(sockets=[listening])
    finally:
        desk.close(SECONDS_TO_END)
