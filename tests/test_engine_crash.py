"""Every engine gives the same store, also when it is killed at any moment and called again."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from khabar.store.content import dump, faults
from khabar.store.store import open_store
from tests.make import write_articles
from tests.processes import is_running, workers_of

ROOT = Path(__file__).parent.parent
CODE = ["-m", "tests.toy_program", "code", "in", "--format", "jsonl"]
RAID = "Pakistan's army said its soldiers killed four militants in Quetta on 9 June 2022.\n"
REAL = {
    "market.txt": "A suicide bomber killed at least 12 people at a market in Herat on 3 May 2023, "
    "the interior ministry said.\n\nThe Taliban denied any role in the attack.\n",
    "later.txt": "Officials in Herat said on 4 May 2023 that 15 people had died in the suicide "
    "bombing at the market a day earlier.\n",
    "raid.txt": RAID,
    "raid-again.txt": RAID,
    "empty.txt": "",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("crash")
    write_articles(folder / "in", 60)
    return folder


@pytest.fixture(scope="module")
def whole(folder: Path) -> list[str]:
    """Return the content of a store from an unbroken run in one process."""
    assert start(folder, "whole.db").wait(300) == 4
    return content(folder / "whole.db")


@pytest.fixture(scope="module")
def cluster() -> Iterator[subprocess.Popen[str]]:
    """Start a Ray cluster of two nodes, whose address is the first line that it prints."""
    command = [sys.executable, "-m", "tests.ray_program"]
    with subprocess.Popen(
        command, env=surroundings(), cwd=ROOT, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    ) as process:  # fmt: skip
        yield process
        assert process.stdin is not None
        process.stdin.close()
        process.wait(60)


@pytest.fixture(scope="module")
def address(cluster: subprocess.Popen[str]) -> str:
    return line_of(cluster)


def line_of(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def surroundings(seconds: float = 0) -> dict[str, str]:
    more = {"PYTHONPATH": str(ROOT), "TOY_SECONDS": str(seconds), "RAY_USAGE_STATS_ENABLED": "0"}
    return os.environ | more


def start(
    folder: Path, database: str, *options: str, seconds: float = 0
) -> subprocess.Popen[bytes]:
    command = [sys.executable, *CODE, "--db", database, *options]
    return subprocess.Popen(
        command, cwd=folder, env=surroundings(seconds),
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def content(database: Path) -> list[str]:
    with open_store(database) as store, store.read() as connection:
        assert not list(faults(connection))
        return list(dump(connection))


def wait_until_some_is_stored(database: Path, process: subprocess.Popen[bytes]) -> None:
    while process.poll() is None and documents(database) < 3:
        time.sleep(0.01)


def documents(database: Path) -> int:
    try:
        with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
            return int(connection.execute("SELECT count(*) FROM jobs").fetchone()[0])
    except sqlite3.OperationalError:  # there is no file yet, or no table
        return 0


LOCAL = ("--workers", "2")
DAFT = ("--engine", "daft", "--workers", "2")


@pytest.mark.parametrize("options", [LOCAL, DAFT], ids=["local", "daft"])
def test_a_run_whose_workers_are_killed_comes_to_the_same_end(
    folder: Path, whole: list[str], options: tuple[str, ...]
) -> None:
    database = folder / f"workers-{len(options)}.db"
    process = start(folder, database.name, *options, seconds=0.03)
    wait_until_some_is_stored(database, process)
    for worker in workers_of(process.pid):
        os.kill(worker, signal.SIGKILL)
    assert process.wait(300) == 4
    assert content(database) == whole


@pytest.mark.parametrize("options", [(), LOCAL, DAFT], ids=["one", "local", "daft"])
def test_a_run_that_is_killed_goes_on_to_the_same_store_and_leaves_no_worker(
    folder: Path, whole: list[str], options: tuple[str, ...]
) -> None:
    database = folder / f"main-{len(options)}.db"
    process = start(folder, database.name, *options, seconds=0.03)
    wait_until_some_is_stored(database, process)
    time.sleep(random.Random(len(options)).uniform(0, 0.5))
    workers = workers_of(process.pid)
    process.kill()
    process.wait()
    assert documents(database) < 62
    assert start(folder, database.name, *options).wait(300) == 4
    assert content(database) == whole
    assert not any(map(is_running, workers))


def test_all_engines_read_the_same_claims_and_events(tmp_path: Path, address: str) -> None:
    tmp_path.joinpath("in").mkdir()
    for name, text in REAL.items():
        tmp_path.joinpath("in", name).write_text(text, "utf-8")
    ray = ("--engine", "ray", "--workers", "2", "--address", address)
    stores: list[list[str]] = []
    for options in ((), LOCAL, DAFT, ray):
        name = f"{len(stores)}.db"
        command = [sys.executable, "-m", "khabar", "code", "in", "--db", name, *options]
        subprocess.run(command, cwd=tmp_path, env=surroundings(), check=False, capture_output=True)
        stores.append(content(tmp_path / name))
    assert len(stores[0]) > 10
    assert all(store == stores[0] for store in stores)


def test_a_cluster_merges_a_crowd_of_claims_as_one_process_does(address: str) -> None:
    command = [sys.executable, "-m", "tests.merging_program", address]
    done = subprocess.run(
        command, env=surroundings(), cwd=ROOT, check=True, text=True, stdout=subprocess.PIPE
    )
    assert done.stdout.splitlines()[-1].startswith("the same ")


def test_a_run_on_a_cluster_that_loses_a_node_gives_the_same_store_when_called_again(
    folder: Path, whole: list[str], cluster: subprocess.Popen[str], address: str
) -> None:
    options = ("--engine", "ray", "--address", address)
    database = folder / "ray.db"
    process = start(folder, database.name, *options, seconds=0.1)
    wait_until_some_is_stored(database, process)
    assert cluster.stdin is not None
    cluster.stdin.write("kill a node\n")
    cluster.stdin.flush()
    assert line_of(cluster) == "killed"
    assert process.wait(300) in (4, 8)
    assert start(folder, database.name, *options).wait(300) == 4
    assert content(database) == whole
