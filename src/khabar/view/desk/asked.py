"""What requests ask for: a filter, a page of a list; and how what cannot be done is refused."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Final

from fastapi import FastAPI, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from khabar.errors import KhabarError, LockedError, StoreError
from khabar.query_text import LONGEST
from khabar.view.desk.schema import Problem

MOST_ROWS: Final = 1_000
Q = Annotated[
    str, Query(max_length=LONGEST, description="Conditions, as for `khabar events`; none: all.")
]
After = Annotated[
    str | None, Query(max_length=200, description="The cursor that the page before ended with.")
]
Limit = Annotated[int, Query(ge=1, le=MOST_ROWS, description="Most rows.")]
# What every endpoint may answer instead; FastAPI's type for this has `Any` in it.
PROBLEMS: Final[Mapping[int | str, dict[str, Any]]] = {
    400: {"model": Problem, "description": "What was asked for cannot be read."},
    404: {"model": Problem, "description": "There is no such thing in this store."},
}


class UnknownError(KhabarError):
    """There is nothing with that id in the store."""

    def __init__(self, kind: str, id: str) -> None:
        super().__init__(f"No {kind} here has the id {id[:40]!r}.")


def refuse_plainly(app: FastAPI) -> None:
    """Make the app answer each error with its status and one sentence."""
    app.add_exception_handler(KhabarError, _refused)
    app.add_exception_handler(RequestValidationError, _not_as_expected)
    app.add_exception_handler(HTTPException, _not_served)


def _refused(_request: Request, error: Exception) -> JSONResponse:
    status = 400
    if isinstance(error, UnknownError):
        status = 404
    elif isinstance(error, StoreError):
        status = 503 if isinstance(error, LockedError) else 500
    return _problem(status, str(error).splitlines()[0])


def _not_as_expected(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"][1:])
    return _problem(400, f"{where}: {first['msg']}." if where else f"{first['msg']}.")


def _not_served(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    return _problem(error.status_code, f"{error.detail}.")


def _problem(status: int, sentence: str) -> JSONResponse:
    return JSONResponse({"error": sentence}, status)
