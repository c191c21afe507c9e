"""From a page to an article: text, blocks, title, outlet, date, language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from khabar.clean.blocks import Marked, mark_blocks
from khabar.clean.decode import UnreadableError, decode_page, decode_text
from khabar.clean.extractors import article_paragraphs
from khabar.clean.language import detected_language
from khabar.clean.lines import same_words
from khabar.clean.markup import parse_markup
from khabar.clean.metadata import Stated, stated
from khabar.clean.outlets import KnownOutlets, credited_outlet, known_outlets, reads_as_outlet
from khabar.clean.published import day_in_address, published_in
from khabar.model import Article, Dropped, Outlet, Page, content_id

HEAD_LINES = 8

MOST_LINES = 50_000
"""Lines beyond which a text is no article: a book has fewer, and each costs some .1 ms."""

_NOTHING = Stated(title=None, outlets=(), published=None, language=None, url=None)


def clean_page(page: Page, outlets: Sequence[Outlet]) -> Article | Dropped:
    """Return the article that a page holds, or why it holds none.

    What the page's record gives is used; what it lacks is looked for in the markup, then in the
    text, then in the address. The text of a plain file is the file's, but for line ends.
    """
    try:
        text, says = _text(page)
    except UnreadableError as unreadable:
        return Dropped(page.source, "clean", "quarantined", str(unreadable))
    if problem := _no_article(text):
        return Dropped(page.source, "clean", "quarantined", problem)
    return _Reader(page, text, says, known_outlets(tuple(outlets))).article()


def _no_article(text: str) -> str | None:
    if not text.strip():
        return "expected an article, found no text; take it out, or save the page as plain text"
    lines = text.count("\n")
    if lines > MOST_LINES:
        return f"expected one article, found {lines:,} lines; split what is not one article"
    return None


def _text(page: Page) -> tuple[str, Stated]:
    if page.media == "text":
        return decode_text(page.body), _NOTHING
    markup = parse_markup(decode_page(page.body))
    says = stated(markup.tree)
    return _with_title(page.title or says.title, article_paragraphs(markup)), says


def _with_title(title: str | None, paragraphs: Sequence[str]) -> str:
    """Return an article's text: its headline, then its paragraphs, with blank lines between."""
    if not paragraphs:
        return ""
    if title is not None and not same_words(paragraphs[0], title):
        paragraphs = (title, *paragraphs)
    return "\n\n".join(paragraphs)


@dataclass(frozen=True, slots=True)
class _Reader:
    page: Page
    text: str
    says: Stated
    known: KnownOutlets

    def article(self) -> Article:
        title = self.page.title or self.says.title
        marked = mark_blocks(self.text, title, self._names_outlet)
        url = self.page.url or self.says.url
        return Article(
            id=content_id(self.page.source, self.text),
            source=self.page.source,
            text=self.text,
            blocks=marked.blocks,
            title=title or marked.title,
            outlet=self._outlet(marked, url),
            published=self._published(marked, url),
            language=self.page.language or self._language(marked),
            url=url,
        )

    def _names_outlet(self, words: str) -> bool:
        return self.known.named(words) is not None or reads_as_outlet(words)

    def _outlet(self, marked: Marked, url: str | None) -> str | None:
        given = self.page.outlet
        if given:
            return self._canonical(given)
        for words in self.says.outlets:
            if named := self.known.named(words):
                return named.name
        if at := self.known.at(url):
            return at.name
        head = (line.words for line in marked.head[:HEAD_LINES])
        told = marked.outlet or credited_outlet(head, self.known)
        return self._canonical(told) if told else next(iter(self.says.outlets), None)

    def _canonical(self, words: str) -> str:
        named = self.known.named(words)
        return named.name if named else words

    def _published(self, marked: Marked, url: str | None) -> str | None:
        return (
            self.page.published
            or self.says.published
            or published_in(marked.dates)
            or day_in_address(url)
        )

    def _language(self, marked: Marked) -> str | None:
        """Return the language of the article proper: furniture may be in another."""
        proper = (b for b in marked.blocks if b.kind not in ("furniture", "byline", "date"))
        words = "\n".join(self.text[block.start : block.end] for block in proper)
        return detected_language(words) or self.says.language
