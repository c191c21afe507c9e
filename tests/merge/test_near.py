"""Those near each other on a shelf are those that meet when whole blocks are gone through."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from khabar.merge import near
from khabar.merge.block import NEXT, SMALL, Block

Pairs = set[frozenset[str]]


def entry(key: int, time: int, number: int) -> bytes:
    return bytes([key] * 8) + time.to_bytes(4, "big") + number.to_bytes(8, "big")


def shelf(entries: list[bytes]) -> bytes:
    return b"".join(sorted(entries))


def id_of(one: bytes) -> str:
    return one[-8:].hex()


def in_blocks(entries: list[bytes]) -> Pairs:
    """Pairs of those of key 1 that are near each other, as blocks have them."""
    ordered = sorted(one for one in entries if one[0] == 1)
    block = Block(False)
    block.members = list(range(len(ordered)))
    return {
        frozenset((id_of(ordered[at]), id_of(ordered[other])))
        for at in range(len(ordered))
        for other in block.next_met()
    }


def on_shelf(entries: list[bytes]) -> Pairs:
    kept = shelf(entries)
    return {
        frozenset((id_of(one), other))
        for one in entries if one[0] == 1
        for other in near.near(kept, one)
    }  # fmt: skip


@given(st.integers(0, 10**9), st.sampled_from([1, NEXT, SMALL - 1, SMALL, SMALL + 1, SMALL + 40]))
def test_one_more_or_less_moves_the_pairs_that_are_said_to_move(seed: int, many: int) -> None:
    draw = Random(seed)
    entries = [entry(draw.choice((1, 1, 1, 2)), draw.randrange(50), n) for n in range(many)]
    one = entry(1, draw.randrange(50), many)
    assert on_shelf(entries) == in_blocks(entries)
    more = near.with_one(shelf(entries), one)
    assert more == shelf([*entries, one])
    assert near.without(more, one) == shelf(entries)
    before, after = in_blocks(entries), in_blocks([*entries, one])
    moved = {pair for pair in before ^ after if id_of(one) not in pair}
    assert {frozenset(pair) for pair in near.moved(more, one)} == moved
