from __future__ import annotations

from khabar.model import CopyGroup, Dropped
from khabar.view.ledger import Ledger, closing_ledger
from tests.view.make import an_article


def test_every_page_ends_in_one_state() -> None:
    articles = [an_article(id=name) for name in ("a", "b", "c")]
    dropped = [
        Dropped("x", "clean", "skipped", "short"),
        Dropped("y", "acquire", "quarantined", ""),
    ]
    ledger = closing_ledger(5, articles, [CopyGroup("a", ("b",), None, "same text")], dropped)
    assert ledger == Ledger(5, 2, 1, 1, 1)
    assert ledger.sentence() == "5 pages in = 2 coded + 1 copy + 1 quarantined + 1 skipped"


def test_a_balance_that_does_not_add_up_says_so() -> None:
    ledger = Ledger(2, 1, 0, 0, 0)
    assert not ledger.balances
    assert "DOES NOT ADD UP" in ledger.sentence()
