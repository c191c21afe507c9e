"""What holds for every test: no network but servers of its own on 127.0.0.1, no clock that fails
a test on a busy machine, and programs that Ctrl-C ends."""

from __future__ import annotations

import signal
import socket
from pathlib import Path

import pytest
from hypothesis import settings

from tests.make import OTHER, TEXT

settings.register_profile("steady", deadline=None)
settings.load_profile("steady")

# A shell ignores Ctrl-C for what it runs in the background, and so would the programs of the tests.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    connect = socket.socket.connect

    def refuse(self: socket.socket, address: object) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] != "127.0.0.1":  # type: ignore[index]
            raise AssertionError(f"a test tried to reach {address}")
        connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    folder.joinpath("a.txt").write_text(TEXT, "utf-8")
    folder.joinpath("b.txt").write_text("Rebels killed 4 people on 2024-05-06.", "utf-8")
    folder.joinpath("c.txt").write_text(OTHER, "utf-8")
    return folder
