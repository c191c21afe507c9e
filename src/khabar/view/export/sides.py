"""The two sides of an event as other projects see them: parties, armed or not, in what numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from khabar.model import Party
from khabar.view.export.crosswalk.read import Rule, acled_rules, cameo, countries, sectors
from khabar.view.export.selection import Known, Selection, Told


@dataclass(frozen=True, slots=True)
class Side:
    """One side: its parties as known on the day; `letter` is S, N, C or 0 (`sectors.tsv`)."""

    parties: tuple[Party, ...]
    known: tuple[Known, ...]
    letter: str
    inter: str

    @property
    def first(self) -> Party | None:
        """The party told of most."""
        return self.parties[0] if self.parties else None

    @property
    def armed(self) -> bool:
        """Whether the side is known to bear arms."""
        return self.letter in "SN"


@dataclass(frozen=True, slots=True)
class Sides:
    """Both sides, and whether they fought each other rather than one attacking the other."""

    one: Side
    other: Side
    mutual: bool


def sides_of(selection: Selection, told: Told) -> Sides:
    """Return the sides; several actors without a target are taken to have fought each other."""
    event = told.event
    mutual = not event.targets and len(event.actors) > 1
    one, other = (event.actors[:1], event.actors[1:]) if mutual else (event.actors, event.targets)
    return Sides(_side(selection, told, one), _side(selection, told, other), mutual)


def _side(selection: Selection, told: Told, parties: Sequence[Party]) -> Side:
    """A party that the registry knows stands for its side, else one that can be told by words."""
    known = [selection.known(party, told) for party in parties]
    order = sorted(range(len(known)), key=lambda at: _vague(parties[at], known[at]))
    parties = tuple(parties[at] for at in order)
    known = [known[at] for at in order]
    country = told.event.where.country_code if told.event.where else None
    return Side(
        parties,
        tuple(known),
        _letter(known[0]) if known else "0",
        inter_of(known[0], country) if known else "",
    )


def _vague(party: Party, known: Known) -> tuple[bool, bool]:
    return _letter(known) == "0", party.id is None


def _letter(known: Known) -> str:
    sector = sectors().get(known.sector or "")
    if sector is None:
        return "S" if known.kind == "state" else "0"
    return sector.side


def inter_of(known: Known, country: str | None) -> str:
    """Return ACLED's number for a kind of actor in an event in a country, "" if not known."""
    if known.kind == "communal_militia":
        return "4"
    sector = sectors().get(known.sector or ("GOV" if known.kind == "state" else ""))
    if sector is None:
        return ""
    abroad = country is not None and known.country not in (None, country)
    return sector.inter_abroad if abroad else sector.inter


def sub_event_of(told: Told, sides: Sides) -> str | None:
    """Return ACLED's sub-event type, None for what that layout does not hold."""
    hurt = any((r.low or r.high or 0) > 0 for r in told.event.readings if r.outcome in _HURT)
    for rule in acled_rules():
        if _fits(rule, told, sides, hurt=hurt):
            return rule.sub_event
    return None


_HURT = frozenset(("killed", "injured"))


def _fits(rule: Rule, told: Told, sides: Sides, *, hurt: bool) -> bool:
    event = told.event
    return (
        rule.type == event.event_type
        and rule.mode in ("*", event.mode or "")
        and sides.one.letter in rule.side1
        and sides.other.letter in rule.side2
        and not (rule.one_sided and sides.mutual)
        and rule.hurt in (None, hurt)
        and (rule.words is None or any(rule.words.search(c.words.words) for c in told.claims))
    )


def violence_of(sides: Sides) -> str | None:
    """Return UCDP's type of violence: 1 state-based, 2 non-state, 3 one-sided; None if unclear.

    UCDP has no rows for those whom nobody names, so whoever bears arms must be in the registry.
    """
    if any(
        side.armed and side.first and side.first.id is None for side in (sides.one, sides.other)
    ):
        return None
    letters = {sides.one.letter, sides.other.letter}
    if not sides.one.parties or not sides.other.parties or "0" in letters:
        return None
    if "C" in letters:
        return "3" if letters & {"S", "N"} else None
    return "1" if "S" in letters else "2"


def cameo_of(told: Told, sides: Sides) -> tuple[str, str, str]:
    """Return CAMEO code, Goldstein's value and quad class."""
    event = told.event
    mode = event.mode or ""
    if event.event_type == "ASSAULT" and not mode and sides.one.armed and sides.other.armed:
        mode = "armed"
    table = cameo()
    found = table.get((event.event_type, mode)) or table[event.event_type, ""]
    if found.code == "186" and told.killed is not None and (told.killed.high or 1) == 0:
        found = table["ASSAULT", "targeted-survived"]
    return found.code, found.goldstein, found.quad


def country_of(told: Told) -> str | None:
    """Return the event's country if it is in the table of countries."""
    code = told.event.where.country_code if told.event.where else None
    return code if code in countries() else None
