"""HXL tags: a row of hashtags under a header, so that humanitarian tools know the columns."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.view.export.crosswalk.read import hxl_tags


def tags_for(layout: str, columns: Sequence[str]) -> list[str]:
    """Return the tag of each column, "" for one that has none."""
    tags = hxl_tags()
    return [tags.get((layout, column), "") for column in columns]
