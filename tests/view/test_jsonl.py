from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.model import Claim, Unlinked
from khabar.view.contract import check_claim_json
from khabar.view.jsonl import claim_json, claim_lines, json_line
from tests.view.make import TEXT, a_claim, an_article, words
from tests.view.strategies import claims

KEYS = (
    "claim_id article_id article kind event_type mode relation actors targets date place harm"
    " factuality attribution start end quote role event_id because coder"
).split()


def test_keys_are_the_contracts_in_its_order() -> None:
    record = claim_json(a_claim(), an_article(), "e1")
    assert list(record) == KEYS
    assert record["event_id"] == "e1"
    assert record["quote"] == TEXT[24:174]


def test_a_file_has_a_path_and_a_page_a_url() -> None:
    file = claim_json(a_claim(), an_article(), None)["article"]
    page = claim_json(a_claim(), an_article(source="HTTPS://news.example/1"), None)["article"]
    assert isinstance(file, dict)
    assert list(file) == ["path", "title", "outlet", "published", "language"]
    assert isinstance(page, dict)
    assert page["url"] == "HTTPS://news.example/1"
    assert "path" not in page


def test_words_without_a_meaning_give_no_date_and_no_place() -> None:
    open_words = Unlinked(words("3 May 2023"), "two dates fit", ("2023-05-03", "2023-03-05"))
    record = claim_json(a_claim(when=open_words, where=open_words), an_article(), None)
    assert record["date"] is None
    assert record["place"] is None


def test_what_is_not_stated_is_null_or_empty() -> None:
    bare = a_claim(actors=(), targets=(), when=None, where=None, harm=(), mode=None)
    record = claim_json(bare, an_article(), None)
    empty = [key for key, value in record.items() if value is None or value == []]
    assert empty == ["mode", "relation", "actors", "targets", "date", "place", "harm", "event_id"]


@settings(max_examples=40)
@given(claims())
def test_every_claim_is_written_as_the_contract_says(claim: Claim) -> None:
    article = an_article()
    (line,) = claim_lines([claim], {article.id: article}, {claim.id: "e1"})
    assert check_claim_json(line, article.text) == []


@given(st.dictionaries(st.text(max_size=5), st.text()))
def test_a_record_is_one_line_for_every_reader_and_reads_back(record: dict[str, str]) -> None:
    line = json_line(record)
    assert len(line.splitlines()) == 1
    assert json.loads(line.encode()) == record


def test_half_characters_do_not_stop_the_output() -> None:
    line = json_line({"title": "half \ud83d of a smile"})
    assert json.loads(line.encode()) == {"title": "half \ud83d of a smile"}
