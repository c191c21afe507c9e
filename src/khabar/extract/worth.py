"""Which acts are worth a claim: told as news of something, not merely named in passing."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.extract.acts import Act
from khabar.extract.contexts import peaceful_context
from khabar.extract.grammar import grammatical_subjects, is_verb, objects
from khabar.extract.harm.find import HarmMention
from khabar.extract.tree import Token
from khabar.model import Factuality, Unlinked

# Modes that sport and markets borrow: "bombarded the boundary", "destroyed the defence".
_FIGURATIVE = (None, "beat", "destroy", "heavy-weapons", "targeted")
_FORCE = ("ASSAULT", "COERCE", "MOBILIZE", "THREATEN")
_ARMED = tuple(
    """troops soldiers forces force army police policemen officers guards gendarmes militia fighters
    tanks warships ship ships missiles aircraft jets helicopters weapons marines reservists navy
    reinforcements artillery checkpoints security exercises drills games alert military
    peacekeepers units unit brigade battalion personnel carrier troops' rockets""".split()
)
_ASKING = frozenset("whether when where how why who if".split())
# After these a question word opens what is not told: "did not say when he was killed".
_LEAVING_OPEN = frozenset("say said saying clear known know unclear ask asked determine".split())
_WORRIES = frozenset("worried fearful afraid wary nervous anxious".split())
_TRENDS = frozenset(
    """waned declined decreased dropped fallen fell risen rose increased surged doubled tripled
    grown intensified subsided eased""".split()
)
_BREAKING_DOWN = frozenset(
    """end ends ended ending collapse collapsed collapses expire expired expires unravel unravelled
    unraveled crumbled broken broke breaks fail failed fails lapsed shattered""".split()
)
_LAWS = frozenset(
    """law laws policy policies measure measures sanction sanctions restriction restrictions rule
    rules decree decrees bill bills edict edicts tax taxes tariff tariffs cuts""".split()
)


def is_claim(
    act: Act,
    harm: Sequence[HarmMention],
    when: Unlinked | None,
    where: Unlinked | None,
    label: Factuality,
) -> bool:
    """Tell whether the sentence says enough of the act to claim it."""
    if act.frame.kind == "relation":
        both = act.targets or (act.frame.mutual and len(act.actors) > 1)
        return bool(act.actors and both) and not _is_among_themselves(act)
    if _lacks_need(act, harm) or _is_told_of_law(act) or (_only_names_somebody(act) and not when):
        return False
    if act.frame.kind == "statement" and act.frame.factuality == "negated":
        return True
    if label == "hypothetical" and _is_object_of_other(act.core):
        return False
    if _is_no_act(act, harm):
        return False
    return _told_by_verb(act) or bool(act.actors or act.targets or harm or (when and where))


def _is_among_themselves(act: Act) -> bool:
    """ "A riot between rival gangs": rivals of each other, not of who is told of beside them."""
    return any(t.dep_ == "pobj" and t.head.lower_ in ("between", "among") for t in act.targets)


def lacks_violence(act: Act, harm: Sequence[HarmMention]) -> bool:
    """Tell whether the words mean an act only where somebody is harmed, and nobody is."""
    return act.frame.needs == "violence" and not harm


def _lacks_need(act: Act, harm: Sequence[HarmMention]) -> bool:
    """Tell whether what the frame needs to stand by is not there."""
    lacking = {
        "verb": not _told_by_verb(act),
        "violence": lacks_violence(act, harm),
        "party": not (act.actors or act.targets),
        "armed": not (act.actors or act.targets) or not _is_armed(act),
        "actor": not act.actors,
        "target": not act.targets,
        # Words that tell of no act, where another frame would take them for one.
        "never": True,
        "object": not (act.actors and objects(act.lead.trigger.token)),
    }
    return lacking.get(act.frame.needs or "", False) or (_names_those_harmed(act) and not harm)


def _is_no_act(act: Act, harm: Sequence[HarmMention]) -> bool:
    """Tell whether the words are a figure of speech, a worry, a question or a trend."""
    if not harm and act.frame.type in _FORCE and _is_figure_of_speech(act):
        return True
    if _is_broken_truce(act) or _is_worry(act.core) or _in_question(act.core):
        return True
    if _is_trend(act.core) and not harm:
        return True
    if _only_tells_which(act, harm) or _tells_who_they_are(act):
        return True
    return act.frame.part == "result" and not (harm or _told_by_verb(act))


