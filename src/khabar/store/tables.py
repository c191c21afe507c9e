"""The tables, in SQL that SQLite and PostgreSQL share.

A row of `claims`, `events` and `decisions` holds the record as JSON; the columns beside it are
copies to search by. `hash` is the SHA-256 of the record, so that a changed byte is found. No row
holds a clock or a number of the run, except in tables that are no content, such as `runs`. Of an
event that an analyst corrected, `as_told` is the record before.

`event_list` and `claim_list` are the records once more, flat, as tables and filters show them.
`number` sorts them by day, `facets` says what they are counted under. `event_search` and
`claim_search` hold their tokens: full-text tables, each made by its database's own means (see
`text_index.py`).
"""

from __future__ import annotations

from typing import Any, get_args

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
)

from khabar.model import Outcome
from khabar.store.types import number, short, words

metadata = MetaData()


def _key(name: str) -> Column[str]:
    return Column(name, short(64), primary_key=True)


pages = Table(
    "pages",
    metadata,
    _key("id"),
    Column("sha256", short(64), nullable=False),
    Column("source", words(), nullable=False),
    Column("media", short(16), nullable=False),
    Column("body", LargeBinary),
    Column("title", words()),
    Column("outlet", words()),
    Column("published", words()),
    Column("url", words()),
    Column("language", words()),
)

articles = Table(
    "articles",
    metadata,
    _key("id"),
    Column("page_id", ForeignKey("pages.id"), nullable=False, index=True),
    Column("source", words(), nullable=False),
    Column("title", words()),
    Column("outlet", words()),
    Column("published", words()),
    Column("language", words()),
    Column("url", words()),
    Column("text", words(), nullable=False),
    Column("text_sha256", short(64), nullable=False, index=True),
    Column("copy_of", ForeignKey("articles.id")),
    Column("current", Boolean, nullable=False),
    Column("hash", short(64), nullable=False),
)

