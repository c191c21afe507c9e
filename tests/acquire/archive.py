"""WARC records of the tests' own, whole and in every state of damage."""

from __future__ import annotations

import base64
import gzip
import hashlib

PAGE = "<html><body><p>Troops left the town on day {}.</p></body></html>"


def digest(body: bytes, kind: str = "sha1") -> str:
    found = hashlib.new(kind, body).digest()
    return f"{kind}:{base64.b32encode(found).decode()}"


def record(sort: str, block: bytes, **head: str | None) -> bytes:
    """Return a record; names of the header have _ for -, and None leaves one out."""
    given: dict[str, str | None] = {
        "WARC_Type": sort,
        "WARC_Record_ID": "<urn:uuid:00000000-0000-0000-0000-000000000000>",
        "WARC_Date": "2024-01-02T00:00:00Z",
        "WARC_Block_Digest": digest(block),
        "Content_Length": str(len(block)),
        **head,
    }
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in given.items() if value]
    return "\r\n".join(["WARC/1.1", *lines, "", ""]).encode() + block + b"\r\n\r\n"


def http(body: bytes | str, status: str = "200 OK", media: str = "text/html", **head: str) -> bytes:
    raw = body.encode() if isinstance(body, str) else body
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {media}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in head.items()]
    return "\r\n".join([*lines, "", ""]).encode() + raw


def response(number: int, block: bytes | None = None, **head: str | None) -> bytes:
    block = http(PAGE.format(number)) if block is None else block
    more: dict[str, str | None] = {
        "WARC_Target_URI": f"https://harbour.example/{number}",
        "Content_Type": "application/http; msgtype=response",
        **head,
    }
    return record("response", block, **more)


def crawl(pages: int = 5) -> list[bytes]:
    """Return the records of a small crawl: each page with its request."""
    info = record("warcinfo", b"software: hand\r\n", Content_Type="application/warc-fields")
    asked = record("request", b"GET / HTTP/1.1\r\n\r\n", Content_Type="application/http")
    return [info, *(one for number in range(pages) for one in (asked, response(number)))]


def packed(*records: bytes) -> bytes:
    return b"".join(gzip.compress(one, mtime=0) for one in records)
