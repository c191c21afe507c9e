from __future__ import annotations

import time
from pathlib import Path

import pytest

from khabar.errors import KnowledgeError, UsageError
from khabar.link.lexicon import World
from khabar.link.registry.read import load_registry
from khabar.link.registry.records import within
from khabar.link.registry.rows import SECTORS
from tests.link.make import world


def own(folder: Path, *lines: str) -> Path:
    file = folder / "mine.tsv"
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


def test_there_are_actors_and_outlets_enough_to_read_the_news() -> None:
    assert len(world().actors_by_id) > 1500
    assert len(world().outlets) > 100


def test_every_sector_and_parent_is_known() -> None:
    for actor in world().actors_by_id.values():
        assert actor.sector is None or actor.sector in SECTORS
        assert actor.parent is None or actor.parent in world().actors_by_id


def test_the_registry_loads_fast() -> None:
    start = time.process_time()
    World(load_registry())
    assert time.process_time() - start < 1.5


def test_a_movement_that_takes_power_changes_its_sector_that_day() -> None:
    assert world().actor("taliban", "2021-08-14").sector == "REB"
    assert world().actor("taliban", "2021-08-15").sector == "GOV"
    assert world().actor("taliban").sector == "GOV"


def test_whoever_leaves_office_is_a_former_official() -> None:
    assert world().actor("ashraf_ghani", "2019-06-01").sector == "GOV"
    assert world().actor("ashraf_ghani", "2022-06-01").sector == "ELI"
    assert world().actor("ashraf_ghani", "2001-06-01").sector is None


def test_a_dead_rebel_is_no_former_official() -> None:
    assert world().actor("osama_bin_laden").sector == "REB"


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        ("2020-12-31", False),
        ("2021", True),
        ("2021-06", True),
        ("2022-03-01", True),
        ("2023", False),
    ],
)
def test_an_interval_includes_both_ends_at_any_precision(day: str, holds: bool) -> None:
    assert within(day, "2021-01", "2022-03-01") is holds


def test_every_state_has_bodies_by_pattern() -> None:
    for id in (
        "chad_police",
        "peru_defence_ministry",
        "people_of_nepal",
        "foreign_minister_of_oman",
    ):
        assert id in world().actors_by_id


def test_a_body_written_by_hand_beats_the_one_made_by_pattern() -> None:
    assert world().actors_by_id["united_states_military"].name == "United States armed forces"
    assert world().names.ids_of("US Defense Department") == ("pentagon",)


def test_a_users_actor_joins_and_its_names_win(tmp_path: Path) -> None:
    file = own(
        tmp_path, "id\tname\tsector\tcountry\taliases", "valley_watch\tValley Watch\tPRM\tAFG\tTTP"
    )
    mine = World.load(file)
    assert mine.names.ids_of("Valley Watch") == ("valley_watch",)
    assert mine.names.ids_of("TTP") == ("valley_watch",)
    assert "taliban" in mine.actors_by_id


def test_a_users_actor_replaces_the_one_of_its_id(tmp_path: Path) -> None:
    file = own(tmp_path, "id\tname\tsector", "taliban\tThe Taliban movement\tUNK")
    assert World.load(file).actor("taliban").name == "The Taliban movement"


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (("id\tname", "Bad Id\tSomebody"), "line 2"),
        (("id\tname\tsector", "some_group\tSome Group\tXYZ"), "PLOVER sector"),
        (("id\tname\tsince", "some_group\tSome Group\tlast year"), "ISO date"),
        (("id\tname\tparent", "some_group\tSome Group\tnobody_at_all"), "a parent"),
        (("id\tname\tcountry", "some_group\tSome Group\tAfghanistan"), "country code"),
        (("id\tname\tkind", "some_group\tSome Group\tgang of sorts"), "a kind, one of"),
        (("id\tname\twikidata", "some_group\tSome Group\t42"), "Wikidata id"),
        (("id\tname\tsince\tuntil", "some_group\tSome Group\t2021\t2020-05"), "not before"),
        (("id\tname\tsector", "some_group\tSome Group\tREB 2021..2020"), "not before"),
        (("id\tname\tsector", "some_group\tSome Group\tREB 2021-13.."), "ISO dates"),
        (("id\tname", "one\tOne Group", "one\tOther Group"), "used once"),
        (("id\tname", "one\t"), "a name"),
        (("id\tname", "one\tOne\tmore\tcells"), "at most 2 columns"),
        (("name\tcolour", "One\tred"), "columns id, name"),
    ],
)
def test_an_entry_that_cannot_work_is_named_with_file_and_line(
    tmp_path: Path, lines: tuple[str, ...], said: str
) -> None:
    with pytest.raises(KnowledgeError) as refused:
        World.load(own(tmp_path, *lines))
    assert "mine.tsv" in str(refused.value)
    assert said in str(refused.value)


def test_a_file_that_is_not_there_or_no_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        World.load(tmp_path / "none.tsv")
    (tmp_path / "bad.tsv").write_bytes(b"id\tname\n\xff\xfe\n")
    with pytest.raises(KnowledgeError, match="UTF-8"):
        World.load(tmp_path / "bad.tsv")


def test_an_outlet_is_known_by_name_alias_domain_and_address() -> None:
    for name in ("Reuters", "reuters.com", "https://www.reuters.com/world/x", "Thomson Reuters"):
        outlet = world().outlet(name)
        assert outlet is not None
        assert outlet.id == "reuters"
    assert world().outlet("notreuters.com") is None
    assert world().outlet(None) is None
