from __future__ import annotations

import pytest

from khabar.clean.outlets import credited_outlet, known_outlets, reads_as_outlet
from khabar.model import Outlet
from tests.clean.make import HARBOUR, OUTLETS

KNOWN = known_outlets(tuple(OUTLETS))


@pytest.mark.parametrize("name", ["Harbour News", "harbour news", "The Harbour News"])
def test_an_outlet_is_known_by_its_names(name: str) -> None:
    assert KNOWN.named(name) is HARBOUR


@pytest.mark.parametrize(
    ("url", "known"),
    [
        ("https://www.harbournews.example/a", True),
        ("http://world.harbournews.example/a", True),
        ("https://notharbournews.example/a", False),
        ("http://[bad", False),
        (None, False),
    ],
)
def test_an_outlet_is_known_by_its_domain(url: str | None, known: bool) -> None:
    assert (KNOWN.at(url) is HARBOUR) == known


def test_a_name_that_two_outlets_share_names_neither() -> None:
    both = known_outlets((HARBOUR, Outlet("other", "Other News", "newspaper", ("Harbour News",))))
    assert both.named("Harbour News") is None


@pytest.mark.parametrize(
    ("words", "outlet"),
    [
        ("Elders had asked for weeks, reports Harbour News", "Harbour News"),
        ("Elders had asked for weeks, reports Coastal Times…", None),
        ("Elders had asked for weeks...reports Coastal Times", "Coastal Times"),
        ("Elders had asked for weeks, reports Reuters", None),
        ("The governor reports Monday", None),
    ],
)
def test_a_standfirst_may_credit_the_outlet(words: str, outlet: str | None) -> None:
    assert credited_outlet([words], KNOWN) == outlet


@pytest.mark.parametrize(
    ("words", "reads"),
    [
        ("Coastal Times", True),
        ("The Hills Gazette", True),
        ("Ann Roe", False),
        ("Soldiers leave northern town, says Times", False),
        ("Times", False),
    ],
)
def test_some_names_read_as_outlets(words: str, reads: bool) -> None:
    assert reads_as_outlet(words) == reads
