"""Every frame of the data files reads its own example, and says who did it to whom."""

from __future__ import annotations

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


def acts_of(text: str) -> list[Act]:
    article = an_article(text)
    return [act for p in parser().parse(article, sentences(article)) for act in find_acts(p)]


def names(act: Act, side: str) -> str:
    tokens = act.actors if side == "actors" else act.targets
    return ", ".join(party.name for party in parties(act.parsed, tokens, Memory()))


@pytest.mark.parametrize("frame", FRAMES, ids=lambda frame: frame.name)
def test_a_frame_reads_its_example(frame: Frame) -> None:
    found = [a for a in acts_of(frame.example) if any(r.frame == frame for r in a.readings)]
    assert found, f"no act with this frame in {frame.example!r}"
    assert names(found[0], "actors") == frame.who
    assert names(found[0], "targets") == frame.whom


def test_there_are_frames_for_all_sixteen_types() -> None:
    assert len({frame.type for frame in FRAMES if frame.type}) == 16


def test_names_of_frames_are_unique() -> None:
    assert len({frame.name for frame in FRAMES}) == len(FRAMES)


def test_an_unknown_key_is_named_with_its_file_and_frame() -> None:
    with pytest.raises(KnowledgeError, match=r"assault\.toml.*ambush.*colour"):
        frames.checked("assault.toml", {"name": "ambush", "type": "ASSAULT", "colour": "red"})


def test_a_frame_without_example_is_refused() -> None:
    with pytest.raises(KnowledgeError, match="example"):
        frames.checked("assault.toml", {"name": "ambush", "type": "ASSAULT"})
