"""One HTML file with everything a run found: it opens anywhere and needs no network."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, Template
from markupsafe import Markup

from khabar.model import Article, Claim, CopyGroup, Dropped, Event
from khabar.output import written
from khabar.view.findings import Findings
from khabar.view.ledger import Ledger
from khabar.view.page.articles import article_views
from khabar.view.page.cards import ClaimCard, EventCard, claim_card, event_card
from khabar.view.page.map import draw_map, spot_key
from khabar.view.page.timeline import choose_unit, draw_timeline, period_key
from khabar.view.phrases import PHRASES
from khabar.view.tolls import killed_over
from khabar.view.wording import visible

Options = tuple[tuple[str, str, int], ...]


def write_report(
    path: Path,
    events: Sequence[Event],
    claims: Sequence[Claim],
    articles: Sequence[Article],
    copies: Sequence[CopyGroup],
    dropped: Sequence[Dropped],
    ledger: Ledger,
) -> None:
    """Write the report. The same records give the same bytes."""
    found = Findings(events, claims, articles, copies, dropped, ledger)
    with written(path) as file:
        file.write(report_page(found).encode())


def report_page(found: Findings) -> str:
    """Return the page. Texts from outside are in it only as text, hidden characters shown."""
    style, script = _part("report.css"), _part("report.js")
    cards = _event_cards(found)
    told = {card.id: card.told for card in cards}
    return _template().render(
        style=Markup(style),  # noqa: S704 - our own file, and a style element holds no entities
        script=Markup(script),  # noqa: S704 - the same for the script
        policy=_policy(style, script),
        phrases=PHRASES,
        counters=_counters(found),
        filters=_filters(cards),
        map=draw_map(found.in_order),
        timeline=draw_timeline(found.in_order, told, choose_unit(found.in_order)),
        events=cards,
        other_claims=_other_claims(found),
        articles=article_views(found),
        dropped=sorted(found.dropped, key=lambda d: (d.outcome, d.item, d.stage, d.reason)),
        ledger=found.ledger,
        coders=sorted({claim.coder for claim in found.claims}),
    )


def _template() -> Template:
    environment = Environment(autoescape=True, finalize=_shown)
    return environment.from_string(_part("report.html"))


def _shown(value: object) -> object:
    """Write out hidden characters in every text that the page shows, but not in its own parts."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _part(name: str) -> str:
    return files("khabar.view.page").joinpath(name).read_text("utf-8")


def _policy(style: str, script: str) -> str:
    return (
        f"default-src 'none'; style-src {_digest(style)}; script-src {_digest(script)};"
        " base-uri 'none'; form-action 'none'"
    )


def _digest(part: str) -> str:
    digest = hashlib.sha256(part.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _event_cards(found: Findings) -> list[EventCard]:
    unit = choose_unit(found.in_order)
    return [
        event_card(found, event, spot_key(event.where), period_key(event.when, unit))
        for event in found.in_order
    ]


def _counters(found: Findings) -> dict[str, str]:
    toll = killed_over(found.events)
    sources = {s.name for c in found.claims for s in c.attribution} - {"unspecified"}
    killed = best = "not stated"
    if toll:
        more = " or more" if toll.more else ""
        killed = f"{toll.low:,}" if toll.low == toll.high else f"{toll.low:,} – {toll.high:,}"
        killed += more
        best = f"best: {toll.best:,}" if toll.best is not None else "best: open, figures differ"
    return {
        "events": f"{len(found.events):,}",
        "shown": "1 event" if len(found.events) == 1 else f"{len(found.events):,} events",
        "articles": f"{len(found.articles):,}",
        "killed": killed,
        "killed_best": best if toll else "",
        "sources": f"{len(sources):,}",
        "disputed": f"{sum(1 for event in found.events if event.disputes):,}",
        "quarantined": f"{found.ledger.quarantined:,}",
    }


def _filters(cards: Sequence[EventCard]) -> tuple[tuple[str, str, Options], ...]:
    types = _options((card.type for card in cards), lambda v: PHRASES.act(v, None).label)
    countries = _options((card.country or "none" for card in cards), _or_not_stated)
    return (
        ("type", "Type", types),
        ("country", "Country", countries),
        ("told", "Told as", _options((c.told for c in cards), PHRASES.factuality.__getitem__)),
        ("grade", "Grade", _options((c.grade for c in cards), str)),
    )


def _options(values: Iterable[str], words: Callable[[str], str]) -> Options:
    counts = Counter(values)
    listed = [(value, words(value), count) for value, count in counts.items()]
    return tuple(sorted(listed, key=lambda option: (-option[2], option[1])))


def _or_not_stated(country: str) -> str:
    return "not stated" if country == "none" else country


def _other_claims(found: Findings) -> list[tuple[str, str, list[ClaimCard]]]:
    alone = [c for c in found.of_kind("event") if c.id not in found.event_ids]
    parts = (
        ("Relations", "Who is allied with, shelters, rivals whom.", found.of_kind("relation")),
        ("Statements", "Assessments, denials, predictions: no events.", found.of_kind("statement")),
        ("Claims that joined no event", "Told as planned, supposed or not so.", alone),
    )
    return [(h, note, [claim_card(found, c) for c in claims]) for h, note, claims in parts]
