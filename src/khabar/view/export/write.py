"""An export on disk: the file or folder, and beside it the report of what was lost."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

from khabar.errors import UsageError
from khabar.output import check_output, written
from khabar.view.export.formats import FORMATS
from khabar.view.export.losses import Losses
from khabar.view.export.selection import Selection
from khabar.view.export.sheets import File, How

LOSS = "loss.json"
PLAIN = How()


def check_export(format: str, out: Path | None, how: How) -> None:
    """Raise UsageError, before any work, for what cannot be written."""
    if format not in FORMATS:
        raise UsageError(f"--to {format}: expected one of {', '.join(FORMATS)}.")
    wanted = FORMATS[format]
    check_needs(format)
    if wanted.several and out is None:
        raise UsageError(f"{format} has several files: name a folder for them with --out.")
    if how.hxl and not wanted.tags:
        tagged = ", ".join(name for name, one in FORMATS.items() if one.tags)
        raise UsageError(f"--hxl: {format} has no HXL tags, only {tagged} have.")
    if how.safe_cells and not wanted.tables:
        raise UsageError(f"--safe-cells: {format} has no cells that a spreadsheet would run.")
    if out is not None:
        _check_place(out, folder=wanted.several)


def check_needs(format: str) -> None:
    """Raise UsageError where a library that the format needs is not there."""
    needs = FORMATS[format].needs
    if needs and importlib.util.find_spec(needs) is None:
        raise UsageError(f"{format} needs {needs}: pip install 'khabar[export]'.")


def _check_place(out: Path, *, folder: bool) -> None:
    if not folder:
        check_output(out)
    elif not out.absolute().parent.is_dir():
        raise UsageError(f"{out}: expected a place in a folder that is there. Make it first.")
    elif out.exists() and not out.is_dir():
        raise UsageError(f"{out}: expected a folder, found a file.")


def export(selection: Selection, format: str, how: How = PLAIN) -> tuple[list[File], Losses]:
    """Return the files of a format and what they do not hold."""
    wanted = FORMATS[format]
    losses = Losses(format, wanted.holds)
    for id in selection.rejected:
        losses.leave_out(id, "claims that a person rejected")
    return wanted.make(selection, losses, how), losses


def write_export(
    selection: Selection, format: str, out: Path, how: How = PLAIN
) -> tuple[list[Path], Losses]:
    """Write the files and the loss report; return what was written, the report last."""
    files, losses = export(selection, format, how)
    report = losses.report(selection, safe_cells=how.safe_cells)
    told = File(LOSS, (json.dumps(report, ensure_ascii=False, indent=1) + "\n").encode())
    if FORMATS[format].several:
        out.mkdir(exist_ok=True)
        places = [(out / file.name, file) for file in (*files, told)]
    else:
        places = [(out, files[0]), (out.with_name(f"{out.name}.{LOSS}"), told)]
    for path, file in places:
        with written(path) as place:
            place.write(file.content)
    return [path for path, _ in places], losses
