"""Reading and writing of the benchmarks' JSON Lines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from khabar.model import Article, Block, content_id

Record = dict[str, Any]


def read_records(path: Path) -> Iterator[Record]:
    """Yield the objects of a JSON Lines file, in order."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def write_records(path: Path, records: Iterable[Record]) -> None:
    """Write objects as JSON Lines."""
    with path.open("w", encoding="utf-8") as file:
        for record in records:
            file.write(json.dumps(record, ensure_ascii=False) + "\n")


def bare_article(record: Record) -> Article:
    """Return a record's text as an article that is all body, for snippets without furniture."""
    text: str = record["text"]
    block = Block(0, len(text), "body", "a benchmark's snippet")
    return Article(
        id=content_id(record["id"], text),
        source=record["id"],
        text=text,
        blocks=(block,),
        title=record.get("title"),
        outlet=record.get("publisher"),
        published=record.get("published"),
        language="en",
    )
