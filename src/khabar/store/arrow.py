"""Columns of the store as Arrow and Parquet have them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Boolean, ColumnElement, Float, Integer, LargeBinary

from khabar.errors import UsageError


def arrow() -> tuple[Any, Any]:
    """Return PyArrow and its Parquet module. Raises UsageError if it is not installed."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise UsageError("This needs PyArrow: pip install khabar[export].") from error
    return pyarrow, pyarrow.parquet


def field_type(column: ColumnElement[Any]) -> str:
    """Return a column's type as Table Schema names it."""
    kinds = {Boolean: "boolean", LargeBinary: "string", Float: "number"}
    whole = isinstance(column.type, Integer | BigInteger)
    fitting = [name for kind, name in kinds.items() if isinstance(column.type, kind)]
    return fitting[0] if fitting else "integer" if whole else "string"


def arrow_type(column: ColumnElement[Any]) -> Any:
    """Return a column's type in Arrow."""
    pa, _ = arrow()
    if isinstance(column.type, LargeBinary):
        return pa.binary()
    kinds = {"boolean": pa.bool_(), "number": pa.float64(), "integer": pa.int64()}
    return kinds.get(field_type(column), pa.string())
