"""The closing balance: what went in, and where each page ended."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from khabar.model import Article, CopyGroup, Dropped


@dataclass(frozen=True, slots=True)
class Ledger:
    """Pages taken in, and the one state in which each ended."""

    pages: int
    coded: int
    copies: int
    quarantined: int
    skipped: int

    @property
    def balances(self) -> bool:
        """Whether every page is accounted for, once."""
        return self.pages == self.coded + self.copies + self.quarantined + self.skipped

    def sentence(self) -> str:
        """Return the balance as one line, with a warning where it does not add up."""
        line = (
            f"{_pages(self.pages)} in = {self.coded} coded + {_copies(self.copies)}"
            f" + {self.quarantined} quarantined + {self.skipped} skipped"
        )
        return line if self.balances else f"{line}: THIS DOES NOT ADD UP, please report it"


NO_PAGES: Final = Ledger(0, 0, 0, 0, 0)


def closing_ledger(
    pages: int,
    articles: Iterable[Article],
    copies: Iterable[CopyGroup],
    dropped: Collection[Dropped],
) -> Ledger:
    """Count where `pages` pages ended; `articles` are all that were cleaned, copies included."""
    carried = {copy for group in copies for copy in group.copies}
    cleaned = {article.id for article in articles}
    outcomes = [one.outcome for one in dropped]
    return Ledger(
        pages,
        len(cleaned - carried),
        len(cleaned & carried),
        outcomes.count("quarantined"),
        outcomes.count("skipped"),
    )


def _pages(count: int) -> str:
    return "1 page" if count == 1 else f"{count} pages"


def _copies(count: int) -> str:
    return "1 copy" if count == 1 else f"{count} copies"
