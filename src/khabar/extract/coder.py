"""The coder: one article in, its claims out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import version

from khabar.extract.acts import Act, find_acts
from khabar.extract.attribution import Attribution, chain_of, find_attributions
from khabar.extract.circumstances import place_of, time_of
from khabar.extract.coreference import Memory
from khabar.extract.factuality import factuality_of
from khabar.extract.gate import worth_parsing
from khabar.extract.harm import HarmMention, find_harm, harm_of
from khabar.extract.parse import Parsed, Parser
from khabar.extract.parties import parties
from khabar.extract.worth import is_claim
from khabar.model import Article, Claim, Factuality, Kind, Lexicon, Party, Span, Unlinked

CODER = f"khabar {version('khabar')}"

# What the text presents as not (yet) so tells no event; it is kept as a statement about one.
_STATEMENTS: frozenset[Factuality] = frozenset(("hypothetical", "negated", "denied"))


class Coder:
    """Codes articles into claims, with words still to be linked. Loads its parser once."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.parser = Parser(lexicon)

    def __call__(self, article: Article) -> list[Claim]:
        """Return the article's claims in the order of their words."""
        with self.parser.nlp.memory_zone():
            parsed = self.parser.parse(article, worth_parsing(article))
            claims = list(_claims(article, parsed))
        return sorted(claims, key=lambda c: (c.words.start, c.words.end, c.id))


def _claims(article: Article, parsed: Sequence[Parsed]) -> Iterator[Claim]:
    said = find_attributions(article, parsed)
    memory = Memory()
    for number, sentence in enumerate(parsed):
        acts = find_acts(sentence)
        harm = _harm_by_act(acts, find_harm(sentence))
        for act, mentions in zip(acts, harm, strict=True):
            claim = _claim(act, acts, mentions, said, memory, number)
            if claim is not None:
                yield claim
        memory.remember(sentence)


def _harm_by_act(acts: Sequence[Act], mentions: Iterable[HarmMention]) -> list[list[HarmMention]]:
    """Give each figure of people harmed to the act whose words govern it."""
    given: list[list[HarmMention]] = [[] for _ in acts]
    for mention in mentions:
        owner = _owner(acts, mention)
        if owner is not None:
            given[owner].append(mention)
    return given


def _owner(acts: Sequence[Act], mention: HarmMention) -> int | None:
    numbers = [{t.i for t in act.tokens} for act in acts]
    for at in (mention.trigger, mention.head):
        for n, tokens in enumerate(numbers):
            if at in tokens and acts[n].frame.type in ("ASSAULT", "COERCE", "SANCTION"):
                return n
    if not acts:
        return None
    token = acts[0].parsed.doc[mention.trigger]
    while token.head.i != token.i:
        token = token.head
        for n, tokens in enumerate(numbers):
            if token.i in tokens and acts[n].frame.type in ("ASSAULT", "COERCE"):
                return n
    return None


def _claim(
    act: Act,
    acts: Sequence[Act],
    mentions: Sequence[HarmMention],
    said: Sequence[Attribution],
    memory: Memory,
    number: int,
) -> Claim | None:
    sentence = act.parsed
    actors = parties(sentence, act.actors, memory)
    targets = parties(sentence, act.targets, memory)
    when, where = time_of(act, acts), place_of(act, acts)
    label, cue = _factuality(act)
    if not is_claim(act, mentions, when, where, label):
        return None
    if act.frame.relation is not None:
        actors, targets = _two_sides(actors, targets)
        if not (actors and targets):
            return None
    words = _words(act, actors, targets, mentions, when, where)
    return Claim(
        article_id=sentence.article.id,
        kind=_kind(act, label),
        event_type=act.frame.type,
        mode=act.mode,
        relation=act.frame.relation,
        actors=actors,
        targets=targets,
        when=when,
        where=where,
        harm=harm_of(sentence, mentions),
        factuality=label,
        attribution=chain_of(said, sentence.article, words.start, words.end),
        words=words,
        role="main" if number < 4 else "background",
        because=(f"frame {act.frame.name}: {_pattern(act)}", f"factuality: {cue}"),
        coder=CODER,
    )


def _factuality(act: Act) -> tuple[Factuality, str]:
    if act.frame.factuality is not None:
        return act.frame.factuality, f"frame {act.frame.name}"
    if act.actor_named_by == "blamed":
        return "alleged", "blamed for it"
    return factuality_of(act.parsed, act.core)


def _kind(act: Act, label: Factuality) -> Kind:
    if act.frame.kind == "event" and label in _STATEMENTS:
        return "statement"
    return act.frame.kind


def _two_sides(
    actors: tuple[Party, ...], targets: tuple[Party, ...]
) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """ "Relations between A and B" name both sides alike: the first is taken for the actor."""
    return (actors[:1], actors[1:]) if actors and not targets else (actors, targets)


def _pattern(act: Act) -> str:
    return " + ".join(r.trigger.pattern for r in act.readings)


def _words(
    act: Act,
    actors: Iterable[Party],
    targets: Iterable[Party],
    mentions: Iterable[HarmMention],
    *circumstances: Unlinked | None,
) -> Span:
    """Return the stretch of the sentence that holds all the evidence for the claim."""
    sentence = act.parsed
    spans = [sentence.span(t, t) for t in act.tokens]
    spans.extend(p.words for p in (*actors, *targets))
    spans.extend(c.words for c in circumstances if c is not None)
    starts = [s.start for s in spans] + [m.start for m in mentions]
    ends = [s.end for s in spans] + [m.end for m in mentions]
    start, end = min(starts), max(ends)
    return Span(sentence.article.id, start, end, sentence.article.text[start:end])
