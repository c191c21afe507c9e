"""The label that a sentence gives an event, as words put one reading over another."""

from __future__ import annotations

from dataclasses import dataclass

from khabar.model import Factuality

# Of two readings that both fall short of a fact, the wider wins in these pairs, else the narrower.
_WIDER = frozenset((("planned", "hypothetical"), ("hypothetical", "unverified")))


@dataclass(frozen=True, slots=True)
class Reading:
    """The label so far and the cue that gave it."""

    label: Factuality
    because: str


def combined(reading: Reading, label: Factuality, because: str) -> Reading:
    """Put a wider reading over a narrower one."""
    inner = reading.label
    if label == "asserted":
        return reading
    if inner == "asserted":
        return Reading(label, because)
    if label in ("negated", "denied"):
        return Reading("negated" if inner == "hedged" else label, because)
    if inner == "negated" and label == "alleged":
        return Reading("denied", because)
    if inner in ("negated", "denied") and label in ("hypothetical", "planned", "hedged"):
        return Reading("hypothetical" if label == "planned" else label, because)
    if (inner, label) in _WIDER:
        return Reading(label, because)
    return reading
