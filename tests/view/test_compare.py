"""Sources side by side: what agrees, what differs, who is silent."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from dataclasses import replace

import pytest
from rich.console import Console

from khabar.model import Article, Claim, CopyGroup, Event, Harm, Outcome, Source
from khabar.view.compare import Comparison, Row, compare
from khabar.view.compare_table import comparison_json, print_comparison
from khabar.view.figures import Figure, Settlement
from tests.view.make import a_claim, a_dispute, an_article, an_event, findings, words


def told_by(outlet: str, killed: int | None, day: str = "2023-05-04") -> tuple[Article, Claim]:
    article = an_article(id=f"article {outlet}", outlet=outlet, published=day)
    span = replace(words("at least 12 people"), article_id=article.id)
    harm = () if killed is None else (Harm("killed", killed, killed, None, False, span),)
    chain = (Source(outlet, "reports"), Source("the police", "says"))
    return article, a_claim(article, harm=harm, attribution=chain)


def side_by_side(*told: tuple[Article, Claim], copies: tuple[CopyGroup, ...] = ()) -> Comparison:
    claims = [claim for _, claim in told]
    event = an_event(claims)
    found = findings([event], claims, [article for article, _ in told], copies)
    return compare(found, event)


def row(comparison: Comparison, field: str) -> Row:
    return next(row for row in comparison.rows if row.field == field)


def printed(comparison: Comparison, width: int) -> str:
    console = Console(file=io.StringIO(), width=width)
    print_comparison(comparison, console)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_cells_agree_differ_and_are_silent() -> None:
    compared = side_by_side(
        told_by("A", 12), told_by("B", 12), told_by("C", 15), told_by("D", None)
    )
    killed = row(compared, "killed")
    assert killed.standing == "differ"
    assert [cell.standing for cell in killed.cells] == ["differs", "differs", "differs", "silent"]
    assert [cell.versions for cell in killed.cells] == [("a",), ("a",), ("b",), ()]
    assert row(compared, "where").standing == "agree"
    assert {cell.standing for cell in row(compared, "where").cells} == {"agrees"}
    assert row(compared, "injured").standing == "none speaks"


def test_one_who_speaks_alone_agrees_with_nobody() -> None:
    compared = side_by_side(told_by("A", 12), told_by("B", None))
    assert row(compared, "killed").standing == "one speaks"
    assert [cell.standing for cell in row(compared, "killed").cells] == ["alone", "silent"]


def test_copies_stand_in_the_column_of_their_original() -> None:
    first, copy = told_by("A", 12), told_by("B", 12)
    group = CopyGroup(first[0].id, (copy[0].id,), None, "same text")
    compared = side_by_side(first, copy, told_by("C", 12), copies=(group,))
    assert [(column.name, column.copies) for column in compared.columns] == [("A", 1), ("C", 0)]


def test_earliest_source_stands_first() -> None:
    compared = side_by_side(told_by("A", 1, "2023-05-06"), told_by("B", 1, "2023-05-04"))
    assert [column.name for column in compared.columns] == ["B", "A"]


def test_by_claimant_gathers_the_articles_that_cite_one() -> None:
    told = [told_by("A", 12), told_by("B", 15)]
    event = an_event([claim for _, claim in told])
    found = findings([event], [claim for _, claim in told], [article for article, _ in told])
    compared = compare(found, event, "claimant")
    assert [column.name for column in compared.columns] == ["the police"]
    assert row(compared, "killed").standing == "differ"


def test_a_statement_in_a_dispute_is_shown_beside_the_claims() -> None:
    article, claim = told_by("A", 12)
    denial = a_claim(article, kind="statement", factuality="denied", mode=None)
    event = an_event([claim], disputes=(replace(a_dispute(), claims=(claim.id, denial.id)),))
    found = findings([event], [claim, denial], [article])
    assert row(compare(found, event), "also says").cells[0].words[0].startswith("denied by")


@pytest.mark.parametrize("width", [80, 100, 132, 200])
def test_many_sources_fit_any_width(width: int) -> None:
    outlets = [f"The Daily Example of a Town With a Long Name {n}" for n in range(9)]
    text = printed(
        side_by_side(*(told_by(outlet, 10 + n) for n, outlet in enumerate(outlets))), width
    )
    assert max(map(len, text.splitlines())) <= width
    for number in range(1, 10):
        assert f"{number}. The Daily" in text


def test_marks_tell_the_cells_apart_without_colour() -> None:
    text = printed(side_by_side(told_by("A", 12), told_by("B", 15), told_by("C", None)), 100)
    killed = next(line for line in text.splitlines() if line.split()[:1] == ["killed"])
    assert "≠a 12" in killed
    assert "≠b 15" in killed
    assert "- silent" in killed
    assert "\x1b" not in text


def test_json_says_the_same_and_names_the_rule() -> None:
    compared = side_by_side(told_by("A", 12), told_by("B", 15))
    settlement = Settlement("range", _range)
    record = json.loads(json.dumps(comparison_json(compared, settlement)))
    killed = next(field for field in record["fields"] if field["field"] == "killed")
    assert killed["standing"] == "differ"
    assert [cell["words"] for cell in killed["cells"]] == [["12"], ["15"]]
    assert record["settled"] == {"rule": "range", "figures": {"killed": {"low": 12, "high": 15}}}


def _range(event: Event) -> Mapping[Outcome, Figure]:
    return {"killed": (12, 15)}
