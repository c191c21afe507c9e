"""What passes a filter, as a file in another project's layout, and what that could not hold."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable
from typing import Annotated, Final, Literal

from fastapi import APIRouter, Query, Response

from khabar.selected import selected
from khabar.view.desk.about import ENDINGS
from khabar.view.desk.asked import Q
from khabar.view.desk.desk import Desk
from khabar.view.desk.schema import Rule
from khabar.view.desk.schema_pages import LossReport
from khabar.view.export.formats import FORMATS
from khabar.view.export.sheets import File, How
from khabar.view.export.write import LOSS, check_needs
from khabar.view.export.write import export as export_of

Format = Literal[
    "acled", "claim", "csv", "ftm", "gdelt", "geojson", "jsonl", "parquet", "plover", "polecat",
    "prov", "timemap", "ucdp",
]  # fmt: skip
Reviewed = Annotated[bool, Query(description="Only events that an analyst decided on.")]
Safe = Annotated[bool, Query(description="Put ' before cells that a spreadsheet would run.")]
MEDIA: Final = {
    "csv": "text/csv", "tsv": "text/tab-separated-values", "zip": "application/zip",
    "geojson": "application/geo+json", "jsonld": "application/ld+json",
    "jsonl": "application/jsonl", "trig": "application/trig",
}  # fmt: skip


def router(desk: Desk) -> APIRouter:
    """Return the endpoints of exports."""
    routes = APIRouter(prefix="/api", tags=["exports"])

    @routes.get("/export", response_class=Response)
    def export(
        to: Format, q: Q = "", rule: Rule = "range", reviewed: Reviewed = False, safe: Safe = True
    ) -> Response:
        """Return the file; a format of several files comes as one ZIP archive."""
        files, report = _made(desk, to, q, rule, reviewed=reviewed, safe=safe)
        ending = ENDINGS[to]
        content = _archive([*files, _told(report)]) if ending == "zip" else files[0].content
        headers = {"content-disposition": f'attachment; filename="khabar-{to}.{ending}"'}
        return Response(content, media_type=MEDIA[ending], headers=headers)

    @routes.get("/export/losses")
    def losses(
        to: Format, q: Q = "", rule: Rule = "range", reviewed: Reviewed = False, safe: Safe = True
    ) -> LossReport:
        """Return what the format cannot hold."""
        _, report = _made(desk, to, q, rule, reviewed=reviewed, safe=safe)
        return LossReport.model_validate(report)

    return routes


def _made(
    desk: Desk, to: Format, q: str, rule: Rule, *, reviewed: bool, safe: bool
) -> tuple[list[File], dict[str, object]]:
    """Return the files of an export, and the report of what they lack."""
    check_needs(to)
    how = How(safe_cells=safe and FORMATS[to].tables)
    selection = selected(desk.case, rule, f"{q} reviewed:yes" if reviewed else q)
    files, losses = export_of(selection, to, how)
    return files, losses.report(selection, safe_cells=how.safe_cells)


def _told(report: dict[str, object]) -> File:
    told = json.dumps(report, ensure_ascii=False, indent=1) + "\n"
    return File(LOSS, told.encode("utf-8", "backslashreplace"))


def _archive(files: Iterable[File]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            archive.writestr(file.name, file.content)
    return packed.getvalue()
