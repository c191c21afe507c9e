from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.acquire.server import Server, served


@pytest.fixture
def server() -> Iterator[Server]:
    with served() as one:
        yield one
