"""The processes that a process has started, as Linux lists them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path


def workers_of(pid: int) -> list[int]:
    """Return the processes below this one that were spawned to work for it."""
    return [one for one in _below(pid) if "multiprocessing.spawn" in _command(one)]


def is_running(pid: int) -> bool:
    """Tell whether a process is there, and not only its exit code."""
    status = Path(f"/proc/{pid}/stat")
    try:
        return status.read_text("utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def _below(pid: int) -> Iterator[int]:
    for child in _children(pid):
        yield child
        yield from _below(child)


def _children(pid: int) -> list[int]:
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        return [int(one) for t in tasks for one in (t / "children").read_text("ascii").split()]
    except OSError:
        return []


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text("utf-8").replace("\0", " ")
    except OSError:
        return ""
