"""From files, folders and standard input to `Page` records; what cannot be read is `Dropped`."""

from khabar.acquire.files import read

__all__ = ["read"]
