from __future__ import annotations

import gzip
import io
import sys
from collections.abc import Iterator

import botocore.session
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from moto.server import ThreadedMotoServer
from s3fs import S3FileSystem

from khabar.acquire import read
from khabar.errors import UsageError
from khabar.model import Dropped, Page
from tests.acquire.archive import crawl, packed


@pytest.fixture(scope="module")
def storage() -> Iterator[str]:
    """An S3 of the tests' own on 127.0.0.1; yields its address."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture(scope="module")
def filled(storage: str) -> str:
    client = botocore.session.get_session().create_client(
        "s3", "us-east-1", endpoint_url=storage, aws_access_key_id="a", aws_secret_access_key="b"
    )
    table = io.BytesIO()
    pq.write_table(pa.table({"id": ["p1"], "text": ["Troops left."]}), table)
    client.create_bucket(Bucket="desk")
    for key, body in {
        "in/a.txt": b"Troops left the town.",
        "in/b.txt.gz": gzip.compress(b"They came back."),
        "in/c.parquet": table.getvalue(),
        "in/deep/d.warc.gz": packed(*crawl(2)),
        "in/e.pdf": b"%PDF",
    }.items():
        client.put_object(Bucket="desk", Key=key, Body=body)
    return storage


@pytest.fixture(autouse=True)
def keys(monkeypatch: pytest.MonkeyPatch, filled: str) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", filled)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "a")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "b")


def named(*paths: str) -> list[str]:
    return [
        item.source if isinstance(item, Page) else f"{item.outcome} {item.item}"
        for item in read(list(paths))
    ]


def test_a_folder_is_read_with_those_below_it() -> None:
    assert named("s3://desk/in") == [
        "s3://desk/in/a.txt", "s3://desk/in/b.txt.gz", "p1",
        "https://harbour.example/0", "https://harbour.example/1",
        "skipped s3://desk/in/deep/d.warc.gz", "skipped s3://desk/in/e.pdf",
    ]  # fmt: skip


def test_a_file_or_a_pattern_is_read() -> None:
    assert named("s3://desk/in/a.txt") == ["s3://desk/in/a.txt"]
    assert named("s3://desk/in/*.txt*") == ["s3://desk/in/a.txt", "s3://desk/in/b.txt.gz"]


@pytest.mark.parametrize("path", ["s3://desk/nowhere/", "s3://nobody/a.txt", "s3://desk/x*.txt"])
def test_what_is_not_there_is_told(path: str) -> None:
    (item,) = read([path])
    assert isinstance(item, Dropped)
    assert item.outcome == "quarantined"


def test_a_store_that_cannot_be_reached_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    S3FileSystem.clear_instance_cache()
    (item,) = read(["s3://desk/in/a.txt"])
    S3FileSystem.clear_instance_cache()
    assert isinstance(item, Dropped)
    assert "EndpointConnectionError" in item.reason


def test_without_its_library_the_way_out_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "s3fs", None)
    with pytest.raises(UsageError, match=r"khabar\[s3\]"):
        list(read(["s3://desk/in/a.txt"]))
