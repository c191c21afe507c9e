"""The path on one screen: pages in, claims and events in the store out. Read this second."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from khabar.balance import Balance
from khabar.engine import Engine, attempt
from khabar.model import Claim, Decision, Dropped, Page
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
) -> Balance:
    """Code the pages and gather all the store's claims into events.

    What the same coder has done before is not done again, unless `fresh`. Each document is one
    transaction, so a run that was cut off goes on where it stopped.
    """
    balance, run = Balance(), store.start_run(steps.coder)
    new = (i for i in balance.arriving(items) if fresh or not store.has(item_id(i), steps.coder))
    read = partial(read_item, store, steps)
    for item, result in engine.each(read, new, name_of):
        watch(keep(store, steps, item, result))
    with store.write():
        gather(store, steps)
    balance.close(store.outcomes(balance.items))
    store.end_run(run, len(balance.items))
    return balance


def read_item(store: Store, steps: Steps, item: Item) -> Document | Dropped:
    """Return what an item holds, as far along the path as it goes."""
    if isinstance(item, Dropped):
        return item
    article = steps.clean(item)
    if isinstance(article, Dropped):
        return article
    if (language := article.language) and language.split("-")[0] != "en":
        reason = f"language {language}: English only so far"
        left = Dropped(item.source, "extract", "skipped", reason)
        return Document(item.id, item, article, dropped=left)
    if original := store.original_of(article, item.id):
        return Document(item.id, item, article, copy_of=original)
    claims = steps.link(article, steps.extract(article))
    return Document(item.id, item, article, claims)


def gather(store: Store, steps: Gathering) -> None:
    """Gather the store's claims into events, as the analysts' decisions have it."""
    known = store.events(rejected=True)
    standing = decisions.current(store.decisions())
    articles = {article.id: article for article in store.articles()}
    copies = steps.copies(list(articles.values()))

    right = corrections.correct_claims(decisions.kept(store.claims(), standing), standing)
    before = corrections.with_claim_ids(known, right.now)
    answers = corrections.with_subject_ids(standing, right.now)
    merged = steps.merge(right.claims, articles, copies, answers, before)
    events = corrections.with_claim_ids(merged, right.stored)

    settled = decisions.with_status(corrections.correct_events(events, standing), standing)
    decided = _decided(right, standing)
    store.replace_events(settled, copies, moved(known, events), *decided)


def relist(store: Store) -> None:
    """Make the store's lists anew from its records and the analysts' decisions."""
    standing = decisions.current(store.decisions())
    right = corrections.correct_claims(store.claims(), standing)
    store.relist(*_decided(right, standing))


def _decided(
    right: corrections.Corrected, standing: Sequence[Decision]
) -> tuple[dict[str, Claim], dict[str, str]]:
    """Return the claims as corrected and where they stand, by their ids in the store."""
    subjects = {decision.subject for decision in standing}
    shown = {id: c for c in right.claims if (id := right.stored.get(c.id, c.id)) in subjects}
    return shown, {subject: decisions.status(subject, standing) for subject in subjects}


def keep(store: Store, steps: Steps, item: Item, result: Document | Dropped) -> Document:
    """Store a result whole, or else the reason why it cannot be stored; return what was."""
    if isinstance(result, Dropped):
        page = item if isinstance(item, Page) else None
        result = Document(item_id(item), page, dropped=result)
    failed = attempt(partial(store.add, coder=steps.coder), result, lambda _: name_of(item))
    if failed is not None:
        result = Document(result.id, None, dropped=failed)
        store.add(result, steps.coder)
    return result


def name_of(item: Item) -> str:
    """Return what a reader knows an item by."""
    return item.source if isinstance(item, Page) else item.item
