"""Short makers for pages and articles, with made-up texts."""

from __future__ import annotations

from khabar.clean import clean_page
from khabar.model import Article, BlockKind, Outlet, Page

FIRST = "Soldiers left the northern town on Monday after talks with its elders, the governor said."
SECOND = (
    "Nobody was hurt, but two bridges on the road to the coast were closed for a day, he added."
)
THIRD = (
    "The ministry called the withdrawal a first step and promised to publish the agreement soon."
)
BODY = f"{FIRST}\n\n{SECOND}\n\n{THIRD}"

HARBOUR = Outlet(
    "harbour", "Harbour News", "newspaper", ("The Harbour News",), ("harbournews.example",)
)
WIRE = Outlet("wire", "Reuters", "agency", ("REUTERS",), ("reuters.example",))
OUTLETS = (HARBOUR, WIRE)


def cleaned(text: str, media: str = "text", **given: str | None) -> Article:
    page = Page("a.txt", text.encode(), "html" if media == "html" else "text", **given)
    article = clean_page(page, OUTLETS)
    assert isinstance(article, Article)
    return article


def parts(article: Article) -> list[tuple[BlockKind, str]]:
    return [(block.kind, article.text[block.start : block.end]) for block in article.blocks]


def of_kind(article: Article, kind: BlockKind) -> list[str]:
    return [words for found, words in parts(article) if found == kind]


def html(body: str, head: str = "<title>Soldiers leave northern town</title>") -> str:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)
