"""Records ↔ JSON, with nothing lost and nothing coerced on the way back."""

from __future__ import annotations

import hashlib
from typing import Final, TypeVar

from pydantic import TypeAdapter

from khabar.model import Article, Claim, Decision, Event

Record = Article | Claim | Decision | Event
R = TypeVar("R", Article, Claim, Decision, Event)

FIRST: Final = "0" * 64
_ADAPTERS: Final[dict[type, TypeAdapter[Record]]] = {
    kind: TypeAdapter(kind) for kind in (Article, Claim, Decision, Event)
}


def to_json(record: Record) -> str:
    """Return the record as JSON, the same text for the same record each time."""
    return _ADAPTERS[type(record)].dump_json(record).decode()


def from_json(kind: type[R], text: str) -> R:
    """Return the record that `to_json` wrote. Raises ValueError where the text fits no record."""
    record = _ADAPTERS[kind].validate_json(text, strict=True)
    assert isinstance(record, kind)
    return record


def digest(text: str, previous: str = "") -> str:
    """Return the SHA-256 of a row's record, chained to the row before where there is one."""
    return hashlib.sha256((previous + text).encode()).hexdigest()
