"""`kill -9` at any moment, then the same again, gives the store of an unbroken run."""

from __future__ import annotations

import multiprocessing
import random
import shutil
import sqlite3
import time
from contextlib import closing
from multiprocessing.process import BaseProcess
from pathlib import Path

from khabar.acquire import read
from khabar.engine import LocalEngine
from khabar.pipeline import code
from khabar.store.content import dump, faults
from khabar.store.store import open_store
from tests.make import ToySteps, write_articles

KILLS = 50
SIGKILL = -9


def run(database: str, folder: str) -> None:
    with open_store(database) as store:
        code(read([folder]), store, ToySteps(), LocalEngine())


def content(database: str) -> list[str]:
    with open_store(database) as store, store.read() as connection:
        assert not list(faults(connection))
        return list(dump(connection))


def documents(database: str) -> int:
    try:
        with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
            return int(connection.execute("SELECT count(*) FROM jobs").fetchone()[0])
    except sqlite3.OperationalError:  # killed before there was a file, or a table
        return 0


def wait_for(count: int, database: str, process: BaseProcess) -> None:
    """Wait until about so many documents are stored: a random moment, however slow the machine."""
    while process.is_alive() and documents(database) < count:
        time.sleep(0.004)


def test_a_killed_run_goes_on_to_the_same_store(tmp_path: Path) -> None:
    folder = str(write_articles(tmp_path / "in", 10))
    unbroken, empty = str(tmp_path / "unbroken.db"), str(tmp_path / "empty.db")
    run(unbroken, folder)
    wanted = content(unbroken)
    open_store(empty).close()
    total = documents(unbroken)

    # A server that has loaded the modules forks the processes to be killed in no time.
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__, "alembic.command"])
    moments = random.Random(7)
    killed = half_done = 0
    for attempt in range(4 * KILLS):
        database = str(tmp_path / f"{attempt}.db")
        new = attempt % 5 == 0  # most start from an empty store, so that the kill meets the work
        if not new:
            shutil.copy(empty, database)
        process = context.Process(target=run, args=(database, folder))
        process.start()
        if not new:
            wait_for(moments.randrange(total + 1), database, process)
        process.join(moments.uniform(0, 0.2 if new else 0.01))
        process.kill()
        process.join()
        killed += process.exitcode == SIGKILL
        half_done += 0 < documents(database) < total
        run(database, folder)
        assert content(database) == wanted, f"after kill {killed}"
        if killed == KILLS:
            break
    assert killed == KILLS
    assert half_done > KILLS / 4, "the kills fell outside the work"
