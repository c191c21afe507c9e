"""Those who lived of "four people were shot, one fatally": the rest of the figure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from khabar.extract.harm.mentions import Counted, HarmMention, mention_of
from khabar.extract.harm.patients import patients
from khabar.extract.harm.triggers import Trigger
from khabar.extract.harm.words import harm_words


def survivors(
    counted: Counted, told: Mapping[int, Trigger], found: Iterable[HarmMention]
) -> Iterator[HarmMention]:
    """Yield the injured of words that leave open who lived, where the sentence counts the dead.

    Both figures must be exact. `told` are all harm words, `found` the figures read so far.
    """
    doc = counted.parsed.doc
    dead: dict[int, int] = {}
    for one in found:
        if one.outcome == "killed" and one.low == one.high and _is_share(counted, one.head):
            dead[one.trigger] = dead.get(one.trigger, 0) + (one.low or 0)
    for at, share in dead.items():
        trigger = told[at]
        if trigger.unsure and at not in counted.triggers:
            shot = next(iter(patients(trigger, doc)), None)
            whole = mention_of(counted, trigger, shot) if shot is not None else None
            if whole is not None and whole.low == whole.high and (whole.low or 0) > share:
                rest = (whole.low or 0) - share
                yield replace(whole, low=rest, high=rest, group=None)


def _is_share(counted: Counted, head: int) -> bool:
    """Tell "one" of "one fatally"."""
    doc = counted.parsed.doc
    return head + 1 < len(doc) and doc[head + 1].lower_ in harm_words().fatally
