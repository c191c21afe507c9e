from __future__ import annotations

from pathlib import Path

from khabar.link.registry.check import check_registry
from khabar.link.registry.codes import codes
from khabar.link.registry.rows import SECTORS


def own(folder: Path, *lines: str) -> Path:
    file = folder / "mine.tsv"
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


def test_the_registry_stands_its_check() -> None:
    assert check_registry().faults == ()


def test_counts_tell_what_was_written_from_what_patterns_made() -> None:
    found = check_registry()
    assert found.curated["armed_group"] > 200
    assert "people" in found.patterned
    assert found.states > 190
    assert sum(found.patterned.values()) > found.states
    assert found.written >= 1500
    assert found.own == {}


def test_every_fault_of_a_users_file_is_told_at_once(tmp_path: Path) -> None:
    file = own(
        tmp_path,
        "id\tname\tsector\tparent\tcountry",
        "some_group\tSome Group\tXYZ\t\tAFG",
        "other_group\tOther Group\tREB\tnobody_at_all\tAFG",
        "third_group\tThird Group\tREB\t\tAfghanistan",
    )
    faults = check_registry(file).faults
    assert [fault.split(":")[0] for fault in faults] == [
        "mine.tsv, entry line 2 (some_group)",
        "mine.tsv, entry line 3 (other_group)",
        "mine.tsv, entry line 4 (third_group)",
    ]
    assert all("expected" in fault and "found" in fault for fault in faults)


def test_a_users_sound_file_is_counted_as_own(tmp_path: Path) -> None:
    file = own(tmp_path, "id\tname\tkind", "valley_watch\tValley Watch\tgroup")
    found = check_registry(file)
    assert found.faults == ()
    assert found.own == {"group": 1}


def test_a_country_that_there_is_not_is_a_fault(tmp_path: Path) -> None:
    file = own(tmp_path, "id\tname\tcountry", "valley_watch\tValley Watch\tQQQ")
    (fault,) = check_registry(file).faults
    assert "ISO 3166-1" in fault
    assert "QQQ" in fault


def test_an_actor_that_stands_above_itself_is_a_fault(tmp_path: Path) -> None:
    file = own(
        tmp_path,
        "id\tname\tparent",
        "upper_watch\tUpper Watch\tlower_watch",
        "lower_watch\tLower Watch\tupper_watch",
    )
    assert any("does not belong to it" in fault for fault in check_registry(file).faults)


def test_a_file_without_the_needed_columns_is_a_fault(tmp_path: Path) -> None:
    (fault,) = check_registry(own(tmp_path, "name\tcolour", "One\tred")).faults
    assert "columns id, name" in fault


def test_every_sector_has_a_meaning() -> None:
    assert set(codes().sectors) == SECTORS
