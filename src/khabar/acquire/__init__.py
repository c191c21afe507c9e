"""From files, folders, archives, feeds, addresses and standard input to `Page` records.

What cannot be read is `Dropped`. `inputs.py` first; `fetch.py` alone speaks HTTP.
"""

from khabar.acquire.inputs import read
from khabar.acquire.web import Web

__all__ = ["Web", "read"]
