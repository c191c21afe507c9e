from __future__ import annotations

from pathlib import Path

import pytest

from khabar.acquire.sources import load_sources
from khabar.errors import SettingsError

FEED = '[[source]]\nkind = "feed"\naddress = "https://harbour.example/feed"\n'


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "sources.toml"
    path.write_text(text, "utf-8")
    return path


def test_a_source_has_an_address_an_interval_and_perhaps_an_outlet(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    more = (
        'every_minutes = 5\noutlet = "Harbour News"\n[[source]]\nkind = "folder"\naddress = "in"\n'
    )
    feed, folder = load_sources(written(tmp_path, FEED + more))
    assert (feed.kind, feed.address, feed.seconds) == ("feed", "https://harbour.example/feed", 300)
    assert feed.outlet == "Harbour News"
    assert (folder.address, folder.seconds) == (str(tmp_path / "in"), 1800)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "source: Field required"),
        ("source = []", "source: Tuple should have at least 1 item"),
        ("[[source", "TOML"),
        (FEED + "every_minutes = 0\n", "source 1, every_minutes: "),
        (FEED + FEED.replace("kind", "sort"), "source 2, kind: Field required"),
        (FEED.replace("feed\"\n", "film\"\n", 1), "source 1, kind: Input should be"),
        (FEED + 'colour = "red"\n', "source 1, colour: Extra inputs"),
        (FEED + FEED, "expected each address once"),
        (FEED.replace("https://harbour.example", "ftp://harbour.example"), "source 1, address: "),
        (FEED.replace("harbour.example", "127.0.0.1:22"), "port 80 or 443"),
        (FEED.replace('"feed"', '"folder"', 1), "found none at"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_entry(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(SettingsError, match=r"sources\.toml") as error:
        load_sources(written(tmp_path, text))
    assert told in str(error.value)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read"):
        load_sources(tmp_path / "nowhere.toml")
