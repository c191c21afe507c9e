"""Of which event another is part, when some of them have changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from khabar.merge.part import Part
from khabar.merge.telling import Telling
from khabar.merge.traces import Outline, listed, outline, read_listed, read_outline, with_part_of
from khabar.merge.wholes import holds, whole_of

PartOf = dict[str, str | None]


def part_of_again(
    part: Part, gone: Collection[str], made: Mapping[str, Telling]
) -> tuple[PartOf, PartOf]:
    """Return of which event each that was made is part, and the same of others where it changed.

    `gone` are the ids of the events that were there in place of those that were made.
    """
    before = _outlines(part, gone)
    now = {id: outline(telling, None) for id, telling in made.items()}
    for id, found in before.items():
        _list(part, id, found, add=False)
        part.trace("event", id, None)
    for id, found in now.items():
        _list(part, id, found, add=True)
        part.trace("event", id, found.written())
    part_of = {id: _whole(part, found) for id, found in now.items()}
    wholes = [found for found in (*before.values(), *now.values()) if found.several]
    moved = _moved(part, wholes, made.keys())
    for id, whole in (part_of | moved).items():
        found = now.get(id) or _outlines(part, [id])[id]
        part.trace("event", id, with_part_of(found, whole).written())
    return part_of, moved


def _outlines(part: Part, ids: Collection[str]) -> dict[str, Outline]:
    return {id: read_outline(value) for id, value in part.traces("event", ids).items()}


def _list(part: Part, id: str, found: Outline, *, add: bool) -> None:
    held = part.traces(found.kind, found.lists)
    for name in found.lists:
        ids = set(read_listed(held.get(name, b"")))
        ids = ids | {id} if add else ids - {id}
        part.trace(found.kind, name, listed(ids) or None)


def _whole(part: Part, found: Outline) -> str | None:
    if found.several:
        return None
    ids = _all_in(part, "wholes", found.lists)
    near = {id: several.telling() for id, several in _outlines(part, ids).items()}
    return whole_of(found.telling(), near)


def _all_in(part: Part, kind: str, names: Collection[str]) -> set[str]:
    return {id for value in part.traces(kind, names).values() for id in read_listed(value)}


def _moved(part: Part, wholes: Iterable[Outline], made: Collection[str]) -> PartOf:
    """Return the events that are part of another one than before, as wholes came and went."""
    found: PartOf = {}
    for several in wholes:
        ids = _all_in(part, "parts", several.lists) - set(made) - found.keys()
        for id, one in _outlines(part, ids).items():
            if holds(several.telling(), one.telling()):
                now = _whole(part, one)
                if now != one.part_of:
                    found[id] = now
    return found
