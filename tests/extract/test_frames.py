"""Every frame of the data files reads its own example, and says who did it to whom."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

import pytest

from khabar.errors import KnowledgeError
from khabar.extract import frames
from khabar.extract.acts import Act, find_acts
from khabar.extract.coreference import Memory
from khabar.extract.frames import Frame, load_frames
from khabar.extract.parties import parties
from khabar.extract.sentences import sentences
from tests.extract.make import an_article, parser

FRAMES = load_frames().frames


@cache
def acts_of_examples() -> dict[str, list[Act]]:
    """The acts of every example, all parsed at once."""
    article = an_article("\n\n".join(dict.fromkeys(frame.example for frame in FRAMES)))
    found = defaultdict(list)
    for parsed in parser().parse(article, sentences(article)):
        words = article.text[parsed.sentence.start : parsed.sentence.end]
        found[words].extend(find_acts(parsed))
    return found


def names(act: Act, side: str) -> str:
    tokens = act.actors if side == "actors" else act.targets
    return ", ".join(party.name for party in parties(act.parsed, tokens, Memory()))


@pytest.mark.parametrize("frame", FRAMES, ids=lambda frame: frame.name)
def test_a_frame_reads_its_example(frame: Frame) -> None:
    acts = acts_of_examples()[frame.example]
    found = [a for a in acts if any(r.frame == frame for r in a.readings)]
    assert found, f"no act with this frame in {frame.example!r}"
    assert names(found[0], "actors") == frame.who
    assert names(found[0], "targets") == frame.whom


def test_there_are_frames_for_all_sixteen_types() -> None:
    assert len({frame.type for frame in FRAMES if frame.type}) == 16


# PLOVER's modes by type; AGREE, SUPPORT, CONCEDE, COOPERATE and AID have none.
MODES = {
    "CONSULT": "visit third-party multilateral phone",
    "RETREAT": "withdraw release disarm ceasefire access resign",
    "REQUEST": "assist change yield meet",
    "REJECT": "assist change yield meet",
    "ACCUSE": "disapprove investigate allege",
    "THREATEN": "restrict arrest relations expel territory violence",
    "PROTEST": "demo riot strike hunger boycott obstruct vandalize",
    "SANCTION": "convict expel withdraw discontinue",
    "MOBILIZE": "troops weapons police militia",
    "COERCE": "seize restrict censor curfew martial-law arrest deport withhold misinformation "
    "cyber",
    "ASSAULT": "abduct beat torture sexual targeted destroy primitive firearms explosives "
    "suicide-attack aerial drone heavy-weapons crowd-control unconventional",
}


@pytest.mark.parametrize("kind", MODES)
def test_there_is_a_frame_for_each_mode_of_a_type(kind: str) -> None:
    assert {f.mode for f in FRAMES if f.type == kind and f.mode} == set(MODES[kind].split())


def test_names_of_frames_are_unique() -> None:
    assert len({frame.name for frame in FRAMES}) == len(FRAMES)


def test_an_unknown_key_is_named_with_its_file_and_frame() -> None:
    with pytest.raises(KnowledgeError, match=r"assault\.toml.*ambush.*colour"):
        frames.checked("assault.toml", {"name": "ambush", "type": "ASSAULT", "colour": "red"})


def test_a_frame_without_example_is_refused() -> None:
    with pytest.raises(KnowledgeError, match="example"):
        frames.checked("assault.toml", {"name": "ambush", "type": "ASSAULT"})
