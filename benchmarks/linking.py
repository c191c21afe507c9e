"""What linking costs: its share of coding, and the time and memory that the knowledge takes.

All in one run on one core, in processor time, so that a busy machine changes nothing: the shares
compare parts of the same run. `python -m benchmarks.linking` measures this machine on the corpus.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ParamSpec, TypeVar

from benchmarks.records import Record, bare_article, read_records, write_records
from khabar.extract.coder import Coder
from khabar.link.lexicon import World
from khabar.link.linker import Linker
from khabar.link.registry.read import load_registry
from khabar.model import Article, Mention

P = ParamSpec("P")
T = TypeVar("T")
# Loading is measured in this many fresh processes, and the least counts: others only slow it down.
FRESH_PROCESSES = 4


class Clock:
    """Adds up the processor time of what is called through it."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def timed(self, call: Callable[P, T]) -> Callable[P, T]:
        """Return the call, which from now on counts."""

        def counted(*args: P.args, **kwargs: P.kwargs) -> T:
            begun = time.process_time()
            try:
                return call(*args, **kwargs)
            finally:
                self.seconds += time.process_time() - begun

        return counted


class TimedWorld(World):
    """A world that counts the time of the look-ups that the coder asks for."""

    looking = Clock()

    def actors(self, text: str) -> Sequence[Mention]:
        """Return the names of actors in the text."""
        return self.looking.timed(super().actors)(text)

    def places(self, text: str) -> Sequence[Mention]:
        """Return the names of places in the text."""
        return self.looking.timed(super().places)(text)

    def times(self, text: str) -> Sequence[Mention]:
        """Return the time expressions in the text."""
        return self.looking.timed(super().times)(text)


def predict(input: Path, output: Path) -> None:
    """Code and link the articles on one core; write one record with all figures."""
    stay_on_one_core()
    articles = [bare_article(record) for record in read_records(input)]
    write_records(output, [_shares(articles) | loading()])


def stay_on_one_core() -> None:
    """Keep this process, and what it starts, on one core."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def _shares(articles: Sequence[Article]) -> Record:
    """Return what linking, and looking names up before it, take of the time of coding.

    Coding is extraction with its look-ups, and linking. All is loaded and warm before.
    """
    world = TimedWorld(load_registry())
    _use_all(world)
    coder, linker = Coder(world), Linker(world)
    for article in articles:  # a first round fills what is loaded when first asked for
        linker.link(article, coder(article))
    coding, linking = Clock(), Clock()
    world.looking.seconds = 0.0
    for article in articles:
        claims = coding.timed(coder)(article)
        linking.timed(linker.link)(article, claims)
    whole = coding.seconds + linking.seconds
    return {
        "linking_of_coding": linking.seconds / whole,
        "looking_up_of_coding": world.looking.seconds / whole,
        "coding_seconds": whole,
        "linking_seconds": linking.seconds,
        "looking_up_seconds": world.looking.seconds,
        "articles": len(articles),
    }


def loading() -> Record:
    """Return what loading registry and gazetteer takes at least, in seconds and MB."""
    found = [_loaded_afresh() for _ in range(FRESH_PROCESSES)]
    return {figure: min(one[figure] for one in found) for figure in found[0]}


def _loaded_afresh() -> Record:
    command = [sys.executable, "-m", "benchmarks.linking", "--load"]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    found: Record = json.loads(done.stdout)
    return found


def _load() -> Record:
    """Load the knowledge in this process and return the processor seconds and the growth.

    Modules were imported before; the model that parses is no part of this.
    """
    stay_on_one_core()
    before = resident()
    begun = time.process_time()
    world = World.load()
    registry = time.process_time() - begun
    _use_all(world)
    seconds = time.process_time() - begun
    return {
        "load_seconds": seconds,
        "registry_seconds": registry,
        "gazetteer_seconds": seconds - registry,
        "load_megabytes": (resident() - before) / 1e6,
    }


def _use_all(world: World) -> None:
    """Use registry, names, gazetteer and readers once, so that nothing is left to load later."""
    world.actors("Taliban")
    world.places("Bombers struck in Kabul.")
    world.times("They left on Sunday.")
    world.gazetteer.atlas.with_id("geonames:0")


def resident() -> int:
    """Return the bytes of memory that this process holds now."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def main() -> None:
    """Measure on the corpus and print every figure, or what loading takes with --load."""
    if "--load" in sys.argv:
        print(json.dumps(_load()))
        return
    from benchmarks.run import main as run

    sys.argv[1:] = ["linking", *sys.argv[1:]]
    run()


if __name__ == "__main__":
    main()
