"""Options of `khabar code` that concern how it is run."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from importlib import resources
from pathlib import Path

import jsonschema
import pytest
import yaml

import khabar
from tests.make import write_articles

ROOT = Path(__file__).parent.parent
CODE = ["tests.toy_program", "code", "in", "--format", "jsonl"]
# The program with every address it asks for, or goes to, written to stderr.
WATCHED = """
import runpy, sys
def watch(event, given):
    if event in ("socket.getaddrinfo", "socket.gethostbyname"):
        print("asked for", given[0], file=sys.stderr)
    if event == "socket.connect" and isinstance(given[1], tuple):
        print("went to", given[1], file=sys.stderr)
sys.addaudithook(watch)
if __name__ == "__main__":
    sys.argv = sys.argv[1:]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_articles(tmp_path / "in", 6)
    return tmp_path


def run(
    folder: Path, *options: str, begin: tuple[str, ...] = ("-m",)
) -> subprocess.CompletedProcess[str]:
    untold = {name: of for name, of in os.environ.items() if "TRACK" not in name}
    return subprocess.run(
        [sys.executable, *begin, *CODE, *options], cwd=folder, check=False, text=True,
        env=untold | {"PYTHONPATH": str(ROOT)}, capture_output=True,
    )  # fmt: skip


def test_the_daft_engine_asks_for_no_name_and_goes_nowhere(folder: Path) -> None:
    done = run(folder, "--engine", "daft", "--workers", "2", begin=("-c", WATCHED))
    assert "8 pages in = 6 coded + 1 copy + 1 quarantined + 0 skipped" in done.stderr
    assert "asked for" not in done.stderr
    assert "went to" not in done.stderr


def test_a_dry_run_counts_and_writes_nothing(folder: Path) -> None:
    done = run(folder, "--dry-run", "--db", "case.db")
    assert (
        done.stdout == "8 pages in = 7 to be coded + 0 coded already + 1 quarantined + 0 skipped\n"
    )
    assert done.returncode == 0
    assert not folder.joinpath("case.db").exists()


def test_a_dry_run_tells_what_is_coded_already(folder: Path) -> None:
    run(folder, "--db", "case.db")
    folder.joinpath("in", "more.txt").write_text("Rebels killed 7 people on 2024-05-09.", "utf-8")
    done = run(folder, "--dry-run", "--db", "case.db")
    assert (
        done.stdout == "9 pages in = 1 to be coded + 8 coded already + 0 quarantined + 0 skipped\n"
    )
    again = run(folder, "--dry-run", "--db", "case.db", "--fresh")
    assert again.stdout.startswith("9 pages in = 8 to be coded + 0 coded already")


def test_an_address_without_a_cluster_is_refused(folder: Path) -> None:
    done = run(folder, "--address", "10.0.0.1:6379")
    assert done.returncode == 2
    assert "Give --engine ray with it." in done.stderr


def test_the_number_of_workers_comes_from_the_settings_too(folder: Path) -> None:
    folder.joinpath("khabar.toml").write_text("[code]\nworkers = 0\n")
    assert "khabar.toml: code.workers" in run(folder).stderr


def test_a_terminal_shows_how_far_the_run_has_come(folder: Path) -> None:
    ours, its_end = pty.openpty()
    command = [sys.executable, "-m", *CODE]
    env = os.environ | {"PYTHONPATH": str(ROOT), "TOY_SECONDS": "0.3", "TERM": "xterm"}
    with subprocess.Popen(
        command, cwd=folder, env=env, stdout=subprocess.DEVNULL, stderr=its_end
    ) as process:
        os.close(its_end)
        shown = "".join(iter(lambda: said_on(ours), ""))
        os.close(ours)
    assert process.returncode == 4
    assert "pages" in shown
    assert "100%" in shown or "it/s" in shown
    assert "last in/" in shown


def test_the_example_of_a_cluster_is_one_that_ray_takes() -> None:
    schema = resources.files("ray").joinpath("autoscaler/ray-schema.json").read_text("utf-8")
    cluster = yaml.safe_load(ROOT.joinpath("docs", "cluster.yaml").read_text("utf-8"))
    jsonschema.validate(cluster, json.loads(schema))
    assert f"khabar[cluster]=={khabar.__version__}" in str(cluster["setup_commands"])


def said_on(terminal: int) -> str:
    try:
        return os.read(terminal, 4096).decode("utf-8", "replace")
    except OSError:  # the other end is closed
        return ""
