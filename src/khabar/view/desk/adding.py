"""Adding articles: files, pasted text and addresses, each coded as `khabar code` would."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from functools import partial
from io import BytesIO
from pathlib import Path, PureWindowsPath
from shutil import copyfileobj
from typing import Any, Final

from fastapi import APIRouter, Request, status
from fastapi.concurrency import run_in_threadpool
from pydantic import ValidationError
from pydantic_core import from_json
from starlette.datastructures import FormData, UploadFile

from khabar.acquire import Web, read
from khabar.acquire.lines import read_lines
from khabar.acquire.links import Link, is_address
from khabar.errors import UsageError
from khabar.model import Dropped, Page, content_id
from khabar.pipeline import code, name_of
from khabar.store.store import Store
from khabar.view.desk.alerts import tell_of_changes
from khabar.view.desk.asked import UnknownError
from khabar.view.desk.desk import Desk
from khabar.view.desk.errands import Errand
from khabar.view.desk.schema_changes import AddressesSent, ErrandAnswer, ErrandStarted, TextSent
from khabar.view.wording import visible

MOST_FILES: Final = 500
_LONGEST_NAME: Final = 200  # bytes; most file systems take 255
_FILES: Final = {
    "type": "object",
    "properties": {
        "files": {"type": "array", "items": {"type": "string", "contentMediaType": "*/*"}}
    },
    "required": ["files"],
}
# FastAPI can describe one kind of body; this endpoint takes two.
_BODY: Final[dict[str, Any]] = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {"schema": _FILES},
            "application/json": {
                "schema": {
                    "anyOf": [TextSent.model_json_schema(), AddressesSent.model_json_schema()]
                }
            },
        },
    }
}
Item = Page | Dropped


def router(desk: Desk) -> APIRouter:
    """Return the endpoints that add articles."""
    routes = APIRouter(prefix="/api", tags=["adding"])

    @routes.post("/add", status_code=status.HTTP_202_ACCEPTED, openapi_extra=_BODY)
    async def add(request: Request) -> ErrandStarted:
        """Add files (multipart), or a text or addresses (JSON); an errand codes them."""
        if request.headers.get("content-type", "").startswith("multipart/form-data"):
            async with request.form(max_files=MOST_FILES, max_fields=0) as form:
                work = await run_in_threadpool(_of_files, desk, form)
        else:
            work = _of_json(desk, await request.body())
        return ErrandStarted(errand=desk.errands.start(work.run, work.total).id)

    @routes.get("/errands/{id}")
    def errand(id: str) -> ErrandAnswer:
        """Return how an errand goes."""
        found = desk.errands.find(id)
        if found is None:
            raise UnknownError("errand", id)
        return found.answer()

    return routes


@dataclass(frozen=True, slots=True)
class Adding:
    """Articles to code in an errand; the folder that they lie in, if any, is removed after it."""

    desk: Desk
    items: Callable[[], Iterable[Item]]
    total: int
    folder: tempfile.TemporaryDirectory[str] | None = None

    def run(self, errand: Errand) -> None:
        """Code the articles, then tell of the events that came of them."""
        with self.folder or nullcontext():
            case = self.desk.case
            balance = code(
                errand.reading(self.items(), name_of), case.store, case.steps, self.desk.reader,
                watch=lambda document: errand.ended(document.outcome, document.dropped),
                passed=lambda _: errand.ended("known already"),
            )  # fmt: skip
        errand.events.extend(_events_of(case.store, balance.items))
        tell_of_changes(self.desk, errand)


def _events_of(store: Store, items: Sequence[str]) -> list[str]:
    """Return the events that the items' claims are in."""
    articles = [article.id for article in store.articles(items)]
    claims = [claim.id for claim in store.claims(articles)]
    return list(dict.fromkeys(store.event_ids(claims).values()))


def _of_files(desk: Desk, form: FormData) -> Adding:
    files = [file for file in form.getlist("files") if isinstance(file, UploadFile)]
    if not files:
        raise UsageError("files: expected one file or more, found none.")
    folder = tempfile.TemporaryDirectory(prefix="khabar-added-")
    places = [_kept(file, Path(folder.name, str(at))) for at, file in enumerate(files)]
    items = partial(_read_files, places, desk.case.web)
    return Adding(desk, items, len(places), folder)


def _kept(file: UploadFile, folder: Path) -> Path:
    """Write a file under the last part of its name alone, in a folder of its own."""
    name = visible(PureWindowsPath(file.filename or "").name).strip(". ") or "unnamed"
    folder.mkdir()
    place = folder / name.encode()[-_LONGEST_NAME:].decode(errors="ignore").lstrip(".")
    with place.open("wb") as out:
        copyfileobj(file.file, out)
    return place


def _read_files(places: Sequence[Path], web: Web) -> Iterator[Item]:
    for place in places:
        for item in read([str(place)], web=web):
            yield _under_own_name(item, f"{place.parent}/")


def _under_own_name(item: Item, folder: str) -> Item:
    """Return the item as its sender knows it: where it lay here for a while says nothing."""
    if isinstance(item, Page):
        return replace(item, source=item.source.removeprefix(folder))
    reason = item.reason.replace(folder, "")
    return replace(item, item=item.item.removeprefix(folder), reason=reason)


def _of_json(desk: Desk, body: bytes) -> Adding:
    sent = _sent(body)
    if isinstance(sent, TextSent):
        return Adding(desk, partial(_read_text, sent), 1)
    for url in sent.urls:
        if not is_address(url):
            raise UsageError(f"urls: expected addresses that begin with http, found {url[:60]!r}.")
    return Adding(desk, partial(read, sent.urls, web=desk.case.web), len(sent.urls))


def _sent(body: bytes) -> TextSent | AddressesSent:
    try:
        given = from_json(body)
        kind = AddressesSent if isinstance(given, dict) and "urls" in given else TextSent
        return kind.model_validate(given)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "body"
        raise UsageError(f"{where}: {first['msg']}.") from error
    except ValueError as error:
        raise UsageError(f"body: expected JSON, found other text ({error}).") from error


def _read_text(sent: TextSent) -> Iterator[Item]:
    name = sent.url or f"pasted text {content_id(sent.text)}"
    line = json.dumps({"id": name, **sent.model_dump()}).encode()
    for _, item in read_lines("pasted text", BytesIO(line)):
        if not isinstance(item, Link):  # only a line without words would be one
            yield item