def _only_tells_which(act: Act, harm: Sequence[HarmMention]) -> bool:
    """ "Evacuated wounded soldiers", "displaced families": harm long done, and nobody counted."""
    uncounted = bool(harm) and all(h.vague in ("plural", "one") for h in harm)
    return act.core.dep_ == "amod" and uncounted and not act.actors


def _tells_who_they_are(act: Act) -> bool:
    """ "Men accused of smuggling": no accusation is told again."""
    described = act.core.dep_ == "acl" and act.core.tag_ == "VBN"
    return act.frame.type == "ACCUSE" and described and not act.actors


def _names_those_harmed(act: Act) -> bool:
    """ "Paid for those wounded", "visited the wounded": the words name people, not an attack."""
    core = act.core
    bare = core.dep_ in ("acl", "dobj", "pobj") and core.tag_ in ("VBN", "VBD", "JJ", "NN")
    return bare and act.frame.part == "result" and not (act.actors or act.targets)


def _is_told_of_law(act: Act) -> bool:
    """ "Policies targeting women": a law or measure strikes nobody."""
    core = act.core
    who = grammatical_subjects(core) if act.frame.type == "ASSAULT" and is_verb(core) else []
    return any(t.lower_ in _LAWS for t in who)


def _only_names_somebody(act: Act) -> bool:
    """ "The man behind the bombing", "held in connection with the raid" tell no raid again."""
    core = act.core
    if core.dep_ != "pobj" or act.actors or is_verb(core):
        return False
    before = core.head
    return before.lower_ == "behind" or before.head.lower_ == "connection"


def _told_by_verb(act: Act) -> bool:
    return any(r.trigger.pos == "verb" or r.top.i != r.trigger.token.i for r in act.readings)


def _is_figure_of_speech(act: Act) -> bool:
    """ "The striker attacked": in a report on sport or markets, without weapons, nobody fights."""
    context = peaceful_context(act.parsed.article.text)
    return context is not None and (act.mode in _FIGURATIVE or _is_firework(act))


def _is_firework(act: Act) -> bool:
    words = {s.lower_ for t in act.tokens for s in grammatical_subjects(t) if is_verb(t)}
    return bool(words & {"firework", "fireworks", "firecracker", "firecrackers"})


def _is_armed(act: Act) -> bool:
    """ "Deployed troops" moves forces, "deployed a service" does not."""
    words = {t.lower_ for r in act.readings for t in (*r.trigger.tokens, *r.actors, *r.targets)}
    words |= {t.lower_ for r in act.readings for t in objects(r.trigger.token)}
    return any(word.endswith(_ARMED) for word in words)


def _in_question(core: Token) -> bool:
    """ "Did not say when he was killed", "asked whether it was bombed" tell no event."""
    asks = {c.lower_ for c in core.children if c.dep_ in ("advmod", "mark", "nsubj", "nsubjpass")}
    if core.dep_ in ("ccomp", "pcomp") and asks & _ASKING:
        return True
    clause = core.left_edge
    before = clause.nbor(-1).lower_ if clause.i else ""
    return clause.lower_ in _ASKING and before in _LEAVING_OPEN


def _is_worry(core: Token) -> bool:
    """ "Worried about X launching attacks": what is only feared has not happened."""
    above = next((t for t in core.ancestors if t.lower_ in _WORRIES), None)
    return above is not None and core.tag_ == "VBG"


def _is_broken_truce(act: Act) -> bool:
    """ "The ceasefire has collapsed" tells of no quiet."""
    return act.mode == "ceasefire" and act.core.lower_ in _BREAKING_DOWN


def _is_trend(core: Token) -> bool:
    """ "Attacks have waned" speaks of no single attack."""
    return core.dep_ == "nsubj" and core.head.lower_ in _TRENDS


def _is_object_of_other(core: Token) -> bool:
    return core.dep_ in ("xcomp", "pobj", "pcomp", "acl", "advcl")
