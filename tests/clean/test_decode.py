from __future__ import annotations

import codecs
import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.clean.decode import UnreadableError, decode_page, decode_text


def test_plain_text_changes_in_its_line_ends_only() -> None:
    assert decode_text("One\r\ntwo\rthree\n\t four\N{NO-BREAK SPACE}".encode()) == (
        "One\ntwo\nthree\n\t four\N{NO-BREAK SPACE}"
    )


def test_offsets_count_from_after_a_byte_order_mark() -> None:
    assert decode_text(codecs.BOM_UTF8 + b"One") == "One"


@pytest.mark.parametrize("body", [b"caf\xe9", b"a\0b", b"\xed\xa0\x80", "One".encode("utf-16")])
def test_what_is_no_utf8_text_is_refused(body: bytes) -> None:
    with pytest.raises(UnreadableError, match="expected"):
        decode_text(body)


@pytest.mark.parametrize(
    "body",
    [
        "<p>Ékaterina a dit « non ».</p>".encode(),
        "<p>Ékaterina a dit « non ».</p>".encode("utf-16"),
        b'<meta charset="latin-1">' + "<p>Ékaterina a dit « non ».</p>".encode("latin-1"),
    ],
)
def test_a_page_is_read_in_its_encoding(body: bytes) -> None:
    assert "Ékaterina a dit « non »." in decode_page(body)


def test_control_characters_of_a_page_are_left_out() -> None:
    assert decode_page(b"<p>One\0 two\x07</p>") == "<p>One two</p>"


def test_a_page_that_is_mostly_unreadable_is_refused() -> None:
    with pytest.raises(UnreadableError, match="one encoding"):
        decode_page(codecs.BOM_UTF8 + b"<p>\xff\xfe\xff\xfe\xff</p>")


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_refused(body: bytes) -> None:
    for decode in (decode_text, decode_page):
        with contextlib.suppress(UnreadableError):
            decode(body).encode("utf-8")
