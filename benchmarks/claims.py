"""The corpus of annotated articles: its predictions are simply the output of `khabar code`."""

from __future__ import annotations

from pathlib import Path

from benchmarks.records import write_records
from khabar.acquire.files import read
from khabar.clean import clean_page
from khabar.extract.coder import Coder
from khabar.link.lexicon import World
from khabar.model import Dropped
from khabar.view.jsonl import claim_json


def predict(input: Path, output: Path) -> None:
    """Code the articles of a `.jsonl` file and write their claims."""
    world = World.load()
    coder = Coder(world)
    lines = []
    for page in read([str(input)]):
        article = page if isinstance(page, Dropped) else clean_page(page, world.outlets)
        if isinstance(article, Dropped):
            raise SystemExit(f"{article.item}: {article.reason}")
        claims = world.link(article, coder(article))
        lines.extend(claim_json(claim, article, None) for claim in claims)
    write_records(output, lines)
