"""Short makers of records, and a small coder whose steps can be followed by eye."""

from __future__ import annotations

import re
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from khabar.engine import Engine
from khabar.merge.again import Again
from khabar.merge.events import Keep
from khabar.merge.part import Change, Known
from khabar.model import (
    Article,
    Block,
    Claim,
    CopyGroup,
    Decision,
    Dropped,
    Event,
    Grade,
    Harm,
    Page,
    Party,
    Source,
    Span,
    When,
    Where,
    content_id,
)

TEXT = "Rebels killed 3 people in Northtown on 2024-05-06, the mayor said."
OTHER = "Rebels killed 9 people in Southtown on 2024-07-01."


def page(text: str = TEXT, source: str = "a.txt", **given: str) -> Page:
    return Page(source, text.encode(), "text", **given)


def article(text: str = TEXT, source: str = "a.txt", language: str | None = "en") -> Article:
    block = Block(0, len(text), "body", "all of it")
    return Article(
        content_id(source, text), source, text, (block,), None, "Daily", "2024-05-07", language
    )


def span(where: Article, words: str) -> Span:
    start = where.text.index(words)
    return Span(where.id, start, start + len(words), words)


def claim(where: Article | None = None, words: str = "", mode: str = "firearms") -> Claim:
    where = where or article()
    words = words or where.text
    place = span(where, "Northtown") if "Northtown" in where.text else None
    date = re.search(r"\d{4}-\d\d-\d\d", where.text)
    day = span(where, date[0]) if date else None
    return Claim(
        article_id=where.id,
        kind="event",
        event_type="ASSAULT",
        mode=mode,
        relation=None,
        actors=(Party("rebels", span(where, words.split()[0])),),
        targets=(),
        when=When(day.words, day.words, "day", "stated", day) if day else None,
        where=_northtown(place) if place else None,
        harm=tuple(_killed(where)),
        factuality="asserted",
        attribution=(Source("Daily", "reports"), Source("the mayor", "says")),
        words=span(where, words),
        role="main",
        because=("it says killed",),
        coder="toy 1",
    )


def _northtown(words: Span) -> Where:
    return Where("Northtown", "Northland", "NTL", None, None, 7, 1.5, 2.5, "exact", words)


def _killed(where: Article) -> Iterable[Harm]:
    for found in re.finditer(r"\d+(?= people)", where.text):
        words = Span(where.id, found.start(), found.end(), found[0])
        yield Harm("killed", int(found[0]), int(found[0]), None, False, words)


def event(*claims: Claim, id: str = "e1") -> Event:
    first = claims[0]
    return Event(
        id=id,
        claims=tuple(one.id for one in claims),
        event_type="ASSAULT",
        mode=first.mode,
        actors=first.actors,
        targets=(),
        when=first.when if isinstance(first.when, When) else None,
        where=first.where if isinstance(first.where, Where) else None,
        readings=(),
        disputes=(),
        grade=Grade("weak", "one source"),
        articles=tuple(sorted({one.article_id for one in claims})),
        outlets=("Daily",),
        independent=1,
        belligerent_only=False,
    )


def decision(subject: str, verdict: str = "reject", **more: str) -> Decision:
    return Decision(subject, verdict, "Ana", "2024-06-01T10:00:00+00:00", "checked", **more)  # type: ignore[arg-type]


class ToySteps:
    """One claim for each line with "killed"; claims of one mode and day are one event.

    A page without text is refused, and one with "crash" in it makes the step fail. Each article
    takes so many seconds.
    """

    def __init__(self, coder: str = "toy 1", seconds: float = 0) -> None:
        self.coder = coder
        self.seconds = seconds
        self.read: list[str] = []

    def load(self) -> None:
        """There is nothing to load."""

    def clean(self, page: Page) -> Article | Dropped:
        text = page.body.decode()
        if not text.strip():
            return Dropped(page.source, "clean", "quarantined", "expected text, found nothing")
        return article(text, page.source, page.language)

    def extract(self, article: Article) -> Sequence[Claim]:
        self.read.append(article.source)
        time.sleep(self.seconds)
        if "crash" in article.text:
            raise RuntimeError(f"no idea what to make of {article.text[:20]!r}")
        lines = [line for line in article.text.splitlines() if "killed" in line]
        return [claim(article, line) for line in dict.fromkeys(lines)]

    def link(self, article: Article, claims: Sequence[Claim]) -> Sequence[Claim]:
        return claims

    def copies(self, articles: Sequence[Article]) -> Sequence[CopyGroup]:
        same: defaultdict[str, list[str]] = defaultdict(list)
        for one in articles:
            same[one.text].append(one.id)
        groups = [sorted(ids) for ids in same.values() if len(ids) > 1]
        return [CopyGroup(ids[0], tuple(ids[1:]), None, "same text") for ids in groups]

    def merge(
        self,
        claims: Sequence[Claim],
        articles: Mapping[str, Article],
        copies: Sequence[CopyGroup],
        decisions: Sequence[Decision],
        known: Sequence[Event],
        spread: Engine | None = None,
        keep: Keep | None = None,
    ) -> Sequence[Event]:
        had = {claim: event.id for event in known for claim in event.claims}
        days: defaultdict[tuple[str, str], list[Claim]] = defaultdict(list)
        for one in sorted(claims, key=lambda c: c.id):
            day = one.when.start if isinstance(one.when, When) else one.id
            days[one.mode or "", day].append(one)
        events: dict[str, Event] = {}
        for group in sorted(days.values(), key=lambda g: (-len(g), g[0].id)):
            before = sorted({had[one.id] for one in group if one.id in had} - events.keys())
            name = before[0] if before else content_id("event", group[0].id)
            events[name] = event(*group, id=name)
        return list(events.values())

    def merge_again(self, known: Known, change: Change) -> Again | None:
        return None  # it keeps nothing of a merging: all is merged again


def write_articles(folder: Path, count: int = 6) -> Path:
    """Write articles of which some share a day, one is a copy and one is empty."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        text = f"Rebels killed {number + 1} people in Northtown on 2024-05-0{number % 4 + 1}.\n"
        (folder / f"{number:03}.txt").write_text(text, "utf-8")
    (folder / "copy.txt").write_text((folder / "000.txt").read_text("utf-8"), "utf-8")
    (folder / "empty.txt").write_text("", "utf-8")
    return folder