blocks = Table(
    "blocks",
    metadata,
    Column("article_id", ForeignKey("articles.id"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("start", Integer, nullable=False),
    Column("stop", Integer, nullable=False),
    Column("kind", short(16), nullable=False),
    Column("because", words(), nullable=False),
)

claims = Table(
    "claims",
    metadata,
    _key("id"),
    Column("article_id", ForeignKey("articles.id"), nullable=False, index=True),
    Column("kind", short(16), nullable=False),
    Column("event_type", short(16), index=True),
    Column("mode", short(32)),
    Column("relation", short(16)),
    Column("factuality", short(16), nullable=False),
    Column("role", short(16), nullable=False),
    Column("start", Integer, nullable=False),
    Column("stop", Integer, nullable=False),
    Column("date_start", short(32), index=True),
    Column("date_end", short(32)),
    Column("country_code", short(3), index=True),
    Column("geonames_id", Integer),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("coder", words(), nullable=False),
    Column("current", Boolean, nullable=False),
    Column("record", words(), nullable=False),
    Column("hash", short(64), nullable=False),
)

copy_groups = Table(
    "copy_groups",
    metadata,
    _key("original"),
    Column("origin", words()),
    Column("because", words(), nullable=False),
)

copies = Table(
    "copies",
    metadata,
    Column("original", ForeignKey("copy_groups.original"), primary_key=True),
    _key("copy"),
    Column("version", Integer),
)

events = Table(
    "events",
    metadata,
    _key("id"),
    Column("event_type", short(16), nullable=False, index=True),
    Column("mode", short(32)),
    Column("date_start", short(32), index=True),
    Column("date_end", short(32)),
    Column("country_code", short(3), index=True),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("grade", short(16), nullable=False),
    Column("independent", Integer, nullable=False),
    Column("status", short(16), nullable=False),
    Column("record", words(), nullable=False),
    Column("hash", short(64), nullable=False),
    Column("as_told", words()),
)

event_claims = Table(
    "event_claims",
    metadata,
    Column("event_id", ForeignKey("events.id"), primary_key=True),
    Column("claim_id", ForeignKey("claims.id"), primary_key=True, index=True),
)

decisions = Table(
    "decisions",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("subject", short(64), nullable=False, index=True),
    Column("verdict", short(16), nullable=False),
    Column("record", words(), nullable=False),
    Column("previous", short(64), nullable=False),
    Column("hash", short(64), nullable=False),
)

dropped = Table(
    "dropped",
    metadata,
    _key("id"),
    Column("page_id", ForeignKey("pages.id")),
    Column("item", words(), nullable=False),
    Column("stage", short(32), nullable=False),
    Column("outcome", short(16), nullable=False, index=True),
    Column("reason", words(), nullable=False),
)

jobs = Table(
    "jobs",
    metadata,
    _key("id"),
    Column("outcome", short(16), nullable=False, index=True),
    Column("coder", words(), nullable=False),
)

redirects = Table(
    "redirects",
    metadata,
    _key("old"),
    Column("new", short(64), nullable=False),
)

runs = Table(
    "runs",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("started", short(32), nullable=False),
    Column("ended", short(32)),
    Column("coder", words(), nullable=False),
    Column("pages", Integer),
)

Index("ix_pages_source", pages.c.source)


def _number() -> Column[int]:
    return Column("number", number(), primary_key=True, autoincrement=False)


def _when_and_where() -> list[Column[Any]]:
    return [
        Column("first_day", Integer, nullable=False),
        Column("last_day", Integer, nullable=False),
        Column("date_start", words()),
        Column("date_end", words()),
        Column("date_precision", short(16)),
        Column("place", words()),
        Column("country", words()),
        Column("country_code", words()),
        Column("admin1", words()),
        Column("admin2", words()),
        Column("geonames_id", number()),
        Column("latitude", Float),
        Column("longitude", Float),
        Column("place_precision", short(16)),
    ]


def _harm() -> list[Column[Any]]:
    names = (f"{outcome}_{bound}" for outcome in get_args(Outcome) for bound in ("low", "high"))
    return [Column(name, BigInteger) for name in names]


event_list = Table(
    "event_list",
    metadata,
    _number(),
    Column("event_id", ForeignKey("events.id"), nullable=False, unique=True),
    Column("status", short(16), nullable=False),
    Column("event_type", short(16), nullable=False),
    Column("mode", words()),
    Column("actors", words()),
    Column("targets", words()),
    *_when_and_where(),
    *_harm(),
    Column("claims", Integer, nullable=False),
    Column("articles", Integer, nullable=False),
    Column("outlets", words()),
    Column("outlet_count", Integer, nullable=False),
    Column("claimants", words()),
    Column("languages", words()),
    Column("independent", Integer, nullable=False),
    Column("belligerent_only", Boolean, nullable=False),
    Column("disputed", words()),
    Column("grade", short(16), nullable=False),
    Column("because", words(), nullable=False),
    Column("margin", Float),
    Column("facets", words(), nullable=False),
    Column("hash", short(64), nullable=False),
)

claim_list = Table(
    "claim_list",
    metadata,
    _number(),
    Column("claim_id", ForeignKey("claims.id"), nullable=False, unique=True),
    Column("article_id", ForeignKey("articles.id"), nullable=False, index=True),
    Column("status", short(16), nullable=False),
    Column("kind", short(16), nullable=False),
    Column("event_type", short(16)),
    Column("mode", words()),
    Column("relation", short(16)),
    Column("actors", words()),
    Column("targets", words()),
    *_when_and_where(),
    *_harm(),
    Column("factuality", short(16), nullable=False),
    Column("source", words()),
    Column("chain", words()),
    Column("role", short(16), nullable=False),
    Column("quote", words(), nullable=False),
    Column("coder", words(), nullable=False),
    Column("facets", words(), nullable=False),
    Column("hash", short(64), nullable=False),
)

# How often each list was changed: who keeps a copy of it in memory sees when that is out of date.
list_changes = Table(
    "list_changes",
    metadata,
    Column("list", short(16), primary_key=True),
    Column("number", number(), nullable=False),
)

# The rows of the list of events that each of its latest changes touched; see `change_log.py`.
event_changes = Table(
    "event_changes",
    metadata,
    Column("change", number(), primary_key=True, autoincrement=False),
    Column("row", number(), primary_key=True, autoincrement=False),
)

# What merging left behind, so that after a decision only a part is merged again; no content, since
# merging all makes it anew. See `merge/traces.py`.
merge_traces = Table(
    "merge_traces",
    metadata,
    Column("kind", short(8), primary_key=True),
    Column("key", short(24), primary_key=True),
    Column("value", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)

claim_sources = Table(
    "claim_sources",
    metadata,
    Column("claim_id", ForeignKey("claims.id"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("source_id", words()),
    Column("name", words(), nullable=False, index=True),
    Column("stance", short(32), nullable=False),
)

# What analysts asked to be told of. Clocks, keys and addresses of their own: no content.
saved_searches = Table(
    "saved_searches",
    metadata,
    _key("id"),
    Column("name", words(), nullable=False),
    Column("filter", words(), nullable=False),
    Column("key", short(64), nullable=False),
    Column("webhook", words()),
    Column("killed_at_least", Integer),
    Column("created", short(32), nullable=False),
    Column("seen", short(32), nullable=False),
)

search_finds = Table(
    "search_finds",
    metadata,
    Column("search_id", ForeignKey("saved_searches.id"), primary_key=True),
    _key("event_id"),
    Column("at", short(32), nullable=False),
    Column("what", words(), nullable=False),
    Column("killed_low", BigInteger),
    Column("killed_high", BigInteger),
    Column("grade", short(16), nullable=False),
    Column("told", Boolean, nullable=False),
)

Index("ix_search_finds_at", search_finds.c.search_id, search_finds.c.at)

external_files = Table(
    "external_files",
    metadata,
    Column("sha256", short(64), primary_key=True),
    Column("number", Integer, nullable=False, unique=True),
    Column("name", words(), nullable=False),
    Column("dataset", short(16), nullable=False),
    Column("release", words()),
    Column("imported", short(32), nullable=False),
    Column("rows", Integer, nullable=False),
    Column("new", Integer, nullable=False),
    Column("copies", Integer, nullable=False),
    Column("refused", Integer, nullable=False),
)

external_events = Table(
    "external_events",
    metadata,
    _key("id"),
    Column("dataset", short(16), nullable=False, index=True),
    Column("external_id", words(), nullable=False),
    Column("file", ForeignKey("external_files.sha256"), nullable=False, index=True),
    Column("row", Integer, nullable=False),
    Column("date_start", short(32), nullable=False),
    Column("date_end", short(32), nullable=False),
    Column("country", words()),
    Column("record", words(), nullable=False),
    Column("hash", short(64), nullable=False),
)
