"""The command that serves the dashboard, run as a program of its own."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from typer.testing import CliRunner

from khabar.cli import app

SECONDS = 60


@contextmanager
def serving(folder: Path, *options: str, **environment: str) -> Iterator[tuple[str, str]]:
    """Yield the address and the token of a dashboard, and stop it as Ctrl-C does."""
    command = [sys.executable, "-m", "khabar", "serve", "--port", "0", "--who", "Ana", *options]
    with subprocess.Popen(
        command, cwd=folder, env={**os.environ, **environment}, text=True, stdout=subprocess.PIPE
    ) as running:
        try:
            assert running.stdout is not None
            address, token = running.stdout.readline().strip().split("?token=")
            yield address, token
            running.send_signal(signal.SIGINT)
            assert running.wait(SECONDS) == 0
        finally:
            running.kill()


def asked(address: str, path: str, token: str | None = None, **headers: str) -> tuple[int, str]:
    if token:
        headers["Authorization"] = f"Bearer {token}"
    request = urllib.request.Request(address + path, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refused:
        return refused.code, refused.read().decode()


def test_it_serves_this_computer_by_a_link_and_ends_in_order(tmp_path: Path) -> None:
    with serving(tmp_path, "--db", "new.db") as (address, token):
        assert address.startswith("http://127.0.0.1:")
        assert len(token) >= 32
        status, body = asked(address, "api/about", token)
        assert status == 200
        assert json.loads(body)["db"] == "new.db"
        assert json.loads(body)["analyst"] == "Ana"
        assert asked(address, "api/about")[0] == 401
        assert asked(address, "api/about", token, Host="evil.example")[0] == 421
    assert (tmp_path / "new.db").exists()


def test_the_token_of_the_environment_keeps_the_link(tmp_path: Path) -> None:
    with serving(tmp_path, KHABAR_TOKEN="kept-from-start-to-start") as (_, token):
        assert token == "kept-from-start-to-start"


@pytest.mark.parametrize("token", ["", "short", "with spaces in it and more", "a/b" * 9])
def test_a_token_that_is_weak_or_breaks_the_link_is_refused(
    token: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KHABAR_TOKEN", token)
    found = CliRunner().invoke(app, ["serve"])
    assert "16 or more letters" in str(found.exception)
    assert list(tmp_path.iterdir()) == []


def test_a_port_in_use_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        found = CliRunner().invoke(app, ["serve", "--port", port])
    assert f"port {port}: cannot be served on" in str(found.exception)


def test_a_map_that_is_not_there_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    found = CliRunner().invoke(app, ["serve", "--basemap", "none.pmtiles"])
    assert "there is no such file" in str(found.exception)
