"""Column types that sort and compare alike in SQLite and PostgreSQL: by code point."""

from __future__ import annotations

from sqlalchemy import BigInteger, Integer, String, Text
from sqlalchemy.types import TypeEngine

_BY_CODE_POINT = "C"  # PostgreSQL's name for it; SQLite sorts so anyway


def words() -> TypeEngine[str]:
    """Return the type of a text of any length."""
    return Text().with_variant(Text(collation=_BY_CODE_POINT), "postgresql")


def short(length: int) -> TypeEngine[str]:
    """Return the type of a text of at most so many characters."""
    return String(length).with_variant(String(length, collation=_BY_CODE_POINT), "postgresql")


def number() -> TypeEngine[int]:
    """Return the type of a large whole number that can be SQLite's row number."""
    return BigInteger().with_variant(Integer(), "sqlite")
