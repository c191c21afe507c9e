from __future__ import annotations

import io
import json
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.acquire import lines, read
from khabar.acquire.lines import is_record, read_lines
from khabar.acquire.links import Link
from khabar.model import Dropped, Page

Record = str | bytes | Mapping[str, object]


def items(*records: Record) -> list[Page | Dropped | Link]:
    return [item for _, item in read_lines("day.jsonl", io.BytesIO(joined(*records)))]


def joined(*records: Record) -> bytes:
    return b"\n".join(
        record
        if isinstance(record, bytes)
        else (record if isinstance(record, str) else json.dumps(record)).encode()
        for record in records
    )


def reason(record: Record) -> str:
    found = items(record)[0]
    assert isinstance(found, Dropped)
    assert (found.item, found.stage) == ("day.jsonl, line 1", "acquire")
    assert found.outcome == "quarantined"
    return found.reason


def test_a_line_gives_a_page_with_all_that_it_states() -> None:
    record: dict[str, object] = {
        "id": "n1",
        "text": "Troops left the town.",
        "title": "Troops leave",
        "outlet": "Harbour News",
        "published": "2023-04-29",
        "url": "https://example.org/1",
        "language": "en",
    }
    assert items(record) == [
        Page(
            source="n1",
            body=b"Troops left the town.",
            media="text",
            title="Troops leave",
            outlet="Harbour News",
            published="2023-04-29",
            url="https://example.org/1",
            language="en",
        )
    ]


def test_an_address_without_a_text_is_a_link() -> None:
    record = {"url": "https://example.org/1", "published": "2023-04-29", "outlet": "Harbour News"}
    link = Link("day.jsonl, line 1", "https://example.org/1", "2023-04-29", "Harbour News")
    assert items(record) == [link]
    assert "an address" in reason({"url": "example.org"})


def test_html_will_do_where_there_is_no_text() -> None:
    page = items({"id": "1", "html": "<p>Troops left.</p>", "text": None})[0]
    assert isinstance(page, Page)
    assert page.media == "html"


def test_what_is_null_or_blank_is_not_given() -> None:
    page = items({"id": "1", "text": "Troops left.", "title": " ", "outlet": None})[0]
    assert isinstance(page, Page)
    assert (page.title, page.outlet) == (None, None)


def test_keys_that_are_not_asked_for_are_left_alone() -> None:
    assert isinstance(items({"id": "1", "text": "Troops left.", "desk": 7})[0], Page)


def test_a_date_and_time_gives_its_day() -> None:
    page = items({"id": "1", "text": "A.", "published": "2023-04-29T23:10:00+02:00"})[0]
    assert isinstance(page, Page)
    assert page.published == "2023-04-29"


@pytest.mark.parametrize(
    ("record", "found"),
    [
        ("{bad", "column 2"),
        ("[1, 2]", "a list"),
        ({"text": "A."}, 'expected "id"'),
        ({"id": "1"}, "found neither"),
        ({"id": "1", "text": "  "}, 'an empty "text"'),
        ({"id": 1, "text": "A."}, "put it in quotes"),
        ({"id": "1", "text": ["A."]}, 'expected "text" to be a string'),
        ({"id": "1", "text": "A.", "published": "yesterday"}, 'found "yesterday"'),
        ({"id": "1", "text": "A.", "published": "2023-02-30"}, "2023-02-30"),
        ({"id": "1", "text": "A.", "published": "04/03/2023"}, "ISO date"),
        ('{"id": "1", "text": "A\\ud800."}', "half a surrogate pair"),
        ('{"id": "1", "text": "A.", "title": "\\udfff"}', "half a surrogate pair"),
        ({"id": "1", "text": "A\0."}, "NUL byte"),
        ('{"id": "1", "text": "A.", "text": "B."}', '"text" twice'),
        ('{"id": "1", "text": "A.", "n": NaN}', "NaN"),
        ('{"id": "1", "text": "A.", "n": ' + "9" * 5000 + "}", "flat JSON object"),
        ('{"id": "1", "n": ' + "[" * 100_000, "nested too deep"),
        (b'{"id": "1", "text": "caf\xe9"}', "another encoding"),
    ],
)
def test_a_bad_line_says_what_was_found(record: Record, found: str) -> None:
    assert found in reason(record)


def test_a_bad_line_does_not_stop_the_others() -> None:
    found = items({"id": "1", "text": "A."}, "{", {"id": "3", "text": "C."})
    assert [type(item) for item in found] == [Page, Dropped, Page]


def test_an_id_used_before_is_quarantined_and_says_where(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("lines")
    for name in ("a.jsonl", "b.jsonl"):
        (folder / name).write_text('{"id": "n1", "text": "Troops left."}\n')
    second = list(read([str(folder)]))[1]
    assert isinstance(second, Dropped)
    assert f"{folder}/a.jsonl, line 1" in second.reason


def test_a_line_separator_inside_a_text_does_not_end_the_line() -> None:
    record = '{"id": "1", "text": "Troops left.\N{LINE SEPARATOR}They came back."}'
    assert len(items(record)) == 1


def test_a_line_over_the_limit_is_quarantined_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "MAX_BYTES", 60)
    long = {"id": "1", "text": "word " * 100}
    found = items(long, {"id": "2", "text": "Troops left."})
    assert [type(item) for item in found] == [Dropped, Page]


def test_only_an_object_is_a_record() -> None:
    assert is_record(b'\xef\xbb\xbf{"id": "1"}')
    assert not is_record(b"[1]")
    assert not is_record(b"Troops left.")


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)
keys = st.sampled_from(["id", "text", "html", "title", "outlet", "published", "url", "language"])


@settings(deadline=None)
@given(st.dictionaries(keys, json_values))
def test_any_object_gives_one_item(record: dict[str, object]) -> None:
    assert len(items(record)) == 1


@settings(deadline=None)
@given(st.binary(max_size=200).filter(lambda line: b"\n" not in line and bool(line.strip())))
def test_any_line_gives_one_item(line: bytes) -> None:
    assert len(items(line)) == 1
