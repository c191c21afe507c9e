"""Plain English for dates, places, figures, sources and acts. Unknown is "not stated", never 0."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Sequence

from khabar.model import Claim, Event, Harm, Party, Reading, Source, Unlinked, When, Where
from khabar.view.phrases import PHRASES

NOT_STATED = "not stated"
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2060-\u2069\ufeff"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)


_ISO_PREFIX = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d{2}))?)?")


def visible(text: str) -> str:
    """Return the text with control, direction and hidden characters written out as ‹U+202E›.

    Such characters can reorder a line or drive a terminal, so a reader must see them.
    """
    return _UNSEEN.sub(lambda found: f"‹U+{ord(found[0]):04X}›", text)


def names_joined(names: Iterable[str], last: str = "and") -> str:
    """Return "A, B and C"; each name once, in the order given."""
    listed = list(dict.fromkeys(names))
    if len(listed) < 2:
        return "".join(listed)
    return f"{', '.join(listed[:-1])} {last} {listed[-1]}"


def day_words(iso: str) -> str:
    """Return an ISO prefix as people write it: "26 April 2023", "April 2023", "2023"."""
    found = _ISO_PREFIX.match(iso)
    if found is None:
        return iso
    year, month, day = found.groups()
    parts = (str(int(day)) if day else "", calendar.month_name[int(month)] if month else "", year)
    return " ".join(part for part in parts if part)


def when_words(when: When | Unlinked | None) -> str:
    """Return the date in words, as precise as it is."""
    if when is None:
        return NOT_STATED
    if isinstance(when, Unlinked):
        return f"not resolved: “{when.words.words}” ({when.because})"
    if when.start == when.end:
        day = day_words(when.start)
    else:
        day = f"between {day_words(when.start)} and {day_words(when.end)}"
    about = "about " if when.precision == "approximate" and when.start == when.end else ""
    counted = f" (from “{when.words.words}”)" if when.basis == "relative" else ""
    return f"{about}{day}{counted}"


def where_words(where: Where | Unlinked | None) -> str:
    """Return the place in words, smallest part first, and say where it is no nearer than that."""
    if where is None:
        return NOT_STATED
    if isinstance(where, Unlinked):
        return f"not resolved: “{where.words.words}” ({where.because})"
    parts = (where.name, where.admin2, where.admin1, where.country)
    place = ", ".join(dict.fromkeys(part for part in parts if part))
    if where.precision == "near":
        return f"{near_words(where.name)}{place}"
    no_nearer = {"country": "country", "admin1": "province", "region": "region"}
    level = no_nearer.get(where.precision)
    return f"{place} ({level} only)" if level else place


def near_words(name: str) -> str:
    """Return "near " for the name of a place that is only near, unless the name says so itself."""
    return "" if name.startswith(("near ", "outside ", "around ", "off ")) else "near "


def count_words(low: int | None, high: int | None, approximate: bool) -> str:
    """Return a figure as stated: "about 170", "at least 12", "10 to 12"."""
    if low is None and high is None:
        return "an unstated number"
    if high is None:
        return f"at least {low:,}"
    if low is None:
        return f"up to {high:,}"
    figure = f"{low:,}" if low == high else f"{low:,} to {high:,}"
    return f"about {figure}" if approximate else figure


def harm_words(harm: Harm | Reading) -> str:
    """Return "about 170 Afghans killed"."""
    figure = count_words(harm.low, harm.high, harm.approximate)
    group = f" {harm.group}" if harm.group else ""
    return f"{figure}{group} {harm.outcome}"


def source_name(source: Source, first: bool) -> str:
    """Return the name of a link of a chain, in words where the text does not name it."""
    if source.name != "unspecified":
        return source.name
    return "an outlet not named" if first else "sources not named"


def chain_words(attribution: Sequence[Source]) -> str:
    """Return a chain of sources as a sentence: "Kabul Desk, citing RFE/RL, citing the UN"."""
    if not attribution:
        return NOT_STATED
    told = [source_name(attribution[0], first=True)]
    told += [f"citing {source_name(source, first=False)}" for source in attribution[1:]]
    noun = PHRASES.stance_noun[attribution[-1].stance]
    return ", ".join(told) + (f" ({noun})" if noun else "")


def told_words(sentence: str, factuality: str) -> str:
    """Return the sentence as a heading, opened by "Alleged:" or the like unless it is asserted."""
    lead = PHRASES.lead[factuality]
    return f"{lead}: {sentence}" if lead else sentence[:1].upper() + sentence[1:]


def claim_words(claim: Claim) -> str:
    """Return the claim as a heading. A statement has no lead: it may itself be the denial."""
    factuality = "asserted" if claim.kind == "statement" else claim.factuality
    return told_words(deed_words(claim), factuality)


def deed_words(claim: Claim) -> str:
    """Return who did what to whom, or what a statement is about, without how it is told."""
    actors = names_joined(party.name for party in claim.actors)
    targets = names_joined(party.name for party in claim.targets)
    if claim.relation:
        about = PHRASES.relation[claim.relation]
        return f"{actors or 'somebody not named'} {about} {targets or 'somebody not named'}"
    if claim.kind == "statement" or claim.event_type is None:
        return _about(claim, names_joined(p.name for p in (*claim.actors, *claim.targets)))
    return PHRASES.sentence(claim.event_type, claim.mode, actors, targets, len(claim.actors) > 1)


def event_words(event: Event, claims: Iterable[Claim]) -> str:
    """Return who did what to whom; "and/or" where no one claim names all the parties."""
    told = list(claims)
    actors = _parties(event.actors, [claim.actors for claim in told])
    targets = _parties(event.targets, [claim.targets for claim in told])
    several = len({party.name for party in event.actors}) > 1
    return PHRASES.sentence(event.event_type, event.mode, actors, targets, several)


def _parties(parties: Sequence[Party], told: Iterable[Sequence[Party]]) -> str:
    names = [party.name for party in parties]
    together = any(set(names) <= {party.name for party in named} for named in told)
    return names_joined(names, "and" if together else "and/or")


def _about(claim: Claim, parties: str) -> str:
    label = PHRASES.act(claim.event_type, claim.mode).label.lower() if claim.event_type else ""
    about = f" about {parties}" if parties else ""
    return f"statement{about} ({label})" if label else f"statement{about}"
