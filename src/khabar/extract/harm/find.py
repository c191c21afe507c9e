"""People harmed, as a sentence counts them: outcome, figure, who, and the word that says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from khabar.extract.grammar import LOCATIVE, after_preposition, is_verb
from khabar.extract.harm.forms import OF_THEM
from khabar.extract.harm.leaving import left_by, names_leaving
from khabar.extract.harm.mentions import Counted, HarmMention, has_count, made, mention_of
from khabar.extract.harm.parts import included, of_them
from khabar.extract.harm.patients import coordinated, patients, told_among
from khabar.extract.harm.shares import survivors
from khabar.extract.harm.triggers import Trigger, find_triggers
from khabar.extract.harm.unsure import may_be_dead
from khabar.extract.harm.words import harm_words
from khabar.extract.nouns import nouns
from khabar.extract.numbers import Quantity, find_quantities, number_words
from khabar.extract.parse import Parsed
from khabar.extract.tree import Token
from khabar.model import Harm, Outcome

__all__ = ["HarmMention", "find_harm", "harm_of"]


# Words before the figure of a toll.
_REACHING = frozenset(
    "to at of is was : reached reaches passed passes hit hits topped tops exceeded exceeds toll "
    "surpassed surpasses climbs rises jumps now stood stands nears".split()
)


def find_harm(parsed: Parsed) -> list[HarmMention]:
    """Return the figures of people harmed in the sentence, in order of the words for them."""
    quantities = find_quantities(parsed.doc)
    by_token = {i: q for q in quantities for i in range(q.first, q.last + 1)}
    told = find_triggers(parsed.doc)
    sure = {i: one for i, one in told.items() if not may_be_dead(parsed, one)}
    counted = Counted(parsed, by_token, sure)
    found: dict[tuple[Outcome, int], HarmMention] = {}
    for trigger in counted.triggers.values():
        verb = _told_by(told, trigger)
        for mention in _mentions(counted, trigger):
            found.setdefault((mention.outcome, mention.head), replace(mention, trigger=verb))
    for mention in of_them(counted, quantities, list(found.values())):
        found = {key: one for key, one in found.items() if not _is_same(one, mention)}
        found[mention.outcome, mention.head] = mention
    for mention in survivors(counted, told, list(found.values())):
        found.setdefault((mention.outcome, mention.head), mention)
    ordered = sorted(found.values(), key=lambda m: (m.start, m.outcome))
    return [_inside_total(counted, m, ordered[:at]) for at, m in enumerate(ordered)]


def _inside_total(counted: Counted, one: HarmMention, before: Sequence[HarmMention]) -> HarmMention:
    """ "Killed 40 farmers, beheading many of them": the later figure lies in the one before it."""
    of_those = after_preposition(counted.parsed.doc[one.head], "of")
    of_those = [t for t in of_those if t.lower_ in OF_THEM]
    told = any(m.outcome == one.outcome and m.trigger != one.trigger for m in before)
    return replace(one, part=True) if of_those and told else one


def _is_same(one: HarmMention, part: HarmMention) -> bool:
    """Tell whether what was read as a figure of its own is a part: "among them four children"."""
    same = (one.outcome, one.low, one.group) == (part.outcome, part.low, part.group)
    return same and part.start <= one.start < one.end <= part.end


def _told_by(told: Mapping[int, Trigger], trigger: Trigger) -> int:
    """Return the verb of "left 12 dead" and of "were shot, one fatally", else the word itself."""
    verb = left_by(trigger.token)
    if verb is not None and names_leaving(verb):
        return verb.i
    before = [i for i in told if i < trigger.token.i]
    shares = trigger.token.lower_ in harm_words().fatally
    return before[-1] if shares and before else trigger.token.i


def _mentions(counted: Counted, trigger: Trigger) -> Iterator[HarmMention]:
    if trigger.kind == "toll" or _is_number_of(trigger.token):
        yield from _toll(counted, trigger)
    elif trigger.kind == "deadly":
        yield _at_least_one(counted, trigger)
    elif _counted_together(counted, trigger):
        if any(True for _ in patients(trigger, counted.parsed.doc)):
            yield _at_least_one(counted, trigger)
    else:
        yield from _counted_people(counted, trigger)


def _is_number_of(token: Token) -> bool:
    """Tell "the number of people killed", "the number of dead": its figure follows."""
    held = token.head if token.dep_ == "acl" else token
    number = held.head.head if held.dep_ == "pobj" and held.head.lower_ == "of" else held
    return number.lower_ == "number" and number.dep_ in ("nsubj", "nsubjpass", "dobj")


def _counted_people(counted: Counted, trigger: Trigger) -> Iterator[HarmMention]:
    among = {t.i for one in told_among(trigger.token) for t in (one, *one.conjuncts)}
    named = (*patients(trigger, counted.parsed.doc), *_gapped(counted, trigger))
    for head in dict.fromkeys(h for one in named for h in _listed(counted, trigger, one)):
        mention = mention_of(counted, trigger, head)
        if mention is not None:
            yield replace(mention, part=head.i in among or mention.part)
        yield from included(counted, trigger, head, _listed)
    yield from included(counted, trigger, trigger.token, _listed)


def _counted_together(counted: Counted, trigger: Trigger) -> bool:
    """Tell "100 were killed and injured": the figure is of both together."""
    both: set[Outcome] = {"killed", "injured"}
    beside = [v for v in trigger.token.conjuncts if abs(v.i - trigger.token.i) <= 2]
    others = {counted.triggers[v.i].outcome for v in beside if v.i in counted.triggers}
    return trigger.outcome in both and bool(others & (both - {trigger.outcome}))


def _listed(counted: Counted, trigger: Trigger, head: Token) -> Iterator[Token]:
    """Yield a patient and the coordinated ones with a count of their own."""
    yield head
    for other in coordinated(head):
        told = has_count(counted, other) or other.tag_ in ("NNP", "NN", "NNPS")
        told = told or (other.tag_ == "NNS" and head.tag_ == "NN")
        if told and not _has_own_trigger(counted, trigger, other):
            yield other


def _has_own_trigger(counted: Counted, trigger: Trigger, token: Token) -> bool:
    """Tell whether another word says what happened to a coordinated patient."""
    quantity = counted.quantities.get(token.i)
    following = (quantity.last if quantity else token.i) + 1
    clauses = (c.i for c in token.children if c.dep_ in ("acl", "amod", "relcl"))
    near = {following, *clauses, *range(token.left_edge.i, token.i + 1)}
    return any(i in counted.triggers and i != trigger.token.i for i in near)


def _gapped(counted: Counted, trigger: Trigger) -> Iterator[Token]:
    """Yield "seven at a mosque" after "killed nine people at a market and"."""
    joined = {token.i for token in trigger.token.rights if token.dep_ == "conj"}
    for token in counted.parsed.doc[trigger.token.i + 1 :]:
        if is_verb(token) and token.tag_ != "VBG":
            return
        told = token.i in counted.quantities or token.tag_ in ("NNS", "NN")
        beside = token.i in joined or _is_placed_alike(counted, trigger, token)
        if told and beside and not _has_own_trigger(counted, trigger, token):
            yield token


def _is_placed_alike(counted: Counted, trigger: Trigger, token: Token) -> bool:
    """Tell "and seven at a mosque", where the parser joins it to the place before it."""
    doc, quantity = counted.parsed.doc, counted.quantities.get(token.i)
    if quantity is None or quantity.core != token.i or quantity.last + 2 >= len(doc):
        return False
    between = [t.lower_ for t in doc[trigger.token.i + 1 : quantity.first]]
    where = doc[quantity.last + 1]
    again = where.lower_ in LOCATIVE and not LOCATIVE.isdisjoint(between)
    joined = bool(between) and between[-1] in ("and", ",")
    return again and joined and any(_is_place(counted.parsed, t) for t in where.children)


def _is_place(parsed: Parsed, token: Token) -> bool:
    named = parsed.mentions_over(token)
    return token.lower_ in nouns().places or any(mention.kind == "place" for mention in named)


def _toll(counted: Counted, trigger: Trigger) -> Iterator[HarmMention]:
    """Yield the number of a death toll or of people killed: the last of "rose from 12 to 88"."""
    doc, start = counted.parsed.doc, trigger.token.i + 1
    for at in range(start, min(start + 30, len(doc))):
        quantity = counted.quantities.get(at)
        if quantity is None or quantity.vague:
            continue
        follow = doc[quantity.last + 1].lower_ if quantity.last + 1 < len(doc) else ""
        reached = doc[quantity.first - 1].lower_ in _REACHING
        if reached and follow not in number_words().not_people:
            who = trigger.token.head if trigger.token.dep_ == "acl" else None
            yield made(counted, trigger, doc[quantity.core], quantity, who)
            return


def _at_least_one(counted: Counted, trigger: Trigger) -> HarmMention:
    at = trigger.token.i
    return made(
        counted, trigger, trigger.token, Quantity(at, at, at, 1, None, vague="deadly"), None
    )


def harm_of(parsed: Parsed, mentions: Iterable[HarmMention]) -> tuple[Harm, ...]:
    """Return the harm of one claim from the mentions that belong to it, total before groups.

    A total that the text only implies is the sum of its groups. Parts are listed as groups and
    never added. A lone person is a total of one.
    """
    given = list(dict.fromkeys(mentions))
    outcomes = dict.fromkeys(m.outcome for m in given)
    each = ([m for m in given if m.outcome == outcome] for outcome in outcomes)
    return tuple(harm for same in each for harm in _of_outcome(parsed, same))


def _of_outcome(parsed: Parsed, mentions: Sequence[HarmMention]) -> Iterator[Harm]:
    told = [m for m in mentions if m.vague != "deadly"] or list(mentions)
    wholes = _without_parts([m for m in told if not m.part and not _is_named_again(m, told)])
    if wholes:
        yield _harm(parsed, _added(wholes), None)
    for one in told:
        told_apart = len(wholes) > 1 or one.part or one.vague not in ("one", "plural")
        if one.group is not None and told_apart:
            yield _harm(parsed, one, one.group)


def _is_named_again(one: HarmMention, told: Iterable[HarmMention]) -> bool:
    """Tell "the boy" after "a boy": one person, told twice."""
    return one.known and any(
        other.start < one.start and other.group and other.group == one.group for other in told
    )


def _without_parts(wholes: list[HarmMention]) -> list[HarmMention]:
    """Return the total alone where the others add up to it: "nine more, six men and three
    women"."""
    if len(wholes) > 2 and wholes[0].low == sum(m.low or 0 for m in wholes[1:]):
        return wholes[:1]
    return wholes


def _added(wholes: Sequence[HarmMention]) -> HarmMention:
    lows = [m.low for m in wholes if m.low is not None]
    highs = [m.high for m in wholes]
    return replace(
        wholes[0],
        low=sum(lows) if lows else None,
        high=None if None in highs else sum(h for h in highs if h is not None),
        approximate=any(m.approximate for m in wholes),
        start=min(m.start for m in wholes),
        end=max(m.end for m in wholes),
    )


def _harm(parsed: Parsed, one: HarmMention, group: str | None) -> Harm:
    words = parsed.words(one.start, one.end)
    return Harm(one.outcome, one.low, one.high, group, one.approximate, words)
