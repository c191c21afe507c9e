from __future__ import annotations

from typing import get_args

import pytest

from khabar.acquire.external.read import DATASETS
from khabar.errors import KnowledgeError
from khabar.model import EventType
from khabar.view.export.crosswalk.read import acled_types, cameo
from khabar.view.validate import rules
from khabar.view.validate.rules import datasets, load_rules


def test_every_data_set_that_can_be_imported_has_its_rules() -> None:
    assert sorted(datasets()) == sorted(DATASETS)


def test_every_type_of_acleds_layout_has_a_meaning() -> None:
    assert all(datasets()["acled"].meaning(own)[0] for own in acled_types())


@pytest.mark.parametrize(
    ("dataset", "own", "types", "modes"),
    [
        ("ucdp", "one-sided", {"ASSAULT"}, set()),
        ("acled", "Air/drone strike", {"ASSAULT"}, {"aerial", "drone"}),
        ("polecat", "ASSAULT aerial", {"ASSAULT"}, {"aerial"}),
        ("polecat", "CONSULT", {"CONSULT"}, set()),
        ("gdelt", "1831", {"ASSAULT"}, {"suicide-attack"}),
        ("gdelt", "0841", {"CONCEDE", "RETREAT"}, set()),
        ("gdelt", "010", set(), set()),
        ("acled", "Demostrations", set(), set()),
    ],
)
def test_a_data_sets_own_type_means_types_and_modes_of_plover(
    dataset: str, own: str, types: set[str], modes: set[str]
) -> None:
    found = datasets()[dataset].meaning(own)
    assert tuple(map(set, found)) == (types, modes)


def test_what_khabar_writes_for_gdelt_can_mean_what_it_was() -> None:
    for (kind, _), code in cameo().items():
        meant, _ = datasets()["gdelt"].meaning(code.code)
        related = any(frozenset((kind, one)) in load_rules().related for one in meant)
        assert kind == "statement" or kind in meant or related or kind not in get_args(EventType)


def test_windows_can_be_set_and_the_rest_is_published() -> None:
    rules = load_rules(days=3, km=10)
    assert (rules.days, rules.km) == (3, 10)
    assert load_rules().days == 1
    assert sum(rules.weights.values()) == pytest.approx(1)


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("score.toml", "parties = 0.3", "parties = 0.9", "with the sum 1"),
        ("score.toml", '["ASSAULT", "COERCE"]', '["ATTACK", "COERCE"]', "PLOVER types"),
    ],
)
def test_rules_that_cannot_work_are_named(
    monkeypatch: pytest.MonkeyPatch, file: str, old: str, new: str, said: str
) -> None:
    text = rules._text(file)
    assert old in text
    monkeypatch.setattr(rules, "_text", lambda _: text.replace(old, new))
    with pytest.raises(KnowledgeError, match=said):
        load_rules()
