"""The path on one screen: pages in, claims and events in the store out. Read this second."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from functools import partial

from khabar.balance import Balance
from khabar.engine import Engine, attempt
from khabar.errors import EngineError
from khabar.model import Article, Claim, Decision, Dropped, Page
from khabar.review import corrections, decisions
from khabar.steps import Gathering, Steps
from khabar.store.document import Document, item_id
from khabar.store.redirects import moved
from khabar.store.store import Store

Item = Page | Dropped


def code(
    items: Iterable[Item],
    store: Store,
    steps: Steps,
    engine: Engine,
    *,
    fresh: bool = False,
    watch: Callable[[Document], None] = lambda _: None,
    passed: Callable[[Item], None] = lambda _: None,
) -> Balance:
    """Code the pages and gather all the store's claims into events.

    What the same coder has done before is `passed`, not done again, unless `fresh`. Each document
    is one transaction, so a run that was cut off goes on where it stopped.
    """
    balance, run = Balance(), store.start_run(steps.coder)
    new = balance.arriving(items)
    if not fresh:
        new = not_yet_done(new, store, steps.coder, passed)
    read = Reading(steps, store.original_of if engine.here else None)
    with closing(engine.each(read, new, name_of)) as results:
        for item, result in results:
            watch(keep(store, steps, item, result))
    with store.write():
        gather(store, steps, engine)
    balance.close(store.outcomes(balance.items))
    store.end_run(run, len(balance.items))
    return balance


def not_yet_done(
    items: Iterable[Item], store: Store, coder: str, passed: Callable[[Item], None]
) -> Iterator[Item]:
    """Yield what this coder has not done; the rest is `passed`."""
    for item in items:
        if store.has(item_id(item), coder):
            passed(item)
        else:
            yield item


class Reading:
    """The step that reads one item, as far along the path as it goes. It may travel to others.

    Beside the store it asks for the original of a text, so that no copy is coded.
    """

    def __init__(
        self, steps: Steps, original_of: Callable[[Article, str], str | None] | None = None
    ) -> None:
        self.steps = steps
        self.coder = steps.coder
        self.original_of = original_of

    def load(self) -> None:
        """Load the steps; raises EngineError where they are not those of who sent them."""
        if self.steps.coder != self.coder:
            raise EngineError(
                f"expected the coder {self.coder}, found {self.steps.coder} where the work is "
                "done. Install the same khabar, with the same file of actors, on every machine."
            )
        self.steps.load()

    def __call__(self, item: Item) -> Document | Dropped:
        """Return what the item holds."""
        if isinstance(item, Dropped):
            return item
        article = self.steps.clean(item)
        if isinstance(article, Dropped):
            return article
        if (language := article.language) and language.split("-")[0] != "en":
            reason = f"language {language}: English only so far"
            left = Dropped(item.source, "extract", "skipped", reason)
            return Document(item.id, item, article, dropped=left)
        if self.original_of and (original := self.original_of(article, item.id)):
            return Document(item.id, item, article, copy_of=original)
        claims = self.steps.link(article, self.steps.extract(article))
        return Document(item.id, item, article, claims)


def gather(store: Store, steps: Gathering, engine: Engine | None = None) -> None:
    """Gather the store's claims into events, as the analysts' decisions have it.

    Copies are looked for only if an article came in since the last time. An engine that `spreads`
    shares in the merging. It leaves traces, by which events can follow decisions without it.
    """
    with store.write():
        known = store.events(rejected=True)
        standing = decisions.current(store.decisions())
        articles = {article.id: article for article in store.articles()}
        copies = store.copies() if store.gathered() else steps.copies(list(articles.values()))

        claims = store.claims()
        right = corrections.correct_claims(decisions.kept(claims, standing), standing)
        before = corrections.with_claim_ids(known, right.now)
        answers = corrections.with_subject_ids(standing, right.now)
        spread = engine if engine is not None and engine.spreads else None
        store.keep_traces(())
        told = (right.claims, articles, copies, answers, before, spread, store.keep_traces)
        events = corrections.with_claim_ids(steps.merge(*told), right.stored)

        settled, as_told = decisions.settled(events, standing)
        decided = _decided(claims, standing)
        store.replace_events(settled, copies, moved(known, events), *decided, as_told)


def relist(store: Store) -> None:
    """Make the store's lists anew from its records and the analysts' decisions."""
    standing = decisions.current(store.decisions())
    store.relist(*_decided(store.claims(), standing))


def _decided(
    claims: Iterable[Claim], standing: Sequence[Decision]
) -> tuple[dict[str, Claim], dict[str, str]]:
    """Return the claims that were decided on, as corrected, and where they and events stand."""
    subjects = {decision.subject for decision in standing}
    shown = corrections.as_corrected((c for c in claims if c.id in subjects), standing)
    return shown, {subject: decisions.status(subject, standing) for subject in subjects}


def keep(store: Store, steps: Steps, item: Item, result: Document | Dropped) -> Document:
    """Store a result whole, or else the reason why it cannot be stored; return what was."""
    if isinstance(result, Dropped):
        page = item if isinstance(item, Page) else None
        result = Document(item_id(item), page, dropped=result)
    elif (article := result.article) and result.outcome == "coded":
        original = store.original_of(article, result.id)
        result = Document(result.id, result.page, article, copy_of=original) if original else result
    failed = attempt(partial(store.add, coder=steps.coder), result, lambda _: name_of(item))
    if failed is not None:
        result = Document(result.id, None, dropped=failed)
        store.add(result, steps.coder)
    return result


def name_of(item: Item) -> str:
    """Return what a reader knows an item by."""
    return item.source if isinstance(item, Page) else item.item
