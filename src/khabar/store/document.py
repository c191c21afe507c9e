"""What one item of the input became: the unit that is written whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from khabar.model import Article, Claim, Dropped, Page, content_id

Outcome = Literal["coded", "copied", "quarantined", "skipped"]
OUTCOMES: tuple[Outcome, ...] = ("coded", "copied", "quarantined", "skipped")


@dataclass(frozen=True, slots=True)
class Document:
    """An item with what was read from it, or why nothing was.

    `id` is the item's. There is no page where nothing could be read or kept. `copy_of` is the id
    of the article whose text this one repeats.
    """

    id: str
    page: Page | None
    article: Article | None = None
    claims: Sequence[Claim] = ()
    copy_of: str | None = None
    dropped: Dropped | None = None

    def __post_init__(self) -> None:
        ids = [claim.id for claim in self.claims]
        if len(set(ids)) < len(ids):
            twice = next(one for one in ids if ids.count(one) > 1)
            raise ValueError(f"two claims have the id {twice}: one of them would be lost")

    @property
    def outcome(self) -> Outcome:
        """Return the one state that the item ended in."""
        if self.dropped is not None:
            return self.dropped.outcome
        return "copied" if self.copy_of is not None else "coded"


def item_id(item: Page | Dropped) -> str:
    """Return the id of something that came in, whether it could be read or not."""
    if isinstance(item, Page):
        return item.id
    return content_id("dropped", item.item, item.stage, item.reason)
