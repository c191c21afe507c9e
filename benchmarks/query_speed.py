"""How fast filters answer over a million made-up events, and how fast all of them are written out.

    python -m benchmarks.query_speed [--events N] [--db FILE]

Goals: every filter's page of 100 rows under 200 ms at the 95th percentile, also pages further on;
at least 50,000 rows a second to CSV. Exit code 1 where a goal is missed. A file that is there
already is used again.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import Any, get_args

from sqlalchemy import Connection, insert

from khabar import model as m
from khabar.found import Found
from khabar.query_text import parse_filter
from khabar.store import tables, text_index
from khabar.store.records import digest, to_json
from khabar.store.rows import list_event, number_of
from khabar.store.search import Search
from khabar.store.store import Store, open_store
from khabar.view.query_rows import write_csv

PAGE, DRAWS, AT_ONCE = 100, 20, 5_000
GOAL_MS, GOAL_ROWS = 200.0, 50_000.0
START, DAYS = date(2005, 1, 1), 7_500
SPAN = m.Span("", 0, 0, "")
# 40 countries with 30 provinces of 40 towns, 3,000 groups, 2,000 words: few common, many rare.
COUNTRIES = [f"{a}{b}{c}" for a in "AK" for b in "FGHI" for c in "ABCDE"]
MODES = ["firearms", "explosives", "aerial", "heavy-weapons", "suicide-attack", "drone", "arrest"]
OUTLETS = [f"Outlet {n}" for n in range(300)]
GRADES: list[Any] = ["weak"] * 70 + ["fair"] * 25 + ["contested"] * 4 + ["confirmed"]


class World:
    """Draws made-up events, the same ones each time."""

    def __init__(self, seed: int = 7) -> None:
        self.random = random.Random(seed)

    def rank(self, many: int) -> int:
        """Return a number below `many`, the low ones far more often, as names are in the news."""
        return min(many - 1, int(self.random.paretovariate(0.6)) - 1)

    def actor(self) -> m.Party:
        number = self.rank(3_000)
        return m.Party(f"Group {number}", SPAN, f"group_{number}")

    def day(self) -> date:
        return START + timedelta(self.random.randrange(DAYS))

    def when(self) -> m.When | None:
        day, kind = str(self.day()), self.random.random()
        if kind < 0.05:
            return None
        if kind < 0.85:
            return m.When(day, day, "day", "stated", SPAN)
        part = day[:7] if kind < 0.97 else day[:4]
        return m.When(part, part, "month" if len(part) == 7 else "year", "stated", SPAN)

    def where(self) -> m.Where | None:
        if self.random.random() < 0.1:
            return None
        country, province, town = self.rank(40), self.rank(30), self.rank(40)
        code = COUNTRIES[country]
        latitude = country % 8 * 15 - 60 + province % 6 * 2 + town % 7 / 4
        longitude = country // 8 * 60 - 150 + province // 6 * 3 + town // 7 / 3
        precision = self.random.choice(get_args(m.PlacePrecision))
        return m.Where(
            f"Town {code} {province}.{town}", f"Land {code}", code, f"Province {code} {province}",
            None, town, latitude, longitude, precision, SPAN,
        )  # fmt: skip

    def readings(self) -> tuple[m.Reading, ...]:
        if self.random.random() < 0.5:
            return ()
        low = int(self.random.paretovariate(0.9)) - 1
        high = low + int(self.random.paretovariate(1.5)) - 1
        outcome = self.random.choice(get_args(m.Outcome)[:3])
        return (m.Reading("Mayor", outcome, low, high, None, False, (), None),)

    def sentence(self) -> str:
        return " ".join(f"word{self.rank(2_000)}" for _ in range(25))

    def claim(self, number: int, outlet: str) -> m.Claim:
        words = self.sentence()
        speaker = m.Source(f"Speaker {self.rank(1_000)}", self.random.choice(get_args(m.Stance)))
        return m.Claim(
            f"a{number}", "event", "ASSAULT", None, None, (), (), None, None, (),
            self.random.choice(get_args(m.Factuality)), (m.Source(outlet, "reports"), speaker),
            m.Span("", 0, len(words), words), "main", ("made up",), "made up",
        )  # fmt: skip

    def event(self, number: int) -> tuple[m.Event, list[m.Claim], list[m.Article]]:
        outlets = sorted({OUTLETS[self.rank(300)] for _ in range(1 + self.rank(4))})
        claims = [self.claim(number, outlet) for outlet in outlets]
        language = "en" if self.random.random() < 0.97 else "fa"
        title, name = self.sentence()[:60], claims[0].article_id
        article = m.Article(name, name, "", (), title, outlets[0], None, language)
        event = m.Event(
            m.content_id(str(number)), tuple(c.id for c in claims),
            get_args(m.EventType)[-1 - self.rank(16)], self.random.choice(MODES),
            (self.actor(),), (self.actor(),), self.when(), self.where(), self.readings(), (),
            m.Grade(self.random.choice(GRADES), "made up"), (article.id,), tuple(outlets),
            len(outlets), self.random.random() < 0.1,
        )  # fmt: skip
        if self.random.random() < 0.02:
            event = replace(event, disputes=(m.Dispute("figures", "they differ", ()),))
        return event, claims, [article]


def fill(store: Store, count: int) -> None:
    """Write made-up events with the columns and tokens that the program itself makes."""
    world, numbers = World(), iter(range(count))
    taken: set[int] = set()
    while part := list(islice(numbers, AT_ONCE)):
        with store.write() as connection:
            write_part(connection, [world.event(number) for number in part], taken)
        print(f"\r{part[-1] + 1:,} events", end="", file=sys.stderr, flush=True)
    with store.read() as connection:
        connection.exec_driver_sql("PRAGMA optimize")
    print(file=sys.stderr)


def write_part(
    connection: Connection,
    made: Sequence[tuple[m.Event, list[m.Claim], list[m.Article]]],
    taken: set[int],
) -> None:
    records, rows, entries = [], [], []
    for event, claims, articles in made:
        record = to_json(event)
        where = event.where
        records.append({
            "id": event.id, "event_type": event.event_type, "mode": event.mode,
            "date_start": event.when.start if event.when else None,
            "date_end": event.when.end if event.when else None,
            "country_code": where.country_code if where else None,
            "latitude": where.latitude if where else None,
            "longitude": where.longitude if where else None,
            "grade": event.grade.value, "independent": event.independent, "status": "open",
            "record": record, "hash": digest(record),
        })  # fmt: skip
        listed = list_event(event, "open", claims, articles)
        number = number_of(listed)
        while number in taken:
            number += 1
        taken.add(number)
        rows.append({"number": number, "hash": listed.hash, **listed.row})
        entries.append((number, listed.tokens))
    connection.execute(insert(tables.events), records)
    connection.execute(insert(tables.event_list), rows)
    text_index.insert(connection, text_index.event_search, entries)


def questions(world: World) -> dict[str, Callable[[], str]]:
    """Return for each kind of filter a way to draw one."""
    draw, choose = world.random, world.random.choice

    def day() -> str:
        return str(world.day())[: choose((4, 7, 10))]

    def place() -> str:
        found = None
        while found is None:
            found = world.where()
        return f"{found.latitude:.4f},{found.longitude:.4f}"

    def town() -> str:
        return f"Town {COUNTRIES[world.rank(40)]} {world.rank(30)}.{world.rank(40)}"

    def box() -> str:
        west, south, wide = draw.randrange(-150, 100), draw.randrange(-60, 40), choose((1, 5, 30))
        return f"box:{west},{south},{west + wide},{south + wide}"

    single: dict[str, Callable[[], str]] = {
        "nothing": lambda: "",
        "actor": lambda: f"actor:group_{world.rank(3_000)}",
        "target": lambda: f"target:group_{world.rank(3_000)}",
        "party": lambda: f"party:group_{world.rank(3_000)},group_{world.rank(3_000)}",
        "country": lambda: f"country:{COUNTRIES[world.rank(40)]}",
        "admin1": lambda: f'admin1:"Province {COUNTRIES[world.rank(40)]} {world.rank(30)}"',
        "place": lambda: (
            f'place:"Town {COUNTRIES[world.rank(40)]} {world.rank(30)}.{world.rank(40)}"'
        ),
        "near": lambda: f"near:{place()},{choose((5, 25, 100, 400))}",
        "box": box,
        "from": lambda: f"from:{day()}",
        "to": lambda: f"to:{day()}",
        "on": lambda: f"on:{day()}",
        "type": lambda: f"type:{choose(get_args(m.EventType))}",
        "mode": lambda: f"mode:{choose(MODES)}",
        "claimant": lambda: f'claimant:"Speaker {world.rank(1_000)}"',
        "outlet": lambda: f'outlet:"Outlet {world.rank(300)}"',
        "factuality": lambda: f"factuality:{choose(get_args(m.Factuality))}",
        "stance": lambda: f"stance:{choose(get_args(m.Stance))}",
        "grade": lambda: f"grade:{choose(('confirmed', 'fair', 'weak', 'contested'))}",
        "independent": lambda: f"independent>={choose((2, 3, 4))}",
        "killed at least": lambda: f"killed>={choose((0, 1, 3, 7, 40, 400, 4000))}",
        "killed at most": lambda: f"killed<={choose((0, 2, 10))}",
        "reviewed": lambda: f"reviewed:{choose(('yes', 'no'))}",
        "disputed": lambda: f"disputed:{choose(('figures', 'no'))}",
        "one-sided": lambda: "onesided:yes",
        "language": lambda: f"language:{choose(('en', 'fa'))}",
        "known": lambda: f"{choose(('', '-'))}known:{choose(('date', 'place', 'killed'))}",
        "a word": lambda: f"word{world.rank(2_000)}",
        "two words": lambda: f"word{world.rank(2_000)} word{world.rank(2_000)}",
        "a phrase": lambda: f'"word{world.rank(2_000)} word{world.rank(2_000)}"',
        "a beginning": lambda: f"word{world.rank(200)}*",
        "not": lambda: f"-actor:group_{world.rank(9)} -mode:{choose(MODES)}",
    }
    kinds = list(single)

    def several() -> str:
        return " ".join(single[kind]() for kind in draw.sample(kinds, choose((2, 3, 4))))

    return {**single, "two to four of these": several}


def timed(store: Store, text: str) -> Iterator[tuple[float, float]]:
    """Yield milliseconds, by the clock and of work, for two pages of what a filter finds."""
    for order in ("oldest", "newest"):
        search = Search("events", parse_filter(text), order=order)
        found, cursor = Found(store, search, m.Event), None
        for _ in range(2):
            clock, work = time.perf_counter(), time.process_time()
            cursor = found.page(cursor, PAGE).cursor
            yield (time.perf_counter() - clock) * 1000, (time.process_time() - work) * 1000
            if cursor is None:
                break


@dataclass(frozen=True, slots=True)
class Measured:
    """Milliseconds a page: median, 95th percentile and worst, and the 95th of work alone."""

    kind: str
    median: float
    most: float
    worst: float
    work: float


def measure(store: Store) -> list[Measured]:
    """Return how long each kind of filter takes."""
    found = []
    for kind, drawn in questions(World(11)).items():
        many = DRAWS * 5 if kind.startswith("two to") else DRAWS
        pairs = [pair for _ in range(many) for pair in timed(store, drawn())]
        clock, work = (sorted(one) for one in zip(*pairs, strict=True))
        at = int(len(clock) * 0.95)
        one = Measured(kind, statistics.median(clock), clock[at], clock[-1], work[at])
        found.append(one)
        figures = f"{one.median:8.1f} {one.most:8.1f} {one.worst:8.1f} {one.work:8.1f}"
        print(f"{kind:<22} {figures}", flush=True)
    return found


def export_rate(store: Store) -> float:
    """Return rows a second to CSV, all columns of all events."""
    found = Found(store, Search("events", parse_filter("")), m.Event)
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", newline="") as file:
        start = time.perf_counter()
        count = write_csv(file, found.columns, found.rows())
        return count / (time.perf_counter() - start)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--db", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="khabar-speed-") as folder:
        path = asked.db or Path(folder) / "speed.db"
        new = not path.exists()
        with open_store(path, durable=False) as store:
            if new:
                fill(store, asked.events)
            print(f"{'ms a page of 100':<22}   median      95%    worst 95% work")
            found = measure(store)
            rate = export_rate(store)
    print(f"CSV: {rate:,.0f} rows a second")
    slow = [one.kind for one in found if one.most > GOAL_MS]
    print(f"over {GOAL_MS:.0f} ms: {', '.join(slow) or 'none'}")
    return 1 if slow or rate < GOAL_ROWS else 0


if __name__ == "__main__":
    sys.exit(main())
