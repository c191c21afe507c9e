from __future__ import annotations

import io

from rich.console import Console

from khabar.model import Dropped, Unlinked
from khabar.view.table import plain_lines, print_findings
from tests.view.make import (
    a_claim,
    a_dispute,
    a_reading,
    a_source,
    an_article,
    an_event,
    findings,
    words,
)

REFUSED = Dropped("scan.pdf", "acquire", "quarantined", "expected text, found a PDF")


def test_an_event_says_who_did_what_to_whom_according_to_whom() -> None:
    claim = a_claim()
    event = an_event([claim], disputes=(a_dispute(),), belligerent_only=True)
    lines = list(plain_lines(findings([event], [claim], [an_article()], dropped=[REFUSED])))
    assert lines == [
        "Example Front carried out a suicide attack on shoppers",
        "  when          3 May 2023",
        "  where         Herat, Afghanistan",
        "  harm          at least 12 killed, according to Example Ministry, 4 May 2023",
        "  according to  Example Wire, citing Example Ministry",
        "  told as       asserted (1 claim)",
        "  disputed      Responsibility disputed: the Example Front denies it",
        "  grade         weak: one independent source",
        "  sources       1 article, 1 outlet, 1 independent source",
        "  one-sided     only a party to the conflict says so",
        "  event id      event-1",
        "",
        "quarantined: scan.pdf (acquire): expected text, found a PDF",
        "1 claim, 1 event",
        "2 pages in = 1 coded + 0 copies + 1 quarantined + 0 skipped",
    ]


def test_unknown_is_said_to_be_not_stated() -> None:
    claim = a_claim(actors=(), targets=(), when=None, where=None, harm=())
    event = an_event([claim], readings=())
    lines = list(plain_lines(findings([event], [claim], [an_article()])))
    assert lines[:4] == [
        "Suicide attack (by whom, on whom: not stated)",
        "  when          not stated",
        "  where         not stated",
        "  harm          not stated",
    ]


def test_readings_stay_side_by_side_and_say_which_is_replaced() -> None:
    claim = a_claim()
    readings = (a_reading("Ministry", 9, 9, superseded=True), a_reading("unspecified", 12, 12))
    lines = list(plain_lines(findings([an_event([claim], readings=readings)], [claim])))
    told = [line.split(maxsplit=1)[1] for line in lines if line.startswith("  harm")]
    assert told == [
        "9 killed, according to Ministry, 4 May 2023 (earlier figure, since replaced)",
        "12 killed, according to a source not named, 4 May 2023",
    ]


def test_relations_statements_and_lone_claims_stand_apart() -> None:
    source = (a_source("Example Wire", "reports"),)
    rival = a_claim(
        kind="relation", event_type=None, mode=None, relation="rival", attribution=source
    )
    said = a_claim(kind="statement", factuality="denied", mode=None)
    lone = a_claim(factuality="planned", mode="explosives")
    lines = "\n".join(plain_lines(findings([], [rival, said, lone], [an_article()])))
    assert "Relations\n  asserted      Example Front is a rival of shoppers (Example Wire)" in lines
    assert "Statements\n  denied        “Militants of the Example Front" in lines
    assert "joined no event\n  planned       Example Front bombed shoppers" in lines


def test_a_terminal_shows_the_same_words_and_no_text_drives_it() -> None:
    open_place = Unlinked(words("Herat"), "[red]two\x1b[2J fit[/red]")
    claim = a_claim(where=open_place)
    event = an_event([claim], grade=an_event([claim]).grade)
    screen = io.StringIO()
    console = Console(file=screen, force_terminal=True, width=200, color_system=None)
    print_findings(findings([event], [claim], [an_article(title="[bold]x\x1b]0;y\x07")]), console)
    assert "Example Front carried out a suicide attack on shoppers" in screen.getvalue()
    assert "\x1b]" not in screen.getvalue()
    assert "\x1b[2J" not in screen.getvalue()


def test_a_file_gets_the_plain_lines() -> None:
    found = findings([an_event([a_claim()])], [a_claim()], [an_article()])
    file = io.StringIO()
    print_findings(found, Console(file=file, width=40))
    assert file.getvalue().splitlines() == list(plain_lines(found))


def test_events_come_latest_first_and_undated_last() -> None:
    claim = a_claim()
    events = [
        an_event([claim], id="undated", when=None),
        an_event([claim], id="dated"),
    ]
    lines = [line for line in plain_lines(findings(events, [claim])) if "event id" in line]
    assert [line.split()[-1] for line in lines] == ["dated", "undated"]
