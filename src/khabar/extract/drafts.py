"""Drafts: an act with its parties, circumstances, harm and factuality, on the way to a claim."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import Literal

from khabar.extract.acts import Act
from khabar.extract.attribution.find import Attribution, chain_of
from khabar.extract.circumstances import place_of, time_of
from khabar.extract.coreference import Memory
from khabar.extract.factuality.judge import factuality_of
from khabar.extract.harm.find import HarmMention, find_harm, harm_of
from khabar.extract.looking_back import looked_back_on
from khabar.extract.parse import Parsed
from khabar.extract.parties import parties, without_themselves
from khabar.extract.worth import is_claim, lacks_violence
from khabar.model import Claim, Factuality, Kind, Party, Span, Unlinked

CODER = f"khabar {version('khabar')}"

# What the text presents as not (yet) so tells no event; it is kept as a statement about one.
_STATEMENTS: frozenset[Factuality] = frozenset(("hypothetical", "negated", "denied"))
_HARMFUL = ("ASSAULT", "COERCE", "SANCTION")
# The first sentences of a report tell its news; what follows mixes news and background.
MAIN_SENTENCES = 4

_PREPARING = frozenset("plan plans planning plot plots plotting prepare prepares preparing".split())


@dataclass(frozen=True, slots=True)
class Draft:
    """All that one sentence says of one act. `words` hold all the evidence for it."""

    act: Act
    actors: tuple[Party, ...]
    targets: tuple[Party, ...]
    when: Unlinked | None
    where: Unlinked | None
    harm: tuple[HarmMention, ...]
    label: Factuality
    because: tuple[str, ...]
    words: Span


def drafts(parsed: Parsed, acts: Sequence[Act], memory: Memory) -> Iterator[Draft]:
    """Yield a draft for each act of a sentence that is worth a claim."""
    harmed = list(zip(acts, _harm_by_act(acts, find_harm(parsed)), strict=True))
    told = [act for act, harm in harmed if not lacks_violence(act, harm)]
    for act, harm in harmed:
        draft = _draft(act, told, harm, memory)
        if is_claim(act, draft.harm, draft.when, draft.where, draft.label) and _has_sides(draft):
            yield draft


def claim_of(draft: Draft, said: Sequence[Attribution]) -> Claim:
    """Return the draft as a claim, with its chain of sources."""
    sentence, act, words = draft.act.parsed, draft.act, draft.words
    own = [sentence.span(token, token) for token in act.tokens]
    if draft.label in ("asserted", "alleged"):
        # "Denied a part in the killing": it is the part that is denied, not the killing.
        said = [one for one in said if one.stance != "denies"]
    return Claim(
        article_id=sentence.article.id,
        kind=_kind(act, draft.label),
        event_type=act.frame.type,
        mode=act.mode,
        relation=act.frame.relation,
        actors=draft.actors,
        targets=draft.targets,
        when=draft.when,
        where=draft.where,
        harm=harm_of(sentence, draft.harm),
        factuality=draft.label,
        attribution=chain_of(said, sentence.article, words.start, words.end, own),
        words=words,
        role=_role(act),
        because=draft.because,
        coder=CODER,
    )


def _role(act: Act) -> Literal["main", "background"]:
    news = act.parsed.sentence.number < MAIN_SENTENCES and looked_back_on(act) is None
    return "main" if news else "background"


def _draft(act: Act, acts: Sequence[Act], harm: Sequence[HarmMention], memory: Memory) -> Draft:
    actors = parties(act.parsed, act.actors, memory)
    targets = without_themselves(parties(act.parsed, act.targets, memory), actors)
    if act.frame.relation is not None and not targets:
        # "Relations between A and B" names both sides alike: the first is taken for the actor.
        actors, targets = actors[:1], actors[1:]
    label, cue = _factuality(act)
    patterns = " + ".join(r.trigger.pattern for r in act.readings)
    because = (f"frame {act.frame.name}: {patterns}", f"factuality: {cue}")
    when, where = time_of(act, acts), place_of(act, acts)
    told = [p.words for p in (*actors, *targets)]
    words = _words(act, [*told, *(c.words for c in (when, where) if c is not None)], harm)
    return Draft(act, actors, targets, when, where, tuple(harm), label, because, words)


def _has_sides(draft: Draft) -> bool:
    if draft.act.frame.needs == "actor" and not draft.actors:
        return False
    return draft.act.frame.relation is None or bool(draft.actors and draft.targets)


def _factuality(act: Act) -> tuple[Factuality, str]:
    if act.frame.factuality is not None:
        return act.frame.factuality, f"frame {act.frame.name}"
    if act.actor_named_by == "blamed":
        return "alleged", "blamed for it"
    label, cue = factuality_of(act.parsed, act.core)
    if label == "asserted" and _is_in_preparation(act):
        return "planned", act.core.lower_
    return label, cue


def _is_in_preparation(act: Act) -> bool:
    """ "Is planning a strike" tells of one to come; "planned the strike" of one carried out."""
    carried = act.lead.trigger.pos == "noun" and act.core.tag_ in ("VBG", "VB", "VBP", "VBZ")
    return carried and act.core.lower_ in _PREPARING


def _kind(act: Act, label: Factuality) -> Kind:
    if act.frame.kind == "event" and label in _STATEMENTS:
        return "statement"
    return act.frame.kind


def _harm_by_act(acts: Sequence[Act], mentions: Iterable[HarmMention]) -> list[list[HarmMention]]:
    """Give each figure of people harmed to the act whose words govern it."""
    given: list[list[HarmMention]] = [[] for _ in acts]
    for mention in mentions:
        owner = _owner(acts, mention)
        if owner is not None:
            given[owner].append(mention)
    return given


def _owner(acts: Sequence[Act], mention: HarmMention) -> int | None:
    at = {t.i: n for n, act in enumerate(acts) if act.frame.type in _HARMFUL for t in act.tokens}
    if not at:
        return None
    token = acts[0].parsed.doc[mention.trigger]
    for number in (mention.trigger, mention.head, *(above.i for above in token.ancestors)):
        if number in at:
            return at[number]
    return None


def _words(act: Act, told: Sequence[Span], harm: Sequence[HarmMention]) -> Span:
    """Return the stretch of the sentence that holds the act's words, those told of it, its harm."""
    sentence = act.parsed
    inside = range(sentence.sentence.start, sentence.sentence.end + 1)
    spans = [*(sentence.span(t, t) for t in act.tokens), *told]
    edges = [(s.start, s.end) for s in spans] + [(h.start, h.end) for h in harm]
    edges = [(s, e) for s, e in edges if s in inside and e in inside]
    start, end = min(s for s, _ in edges), max(e for _, e in edges)
    return sentence.words(start, end)
