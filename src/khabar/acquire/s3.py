"""Files in S3 and in stores that speak like it: `s3://bucket/folder/file`.

Who may read is settled as Amazon's tools do it: `AWS_ACCESS_KEY_ID`, `~/.aws`, `AWS_ENDPOINT_URL`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

from khabar.errors import UsageError

SCHEME = "s3://"


def is_s3(path: str) -> bool:
    """Return whether a path names something in S3."""
    return path.lower().startswith(SCHEME)


def files_of(path: str) -> list[str] | None:
    """Return the files of a folder and those below it, by name; None for what is no folder.

    Raises OSError where it cannot be looked at.
    """
    with _said_plainly():
        system = _system(path)
        if not path.endswith("/") and system.isfile(path):
            return None
        return _named(system.find(path))


def files_like(pattern: str) -> list[str]:
    """Return the files that fit a pattern, by name. Raises OSError."""
    with _said_plainly():
        system = _system(pattern)
        return _named(one for one in system.glob(pattern) if system.isfile(one))


@contextmanager
def opened(path: str) -> Iterator[BinaryIO]:
    """Yield the file, read in pieces as needed. Raises OSError, then and while it is read."""
    with _said_plainly(), _system(path).open(path, "rb") as file:
        yield file


def _system(path: str) -> Any:
    try:
        from s3fs import S3FileSystem
    except ImportError as error:
        raise UsageError(f"{path}: S3 needs `pip install 'khabar[s3]'`.") from error
    # A listing from before would hide what has come since.
    return S3FileSystem(use_listings_cache=False)


def _named(found: Any) -> list[str]:
    return sorted(f"{SCHEME}{one}" for one in found)


@contextmanager
def _said_plainly() -> Iterator[None]:
    """Turn the errors of Amazon's library that are not OSError into it."""
    try:
        yield
    except Exception as error:
        if type(error).__module__.startswith(("botocore.", "aiobotocore.")):
            raise OSError(f"{type(error).__name__}: {error}") from error
        raise
