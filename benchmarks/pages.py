"""The article's text from HTML pages: what the body blocks of each cleaned page hold."""

from __future__ import annotations

import gzip
from pathlib import Path

from benchmarks.records import Record, read_records, write_records
from khabar.clean import clean_page
from khabar.model import Article, Page

READ = ("body", "standfirst", "caption")


def predict(input: Path, output: Path) -> None:
    """Write the text of each page of a benchmark file; the pages lie below its folder."""
    write_records(output, (_predicted(input.parent, record) for record in read_records(input)))


def _predicted(folder: Path, record: Record) -> Record:
    body = gzip.decompress((folder / record["html"]).read_bytes())
    cleaned = clean_page(Page(record["id"], body, "html", url=record.get("url")), ())
    return {"id": record["id"], "text": _body(cleaned) if isinstance(cleaned, Article) else ""}


def _body(article: Article) -> str:
    read = (block for block in article.blocks if block.kind in READ)
    return "\n".join(article.text[block.start : block.end] for block in read)
