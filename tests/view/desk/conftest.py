from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.view.desk.changing import Browser, browser


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Browser]:
    with browser(tmp_path) as opened:
        yield opened
