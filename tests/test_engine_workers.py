from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from khabar.engine_workers import AHEAD, AT_HAND, WorkersEngine
from khabar.errors import EngineError
from khabar.model import Dropped
from tests import engine_steps as steps
from tests.processes import is_running, workers_of


def reason(result: object) -> str:
    assert isinstance(result, Dropped)
    assert result.outcome == "quarantined"
    return result.reason


def test_the_item_of_a_worker_that_died_is_tried_once_more(tmp_path: Path) -> None:
    found = WorkersEngine(1).each(steps.DiesOnce(tmp_path), [2, 4, 6], str)
    assert list(found) == [(2, 1), (4, 2), (6, 3)]


@pytest.mark.parametrize(
    ("step", "said"),
    [(steps.dies_on_four, "ended by SIGKILL"), (steps.faults_on_four, "ended by SIGSEGV")],
)
def test_an_item_with_which_two_workers_died_is_quarantined_and_the_rest_goes_on(
    step: steps.Step, said: str
) -> None:
    found = dict(WorkersEngine(2).each(step, range(0, 20, 2), str))
    assert said in reason(found.pop(4))
    assert found == {n: n // 2 for n in range(0, 20, 2) if n != 4}


def test_a_worker_whose_item_takes_too_long_is_ended_even_in_a_loop_without_end() -> None:
    found = dict(WorkersEngine(2, seconds=0.5).each(steps.endless_on_four, [2, 4, 6], str))
    assert reason(found[4]).startswith("expected an answer in 0.5 seconds, found none")
    assert (found[2], found[6]) == (1, 3)


def test_workers_share_the_items_and_load_once(tmp_path: Path) -> None:
    pids = {pid for _, pid in WorkersEngine(2).each(steps.process_of, range(40), str)}
    assert len(pids) == 2
    assert os.getpid() not in pids
    list(WorkersEngine(2).each(steps.LoadsOnce(tmp_path), range(0, 200, 2), str))
    assert 1 <= len(list(tmp_path.iterdir())) <= 2


def test_workers_that_never_get_to_work_stop_the_run() -> None:
    with pytest.raises(EngineError, match="3 workers in a row ended before they had begun"):
        list(WorkersEngine(2).each(steps.NeverLoads(), [1, 2], str))


def test_items_are_taken_only_as_they_are_needed() -> None:
    taken = []

    def items() -> Iterator[int]:
        for number in range(0, 100_000, 2):
            taken.append(number)
            yield number

    with closing(WorkersEngine(2).each(steps.halve, items(), str)) as found:
        assert next(found) == (0, 0)
        time.sleep(0.2)
        assert len(taken) <= 2 * max(AHEAD, AT_HAND) + 1


def test_a_run_that_is_given_up_leaves_no_worker() -> None:
    with closing(WorkersEngine(2).each(steps.process_of, range(1000), str)) as found:
        working = {
            pid for _, (_, pid) in zip(range(20), found, strict=False) if isinstance(pid, int)
        }
        assert all(map(is_running, working))
    assert not any(map(is_running, working))


PARENT = """
from khabar.engine_workers import WorkersEngine
from tests.engine_steps import process_of
for item, pid in WorkersEngine(2).each(process_of, range(100_000), str):
    print(pid, flush=True)
"""


@pytest.mark.parametrize("stop", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_workers_end_when_their_parent_does(stop: signal.Signals) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", PARENT], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert process.stdout is not None
    process.stdout.readline()
    working = workers_of(process.pid)
    assert working
    process.send_signal(stop)
    process.communicate(timeout=60)
    for _ in range(500):
        if not any(map(is_running, working)):
            return
        time.sleep(0.02)
    raise AssertionError("workers live on without their parent")
