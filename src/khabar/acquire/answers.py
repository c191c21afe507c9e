"""What a request over the network comes to: an answer, or the error that says why there is none."""

from __future__ import annotations

from dataclasses import dataclass


class FetchError(Exception):
    """An address that could not be got; the message says what was expected and what found."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a server answered, from the last hop of a redirect.

    `body` is unpacked, and empty unless the status is 200. `media` is the type it was sent as, in
    small letters, None if not said. `etag` and `modified` are for the next request. `retry_after`
    is in seconds from now.
    """

    url: str
    status: int
    body: bytes
    media: str | None = None
    etag: str | None = None
    modified: str | None = None
    retry_after: float | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an address from the last time, so that only what is new is sent."""

    etag: str | None = None
    modified: str | None = None

    def headers(self) -> dict[str, str]:
        """Return the headers that ask for what is new."""
        found = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in found.items() if value}
