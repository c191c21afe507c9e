from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from khabar import cli
from khabar.acquire import Web, sources
from khabar.acquire.memory import Memory
from khabar.store.store import Store, open_store
from tests.acquire.server import Server, answer, served
from tests.acquire.test_inputs import feed
from tests.make import ToySteps

PROGRAM = [sys.executable, "-m", "tests.acquire.watch_program"]
ROOT = Path(__file__).parent.parent
TEXT = "Rebels killed {} people in Northtown on 2024-05-0{}.\n"


@pytest.fixture
def server() -> Iterator[Server]:
    with served() as one:
        yield one


def publish(server: Server, *numbers: int) -> str:
    """Publish articles and a feed of them; return the feed's address."""
    for number in numbers:
        server.page(f"/{number}", TEXT.format(number + 1, number % 9 + 1), "text/plain")
    return server.page("/feed", feed(server, *(f"/{n}" for n in numbers)), "text/xml", ETag="'1'")


def write_sources(tmp_path: Path, address: str, kind: str = "feed") -> None:
    source = f'[[source]]\nkind = "{kind}"\naddress = "{address}"\n'
    (tmp_path / "sources.toml").write_text(source)
    (tmp_path / "khabar.toml").write_text("[fetch]\ndelay_seconds = 0\n")


def start(server: Server, tmp_path: Path, *options: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*PROGRAM, str(server.port), "watch", "sources.toml", "--db", "case.db", *options],
        cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(ROOT)}, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def wait_for(server: Server, requests: int) -> None:
    """Wait until the server was asked so often."""
    deadline = time.monotonic() + 60
    while len(server.asked) < requests and time.monotonic() < deadline:
        time.sleep(0.005)
    assert len(server.asked) >= requests


Once = Callable[[], tuple[int, str]]


