"""Claims as JSON Lines in khabar's own form, which holds all that a claim says."""

from __future__ import annotations

from khabar.view.export.losses import Losses
from khabar.view.export.selection import Selection
from khabar.view.export.sheets import File, How, text_file
from khabar.view.jsonl import claim_lines

HOLDS: frozenset[str] = frozenset()


def claims(selection: Selection, losses: Losses, how: How) -> list[File]:  # noqa: ARG001
    """Return the file: a line for each claim of events, statements and relations."""
    kept = [claim for claim, _ in losses.claims_kept(selection)]
    losses.rows = len(kept)
    lines = claim_lines(kept, selection.found.article, selection.found.event_ids)
    return [text_file("claims.jsonl", "".join(f"{line}\n" for line in lines))]
