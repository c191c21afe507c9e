"""The corpus of annotated articles: its predictions are simply the output of `khabar code`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def predict(input: Path, output: Path) -> None:
    """Run `khabar code INPUT --format jsonl` and keep what it prints."""
    command = [sys.executable, "-m", "khabar", "code", str(input), "--format", "jsonl", "--quiet"]
    with output.open("wb") as file:
        subprocess.run(command, check=True, stdout=file)