@pytest.fixture
def run_once(
    server: Server,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Once:
    """Return `khabar watch --once` with the toy's steps; it gives the exit code and its words."""
    monkeypatch.setattr("khabar.case.RealSteps", lambda actors: ToySteps())
    monkeypatch.setattr("khabar.case.Web", partial(Web, own=server.own))
    monkeypatch.setattr(sources, "load_sources", partial(sources.load_sources, own=server.own))
    monkeypatch.chdir(tmp_path)

    def run() -> tuple[int, str]:
        monkeypatch.setattr(
            sys, "argv", ["khabar", "watch", "sources.toml", "--db", "case.db", "--once"]
        )
        with pytest.raises(SystemExit) as stop:
            cli.main()
        return int(stop.value.code or 0), capsys.readouterr().err

    return run


def stored(tmp_path: Path) -> list[str]:
    with open_store(tmp_path / "case.db") as store:
        assert store.faults() == []
        return [article.source for article in store.articles()]


def test_once_reads_every_article_once_and_gathers_events(
    server: Server, tmp_path: Path, run_once: Once
) -> None:
    write_sources(tmp_path, publish(server, 1, 2, 3))
    code, said = run_once()
    assert (code, "3 pages in = 3 coded" in said) == (0, True), said
    publish(server, 3, 4)
    code, said = run_once()
    assert "1 page in = 1 coded" in said
    assert sorted(stored(tmp_path)) == [server.url(f"/{number}") for number in (1, 2, 3, 4)]
    assert server.paths().count("/3") == 1
    with open_store(tmp_path / "case.db") as store:
        assert len(store.events()) == 4


def test_what_is_bad_shows_in_the_exit_code(server: Server, tmp_path: Path, run_once: Once) -> None:
    write_sources(tmp_path, publish(server, 1))
    server.answers["/1"] = answer(404)
    code, said = run_once()
    assert code == 4
    assert "1 quarantined" in said


class _PowerCut(BaseException):
    """The program ends here, as if its power was cut."""


def test_cut_off_at_any_step_the_next_start_goes_on(
    server: Server, tmp_path: Path, run_once: Once, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = ((Store, "add"), (Memory, "done"), (Memory, "expect"), (Memory, "note_look"))
    calls, cut_at = 0, -1

    def cutting(step: Callable[..., object], *args: object, **named: object) -> object:
        nonlocal calls
        calls += 2
        if calls - 1 == cut_at:
            raise _PowerCut
        done = step(*args, **named)
        if calls == cut_at:
            raise _PowerCut
        return done

    for kind, name in steps:
        monkeypatch.setattr(kind, name, around(cutting, getattr(kind, name)))
    write_sources(tmp_path, publish(server, 1, 2))
    with open_store(tmp_path / "empty"):
        pass
    run_once()
    whole, points = stored(tmp_path), calls
    assert points >= 12
    for cut in range(1, points + 1):
        for path in tmp_path.glob("case.db*"):
            path.unlink()
        shutil.copy(tmp_path / "empty", tmp_path / "case.db")
        calls, cut_at = 0, cut
        with pytest.raises(_PowerCut):
            cli.main()
        cut_at = -1
        assert run_once()[0] == 0, cut
        assert stored(tmp_path) == whole, cut


def around(cutting: Callable[..., object], step: Callable[..., object]) -> Callable[..., object]:
    return lambda *args, **named: cutting(step, *args, **named)


def test_killed_at_any_moment_the_next_start_goes_on(
    server: Server, tmp_path: Path, run_once: Once
) -> None:
    numbers = range(30)
    write_sources(tmp_path, publish(server, *numbers))
    chance = random.Random(5)
    for _ in range(2):
        seen = len(server.asked)
        process = start(server, tmp_path)
        wait_for(server, seen + chance.randint(3, 9))
        time.sleep(chance.uniform(0, 0.05))
        process.kill()
        process.communicate(timeout=60)
    code, said = run_once()
    assert code == 0, said
    assert sorted(stored(tmp_path)) == sorted(server.url(f"/{number}") for number in numbers)
    with open_store(tmp_path / "case.db") as store:
        assert len({claim for event in store.events() for claim in event.claims}) == 30


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_it_runs_until_it_is_stopped_and_that_is_no_error(
    server: Server, tmp_path: Path, stop: signal.Signals
) -> None:
    write_sources(tmp_path, publish(server, 1, 2))
    process = start(server, tmp_path)
    wait_for(server, 4)
    time.sleep(0.5)
    assert process.poll() is None
    process.send_signal(stop)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 0, said
    assert "Traceback" not in said


def test_two_of_them_do_not_work_with_one_store(
    server: Server, tmp_path: Path, run_once: Once
) -> None:
    write_sources(tmp_path, publish(server, 1))
    first = start(server, tmp_path)
    wait_for(server, 3)
    code, said = run_once()
    first.send_signal(signal.SIGTERM)
    first.communicate(timeout=60)
    assert code == 6
    assert "another khabar watch" in said


def test_a_store_that_was_lost_is_not_taken_for_read(
    server: Server, tmp_path: Path, run_once: Once
) -> None:
    write_sources(tmp_path, publish(server, 1))
    run_once()
    (tmp_path / "case.db").unlink()
    code, said = run_once()
    assert code == 2
    assert "remove the memory" in said


def test_a_folder_is_watched(server: Server, tmp_path: Path, run_once: Once) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(TEXT.format(5, 5))
    os.utime(tmp_path / "in" / "a.txt", (1, 1))
    write_sources(tmp_path, "in", "folder")
    code, said = run_once()
    assert (code, "1 page in = 1 coded" in said) == (0, True), said
    assert server.asked == []


def test_a_bad_file_of_sources_is_told_before_anything_runs(
    server: Server, tmp_path: Path, run_once: Once
) -> None:
    write_sources(tmp_path, "ftp://harbour.example/feed")
    code, said = run_once()
    assert code == 2
    assert said.startswith("khabar: sources.toml, source 1, address: ")
    assert not (tmp_path / "case.db").exists()
