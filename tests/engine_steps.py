"""Steps for engines in processes of their own, which find them here by name."""

from __future__ import annotations

import ctypes
import os
import signal
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from khabar.errors import KnowledgeError

Step = Callable[[int], int]


def halve(number: int) -> int:
    if number % 2:
        raise ValueError(f"{number} is odd")
    return number // 2


def halve_late(number: int) -> int:
    """Take the longer the smaller the number, so that results come in another order."""
    time.sleep(0.02 * (10 - number % 10))
    return halve(number)


def full(number: int) -> int:
    raise KnowledgeError("actors.toml", number, "a name", "none")


def dies_on_four(number: int) -> int:
    if number == 4:
        os.kill(os.getpid(), signal.SIGKILL)
    return halve(number)


def faults_on_four(number: int) -> int:
    return ctypes.string_at(0)[0] if number == 4 else halve(number)


def endless_on_four(number: int) -> int:
    while number == 4:
        pass
    return halve(number)


def process_of(_number: int) -> int:
    time.sleep(0.05)
    return os.getpid()


class DiesOnce:
    """Dies with the first item that it sees in the folder's life."""

    def __init__(self, folder: Path) -> None:
        self.mark = folder / "died"

    def __call__(self, number: int) -> int:
        if not self.mark.exists():
            self.mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return halve(number)


class LoadsOnce:
    """Notes each time that it is loaded."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def load(self) -> None:
        self.folder.joinpath(str(os.getpid())).touch(exist_ok=False)

    def __call__(self, number: int) -> int:
        return halve(number)


class NeverLoads:
    def load(self) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    def __call__(self, number: int) -> int:
        return number


def first_letter(word: str) -> Iterable[str]:
    return word[:1]


def joined(words: list[str]) -> Iterable[str]:
    yield "+".join(words)


def letters(word: str) -> Iterable[str]:
    return word


def difference(one: int, other: int) -> int:
    return other - one


def halves(numbers: list[int]) -> Iterable[int]:
    return map(halve, numbers)


def half_of_both(one: int, other: int) -> int:
    return halve(one + other)
