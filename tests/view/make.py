"""Short makers of records; what does not matter has a default."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from khabar.model import (
    Article,
    Block,
    Claim,
    CopyGroup,
    Dispute,
    Dropped,
    Event,
    Grade,
    Harm,
    Joined,
    Outcome,
    Party,
    Reading,
    Source,
    Span,
    Stance,
    When,
    Where,
)
from khabar.view.findings import Findings
from khabar.view.ledger import closing_ledger

TEXT = (
    "Market bombed in Herat\n\n"
    "Militants of the Example Front carried out a suicide attack on shoppers in Herat on"
    " 3 May 2023, killing at least 12 people, the example ministry said.\n\n"
    "Previous Story"
)


def an_article(text: str = TEXT, **changes: object) -> Article:
    blocks = []
    start = 0
    for paragraph in text.split("\n\n"):
        kind = "furniture" if paragraph == "Previous Story" else "body" if start else "title"
        blocks.append(Block(start, start + len(paragraph), kind, "made up"))  # type: ignore[arg-type]
        start += len(paragraph) + 2
    article = Article(
        id="article-1",
        source="market.txt",
        text=text,
        blocks=tuple(blocks),
        title="Market bombed in Herat",
        outlet="Example Wire",
        published="2023-05-04",
        language="en",
    )
    return replace(article, **changes)  # type: ignore[arg-type]


def words(said: str, article: Article | None = None) -> Span:
    article = article or an_article()
    start = article.text.index(said)
    return Span(article.id, start, start + len(said), said)


def a_source(name: str, stance: Stance = "says", said: Span | None = None) -> Source:
    return Source(name, stance, said, cue="said" if said else None)


def a_party(name: str, said: str, article: Article | None = None) -> Party:
    return Party(name, words(said, article))


def a_claim(article: Article | None = None, **changes: object) -> Claim:
    article = article or an_article()
    said = article.text.split("\n\n")[1]
    claim = Claim(
        article_id=article.id,
        kind="event",
        event_type="ASSAULT",
        mode="suicide-attack",
        relation=None,
        actors=(a_party("Example Front", "Militants of the Example Front", article),),
        targets=(a_party("shoppers", "shoppers", article),),
        when=When("2023-05-03", "2023-05-03", "day", "stated", words("3 May 2023", article)),
        where=Where(
            "Herat", "Afghanistan", "AFG", "Herat", None, 1140026, 34.34817, 62.19967, "exact",
            words("Herat on", article),
        ),
        harm=(Harm("killed", 12, None, None, False, words("at least 12 people", article)),),
        factuality="asserted",
        attribution=(
            a_source("Example Wire", "reports"),
            a_source("Example Ministry", "says", words("the example ministry", article)),
        ),
        words=words(said, article),
        role="main",
        because=("frame assault.suicide-attack", "harm at-least"),
        coder="khabar 0.1.0",
    )  # fmt: skip
    return replace(claim, **changes)  # type: ignore[arg-type]


def a_reading(claimant: str, low: int | None, high: int | None, **changes: object) -> Reading:
    outcome: Outcome = "killed"
    reading = Reading(claimant, outcome, low, high, None, False, ("c",), "2023-05-04")
    return replace(reading, **changes)  # type: ignore[arg-type]


def an_event(claims: Sequence[Claim], **changes: object) -> Event:
    first = claims[0]
    event = Event(
        id="event-1",
        claims=tuple(claim.id for claim in claims),
        event_type="ASSAULT",
        mode=first.mode,
        actors=first.actors,
        targets=first.targets,
        when=first.when if isinstance(first.when, When) else None,
        where=first.where if isinstance(first.where, Where) else None,
        readings=(a_reading("Example Ministry", 12, None, claims=(first.id,)),),
        disputes=(),
        grade=Grade("weak", "one independent source"),
        articles=tuple(dict.fromkeys(claim.article_id for claim in claims)),
        outlets=("Example Wire",),
        independent=1,
        belligerent_only=False,
        joined=tuple(
            Joined(first.id, other.id, 0.9, (("same day", 0.5), ("same place", 0.4)))
            for other in claims[1:]
        ),
    )
    return replace(event, **changes)  # type: ignore[arg-type]


def findings(
    events: Sequence[Event] = (),
    claims: Sequence[Claim] = (),
    articles: Sequence[Article] = (),
    copies: Sequence[CopyGroup] = (),
    dropped: Sequence[Dropped] = (),
) -> Findings:
    pages = len(articles) + len(dropped)
    ledger = closing_ledger(pages, articles, copies, dropped)
    return Findings(events, claims, articles, copies, dropped, ledger)


def a_dispute() -> Dispute:
    return Dispute("responsibility", "the Example Front denies it", ("c",))
