"""The steps between the folders: what the path asks for, and the real ones.

Each is loaded when first needed: reading takes a language model and seconds, gathering does not.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, Self

from khabar.errors import UsageError
from khabar.model import Article, Claim, CopyGroup, Decision, Dropped, Event, Page

if TYPE_CHECKING:
    from khabar.engine import Engine
    from khabar.extract.coder import Coder
    from khabar.link.lexicon import World
    from khabar.link.linker import Linker
    from khabar.merge.again import Again
    from khabar.merge.events import Keep
    from khabar.merge.part import Change, Known


class Gathering(Protocol):
    """The steps that look at all articles and claims at once."""

    def copies(self, articles: Sequence[Article], /) -> Sequence[CopyGroup]:
        """Return who carries whom."""
        ...

    def merge(
        self,
        claims: Sequence[Claim],
        articles: Mapping[str, Article],
        copies: Sequence[CopyGroup],
        decisions: Sequence[Decision],
        known: Sequence[Event],
        spread: Engine | None = None,
        keep: Keep | None = None,
        /,
    ) -> Sequence[Event]:
        """Return the claims gathered into events; `known` are those of the last time.

        With `spread`, an engine that `spreads`, it does what it can of the work. `keep` is given
        what `merge_again` needs of this merging.
        """
        ...

    def merge_again(self, known: Known, change: Change, /) -> Again | None:
        """Return how the events come out after a few decisions, without merging all again.

        None where that cannot be told.
        """
        ...


class Steps(Gathering, Protocol):
    """The steps of the path. `coder` names those that read, with their knowledge."""

    @property
    def coder(self) -> str:
        """Return the coder's name and version."""
        ...

    def load(self) -> None:
        """Load what reading needs, which otherwise happens at the first page."""
        ...

    def clean(self, page: Page, /) -> Article | Dropped:
        """Return the page's article, or why it has none."""
        ...

    def extract(self, article: Article, /) -> Sequence[Claim]:
        """Return what the article claims."""
        ...

    def link(self, article: Article, claims: Sequence[Claim], /) -> Sequence[Claim]:
        """Return the claims with names, places and dates linked to the world."""
        ...


class RealSteps:
    """The steps that `khabar code` runs, with the actors of a file beside the registry's.

    They travel to other processes without what they have loaded.
    """

    def __init__(self, actors: Path | None = None) -> None:
        self._actors = actors

    def __reduce__(self) -> tuple[type[Self], tuple[Path | None]]:
        return type(self), (self._actors,)

    def load(self) -> None:
        """Load world, coder and linker."""
        _ = self._coder, self._linker

    @cached_property
    def _world(self) -> World:
        from khabar.link.lexicon import World

        return World.load(self._actors)

    @cached_property
    def _coder(self) -> Coder:
        from khabar.extract.coder import Coder

        return Coder(self._world)

    @cached_property
    def _linker(self) -> Linker:
        from khabar.link.linker import Linker

        return Linker(self._world)

    @cached_property
    def coder(self) -> str:
        """The coder's name and version, with a mark of the actors that were added."""
        from khabar.extract.coder import CODER

        if self._actors is None:
            return CODER
        try:
            mark = hashlib.sha256(self._actors.read_bytes()).hexdigest()[:16]
        except OSError as error:
            raise UsageError(f"{self._actors}: cannot be read ({error.strerror}).") from error
        return f"{CODER} + actors {mark}"

    def clean(self, page: Page) -> Article | Dropped:
        """Return the page's article, or why it has none."""
        from khabar.clean import clean_page

        return clean_page(page, self._world.outlets)

    def extract(self, article: Article) -> Sequence[Claim]:
        """Return what the article claims."""
        return self._coder(article)

    def link(self, article: Article, claims: Sequence[Claim]) -> Sequence[Claim]:
        """Return the claims with names, places and dates linked to the world."""
        return self._linker.link(article, claims)

    def copies(self, articles: Sequence[Article]) -> Sequence[CopyGroup]:
        """Return who carries whom."""
        from khabar.dedupe.copies import find_copies

        return find_copies(articles)

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
        """Return the claims gathered into events."""
        from khabar.merge import merge_claims

        return merge_claims(claims, articles, copies, decisions, known, spread, keep)

    def merge_again(self, known: Known, change: Change) -> Again | None:
        """Return how the events come out after a few decisions."""
        from khabar.merge.again import merge_again

        return merge_again(known, change)
