"""An end to a request, however slowly its bytes drip in.

The time limits of sockets start anew with each byte that arrives; this one does not.
"""

from __future__ import annotations

import socket
import threading
import time
from contextlib import suppress
from typing import Self

_AGAIN = 0.5


class Deadline:
    """Shuts the watched sockets when the time is up, and any that come later."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._ends = time.monotonic() + seconds
        self._sockets: list[socket.socket] = []
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._wait, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._done.set()
        self._thread.join()

    def watch(self, connected: socket.socket) -> None:
        """Shut this one too."""
        self._sockets.append(connected)

    @property
    def passed(self) -> bool:
        """Return whether the time is up."""
        return time.monotonic() >= self._ends

    def _wait(self) -> None:
        wait = self.seconds
        while not self._done.wait(wait):
            wait = _AGAIN
            for one in self._sockets:
                with suppress(OSError):
                    # SSLSocket has one of its own, which takes from the reader what it reads with.
                    socket.socket.shutdown(one, socket.SHUT_RDWR)
