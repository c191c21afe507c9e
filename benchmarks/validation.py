"""How fast and how well two sides of made-up events are matched.

    python -m benchmarks.validation [--events N]

One side is the other once more, told by someone else: a day off here and there, points moved, some
parties and figures not told, some events left out, others added. Prints the share of pairs found
again, the share of pairs made that are right, and seconds.
"""

from __future__ import annotations

import argparse
import random
import time
from dataclasses import replace

from khabar.view.validate.happening import Happening, Identity, Place
from khabar.view.validate.matching import match
from khabar.view.validate.rules import load_rules

DAYS = 7_300  # twenty years
COUNTRIES = [f"L{letter}A" for letter in "ABCDEFGHIJKLMNOPQRST"]
LOST, ADDED = 0.2, 0.2  # shares of events that only one side has


class Teller:
    """Makes up events, and tells them once more as another would."""

    def __init__(self, seed: int = 5) -> None:
        self.random = random.Random(seed)
        self.towns = {
            country: [(self.random.uniform(0, 8), self.random.uniform(0, 8)) for _ in range(60)]
            for country in COUNTRIES
        }

    def party(self, country: str) -> Identity:
        name = f"{country} group {min(40, int(self.random.paretovariate(0.7)))}"
        return Identity(name, name)

    def event(self, id: str, days: int) -> Happening:
        draw = self.random
        country = COUNTRIES[min(len(COUNTRIES), int(draw.paretovariate(0.8))) - 1]
        first = 700_000 + draw.randrange(days)
        point = self.towns[country][min(59, int(draw.paretovariate(0.6)) - 1)]
        dead = int(draw.paretovariate(1.1)) - 1
        return Happening(
            id, first, first, Place("point", country, "p", point, 5.0, "exact"),
            frozenset({"ASSAULT"}), frozenset(), (self.party(country), self.party(country)),
            (dead, dead, dead), "", country, None,
        )  # fmt: skip

    def again(self, event: Happening) -> Happening:
        """Return the event as another tells it."""
        draw, place = self.random, event.place
        day = event.first + draw.choice((0, 0, 0, 0, 1, -1))
        latitude, longitude = place.point or (0.0, 0.0)
        off = draw.choice((0.0, 0.0, 0.05, 0.15))
        point = latitude + draw.uniform(-off, off), longitude + draw.uniform(-off, off)
        dead = event.killed and int(event.killed[1] * draw.choice((1, 1, 1, 1.2, 0.8)))
        return replace(
            event, id=f"again {event.id}", first=day,
            last=day + draw.choice((0, 0, 0, 0, 6, 29)),
            place=replace(place, point=point),
            parties=event.parties[: draw.choice((0, 1, 2, 2))],
            killed=None if dead is None or draw.random() < 0.3 else (dead, dead, dead),
        )  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=100_000)
    many = parser.parse_args().events
    teller = Teller()
    days = max(30, DAYS * many // 100_000)
    mine = [teller.event(str(number), days) for number in range(many)]
    kept = [one for one in mine if teller.random.random() >= LOST]
    theirs = [teller.again(one) for one in kept]
    theirs += [teller.event(f"new {number}", days) for number in range(int(many * ADDED))]
    start = time.perf_counter()
    found = match(mine, theirs, load_rules())
    seconds = time.perf_counter() - start
    right = sum(one.theirs.id == f"again {one.mine.id}" for one in found.matches)
    print(f"{many:,} beside {len(theirs):,}: {len(found.matches):,} pairs in {seconds:.1f} s")
    print(f"pairs found again {right / len(kept):.3f}, pairs that are right "
          f"{right / max(1, len(found.matches)):.3f}")  # fmt: skip


if __name__ == "__main__":
    main()
