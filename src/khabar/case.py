"""The Python interface: one case, with what was read for it and what was found.

import khabar

with khabar.open("khabar.db") as case:
    case.add("articles/")
    print(len(case.claims), "claims")
    case.events.to_pandas()
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Generic, Literal, Self, TypeVar

from khabar import __version__
from khabar.acquire import Web, read
from khabar.balance import Balance
from khabar.deciding import decide, now
from khabar.engine import Engine, LocalEngine, choose_engine
from khabar.errors import UsageError
from khabar.found import Found, Listed, read_filter
from khabar.model import Article, Claim, Decision, Dropped, Event, Page
from khabar.pipeline import code, relist
from khabar.query import Filter
from khabar.query_text import Given, matching
from khabar.settings import FetchSettings, Settings
from khabar.steps import RealSteps, Steps
from khabar.store import parties, sources
from khabar.store.connect import shown
from khabar.store.document import Document
from khabar.store.search import Of, Search
from khabar.store.snapshot import Made
from khabar.store.store import Store, open_store
from khabar.tally import Tally
from khabar.view.findings import Findings
from khabar.view.ledger import Ledger

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd
    from duckdb import DuckDBPyConnection

    from khabar.link.registry.lookup import Actors
    from khabar.query_names import Meanings

T = TypeVar("T")
PathLike = str | os.PathLike[str]


class Records(Generic[Listed]):
    """The claims or events of a case, as they stand when asked.

    Call it with a filter to find some of them: `case.events("country:AFG killed>=5")`.
    """

    def __init__(
        self, look: Callable[[], Sequence[Listed]], find: Callable[[Filter], Found[Listed]]
    ) -> None:
        self._look: Callable[[], Sequence[Listed]] = look
        self._find: Callable[[Filter], Found[Listed]] = find

    def __call__(self, filter: str | Filter = "", **conditions: Given) -> Found[Listed]:
        """Return what passes the filter and the conditions, by the names of its fields.

        `case.events("killed>=5", country=["AFG", "PAK"], from_="2021-08")`.
        """
        return self._find(read_filter(filter) & matching(**conditions))

    def __iter__(self) -> Iterator[Listed]:
        return iter(self._look())

    def __len__(self) -> int:
        return len(self._look())

    def __getitem__(self, at: int) -> Listed:
        return self._look()[at]

    def to_pandas(self) -> pd.DataFrame:
        """Return a table with one row a record; what is not known is missing, never 0."""
        return self().to_pandas()

    def to_geodataframe(self) -> gpd.GeoDataFrame:
        """Return the table with points in WGS84. Needs `pip install khabar[geo]`."""
        return self().to_geodataframe()

    def _repr_html_(self) -> str:
        return self()._repr_html_()


class Case:
    """One store, opened to add to it, look into it and review it."""

    def __init__(
        self,
        store: Store,
        steps: Steps,
        engine: Engine | None = None,
        own_actors: Path | None = None,
        web: Web | None = None,
    ) -> None:
        self._own_actors = own_actors
        self.web = web or Web(FetchSettings())
        self.store = store
        self.steps = steps
        self.engine = engine or LocalEngine()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the store."""
        self.store.close()

    def add(
        self,
        *paths: PathLike,
        url_lists: Sequence[PathLike] = (),
        fresh: bool = False,
        stdin: BinaryIO | None = None,
        watch: Callable[[Document], None] = lambda _: None,
        passed: Callable[[Page | Dropped], None] = lambda _: None,
        engine: Engine | None = None,
    ) -> Balance:
        """Read and code files, folders and addresses; return what became of each page.

        `url_lists` are files with an address a line. What was coded before is not coded again,
        unless `fresh`. `watch` is called after each document, `passed` with each page that is left
        as it is. `engine` codes in place of the case's own: see `choose_engine`.
        """
        named, lists = ([os.fspath(path) for path in given] for given in (paths, url_lists))
        items = read(named, stdin, url_lists=lists, web=self.web)
        with_what = engine or self.engine
        return code(
            items, self.store, self.steps, with_what, fresh=fresh, watch=watch, passed=passed
        )

    @property
    def claims(self) -> Records[Claim]:
        """Every claim, in the order of the texts."""
        return Records(self.store.claims, partial(self._found, "claims", Claim))

    @property
    def events(self) -> Records[Event]:
        """Every event that no analyst rejected, by date."""
        return Records(self.store.events, partial(self._found, "events", Event))

    def sources(self, filter: str | Filter = "", **conditions: Given) -> Tally:
        """Return who says what the claims that pass say, most claims first."""
        found = self.claims(filter, **conditions)
        with self.store.read() as connection:
            return Tally(sources.COLUMNS, sources.source_rows(connection, found.search))

    def parties(self, filter: str | Filter = "", **conditions: Given) -> Tally:
        """Return who takes part in what the claims that pass tell, most claims first."""
        found = self.claims(filter, **conditions)
        with self.store.read() as connection:
            return Tally(parties.COLUMNS, parties.party_rows(connection, found.search))

    def snapshot(self, path: PathLike, *, title: str, texts: bool = False) -> Made:
        """Write all that the case knows to one ZIP archive, which `khabar.open` reads again.

        Articles' texts and pages' bytes, which are the publishers', go in only if asked for.
        """
        return self.store.snapshot(Path(path), title=title, version=__version__, texts=texts)

    def duckdb(self) -> DuckDBPyConnection:
        """Return what the case knows now as views in DuckDB, to ask in SQL; see `khabar.duck`."""
        from khabar.duck import in_duckdb

        return in_duckdb(self)

    @cached_property
    def actors(self) -> Actors:
        """The actors that khabar knows, with those of the case's own file."""
        from khabar.link.registry.lookup import Actors

        return Actors.load(self._own_actors)

    def claim(self, claim_id: str) -> Claim:
        """Return a claim by its id or the beginning of it."""
        found = self.store.claim(self.id_of(claim_id, "claim"))
        return _there(found, claim_id)

    def event(self, event_id: str) -> Event:
        """Return an event by its id, one that it had before, or the beginning of it."""
        found = self.store.event(self.id_of(event_id, "event"))
        return _there(found, event_id)

    def article(self, article_id: str) -> Article:
        """Return an article by its id or the beginning of it."""
        found = self.store.article(self.id_of(article_id, "article"))
        return _there(found, article_id)

    def id_of(self, short: str, kind: str | None = None) -> str:
        """Return the one id of that kind that begins so. Raises UsageError if not exactly one."""
        return self.find(short, kind)[1]

    def find(self, short: str, kind: str | None = None) -> tuple[str, str]:
        """Return the kind and id of the one thing whose id begins so."""
        found = [one for one in self.store.find(short) if kind in (None, one[0])]
        wanted = kind or "event, claim or article"
        if not short or not found:
            raise UsageError(f"{short!r}: no {wanted} has an id that begins so.")
        if len(found) > 1:
            several = ", ".join(f"{kind} {id_}" for kind, id_ in found[:5])
            raise UsageError(f"{short!r}: expected one {wanted}, found {several}. Say more of it.")
        return found[0]

    def findings(self, items: Sequence[str] | None = None, *, rejected: bool = False) -> Findings:
        """Return everything found, or what was found in these items of a run.

        Of the events only those are there that the items speak of, with all their claims, and
        those that an analyst rejected only if asked for.
        """
        store = self.store
        articles, claims = store.articles(items), store.claims()
        events = store.events(rejected=rejected)
        if items is not None:
            mine = {article.id for article in articles}
            read_here = {claim.id for claim in claims if claim.article_id in mine}
            events = [event for event in events if read_here & set(event.claims)]
            wanted = read_here.union(*(event.claims for event in events))
            claims = [claim for claim in claims if claim.id in wanted]
            articles = store.articles()
        ended = store.tally() if items is None else Counter(store.outcomes(items).values())
        counts = (ended["coded"], ended["copied"], ended["quarantined"], ended["skipped"])
        ledger = Ledger(ended.total() if items is None else len(items), *counts)
        return Findings(events, claims, articles, store.copies(), store.dropped(items), ledger)

    def claims_of(self, items: Sequence[str]) -> list[Claim]:
        """Return the claims that were read in these items of a run, in the order of the texts."""
        articles = {article.id: article.source for article in self.store.articles(items)}
        return sorted(
            self.store.claims(list(articles)),
            key=lambda c: (articles[c.article_id], c.article_id, c.words.start, c.words.end, c.id),
        )

    def decide(
        self,
        verdict: Literal["accept", "reject", "correct", "merge", "split", "undo"],
        subject: str,
        *,
        who: str,
        why: str,
        field: str | None = None,
        value: str | None = None,
    ) -> Decision:
        """Append an analyst's decision and let the events follow it; see `deciding.decide`.

        Return the decision, of a split of several pairs the first.
        """
        wanted = Decision(subject, verdict, who, now(), why, field, value)
        return decide(self.store, self.steps, wanted).decisions[0]

    @cached_property
    def _meanings(self) -> Meanings:
        from khabar.query_names import Meanings

        return Meanings(lambda: self.actors.registry)

    def _found(self, of: Of, kind: type[Listed], filter: Filter) -> Found[Listed]:
        search = Search(of, self._meanings.located(filter), self._meanings)
        return Found(self.store, search, kind)

    def _repr_html_(self) -> str:
        counts = ", ".join(f"{n} {state}" for state, n in sorted(self.store.tally().items()))
        return (
            f"<b>khabar case</b> {escape(shown(self.store.path))}: {counts or 'empty'}; "
            f"{len(self.claims)} claims, {len(self.events)} events"
        )


def open_case(
    path: PathLike,
    *,
    actors: PathLike | None = None,
    settings: Settings | None = None,
    durable: bool = True,
    make: bool = True,
) -> Case:
    """Open the case in a file or at `postgresql://...`; `:memory:` keeps it in memory.

    One is made if there is none, unless `make` is False. `actors` names a file with actors beside
    those of the registry. `durable` False is for a store that nobody will go on with: quicker, and
    not safe against power cuts.
    """
    settings = settings or Settings()
    kept = settings.store
    store = open_store(
        os.fspath(path),
        bodies=kept.keep_pages,
        busy_seconds=kept.busy_seconds,
        durable=durable,
        make=make,
    )
    if store.lists_are_new:
        relist(store)
    kinds = settings.code
    engine = choose_engine(workers=kinds.workers, seconds=kinds.seconds_per_page)
    own = Path(actors) if actors is not None else None
    return Case(store, RealSteps(own), engine, own, Web(settings.fetch))


def _there(found: T | None, short: str) -> T:
    if found is None:
        raise UsageError(f"{short!r}: it is not in this store any more.")
    return found
