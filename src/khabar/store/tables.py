"""The tables, in SQL that SQLite and PostgreSQL share.

A row of `claims`, `events` and `decisions` holds the record as JSON; the columns beside it are
copies to search by. `hash` is the SHA-256 of the record, so that a changed byte is found. No row
holds a clock or a number of the run, except in `runs`, which is no content.

`event_list` and `claim_list` are the records once more, flat, as tables and filters show them.
`number` sorts them by day. `event_search` and `claim_search` hold their tokens: full-text tables,
each made by its database's own means (see `text_index.py`).
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
    String,
    Table,
    Text,
)

from khabar.model import Outcome

metadata = MetaData()


def _key(name: str) -> Column[str]:
    return Column(name, String(64), primary_key=True)


pages = Table(
    "pages",
    metadata,
    _key("id"),
    Column("sha256", String(64), nullable=False),
    Column("source", Text, nullable=False),
    Column("media", String(16), nullable=False),
    Column("body", LargeBinary),
    Column("title", Text),
    Column("outlet", Text),
    Column("published", Text),
    Column("url", Text),
    Column("language", Text),
)

articles = Table(
    "articles",
    metadata,
    _key("id"),
    Column("page_id", ForeignKey("pages.id"), nullable=False, index=True),
    Column("source", Text, nullable=False),
    Column("title", Text),
    Column("outlet", Text),
    Column("published", Text),
    Column("language", Text),
    Column("url", Text),
    Column("text", Text, nullable=False),
    Column("text_sha256", String(64), nullable=False, index=True),
    Column("copy_of", ForeignKey("articles.id")),
    Column("current", Boolean, nullable=False),
    Column("hash", String(64), nullable=False),
)

blocks = Table(
    "blocks",
    metadata,
    Column("article_id", ForeignKey("articles.id"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("start", Integer, nullable=False),
    Column("stop", Integer, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("because", Text, nullable=False),
)

claims = Table(
    "claims",
    metadata,
    _key("id"),
    Column("article_id", ForeignKey("articles.id"), nullable=False, index=True),
    Column("kind", String(16), nullable=False),
    Column("event_type", String(16), index=True),
    Column("mode", String(32)),
    Column("relation", String(16)),
    Column("factuality", String(16), nullable=False),
    Column("role", String(16), nullable=False),
    Column("start", Integer, nullable=False),
    Column("stop", Integer, nullable=False),
    Column("date_start", String(32), index=True),
    Column("date_end", String(32)),
    Column("country_code", String(3), index=True),
    Column("geonames_id", Integer),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("coder", Text, nullable=False),
    Column("current", Boolean, nullable=False),
    Column("record", Text, nullable=False),
    Column("hash", String(64), nullable=False),
)

copy_groups = Table(
    "copy_groups",
    metadata,
    _key("original"),
    Column("origin", Text),
    Column("because", Text, nullable=False),
)

copies = Table(
    "copies",
    metadata,
    Column("original", ForeignKey("copy_groups.original"), primary_key=True),
    _key("copy"),
)

events = Table(
    "events",
    metadata,
    _key("id"),
    Column("event_type", String(16), nullable=False, index=True),
    Column("mode", String(32)),
    Column("date_start", String(32), index=True),
    Column("date_end", String(32)),
    Column("country_code", String(3), index=True),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("grade", String(16), nullable=False),
    Column("independent", Integer, nullable=False),
    Column("status", String(16), nullable=False),
    Column("record", Text, nullable=False),
    Column("hash", String(64), nullable=False),
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
    Column("subject", String(64), nullable=False, index=True),
    Column("verdict", String(16), nullable=False),
    Column("record", Text, nullable=False),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
)

dropped = Table(
    "dropped",
    metadata,
    _key("id"),
    Column("page_id", ForeignKey("pages.id")),
    Column("item", Text, nullable=False),
    Column("stage", String(32), nullable=False),
    Column("outcome", String(16), nullable=False, index=True),
    Column("reason", Text, nullable=False),
)

jobs = Table(
    "jobs",
    metadata,
    _key("id"),
    Column("outcome", String(16), nullable=False, index=True),
    Column("coder", Text, nullable=False),
)

redirects = Table(
    "redirects",
    metadata,
    _key("old"),
    Column("new", String(64), nullable=False),
)

runs = Table(
    "runs",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("started", String(32), nullable=False),
    Column("ended", String(32)),
    Column("coder", Text, nullable=False),
    Column("pages", Integer),
)

Index("ix_pages_source", pages.c.source)

# SQLite's row number, by which the full-text table finds its row, has this type alone.
Number = BigInteger().with_variant(Integer, "sqlite")


def _number() -> Column[int]:
    return Column("number", Number, primary_key=True, autoincrement=False)


def _when_and_where() -> list[Column[Any]]:
    return [
        Column("first_day", Integer, nullable=False),
        Column("last_day", Integer, nullable=False),
        Column("date_start", Text),
        Column("date_end", Text),
        Column("date_precision", String(16)),
        Column("place", Text),
        Column("country", Text),
        Column("country_code", Text),
        Column("admin1", Text),
        Column("admin2", Text),
        Column("geonames_id", Number),
        Column("latitude", Float),
        Column("longitude", Float),
        Column("place_precision", String(16)),
    ]


def _harm() -> list[Column[Any]]:
    names = (f"{outcome}_{bound}" for outcome in get_args(Outcome) for bound in ("low", "high"))
    return [Column(name, BigInteger) for name in names]


event_list = Table(
    "event_list",
    metadata,
    _number(),
    Column("event_id", ForeignKey("events.id"), nullable=False, unique=True),
    Column("status", String(16), nullable=False),
    Column("event_type", String(16), nullable=False),
    Column("mode", Text),
    Column("actors", Text),
    Column("targets", Text),
    *_when_and_where(),
    *_harm(),
    Column("claims", Integer, nullable=False),
    Column("articles", Integer, nullable=False),
    Column("outlets", Text),
    Column("outlet_count", Integer, nullable=False),
    Column("claimants", Text),
    Column("languages", Text),
    Column("independent", Integer, nullable=False),
    Column("belligerent_only", Boolean, nullable=False),
    Column("disputed", Text),
    Column("grade", String(16), nullable=False),
    Column("because", Text, nullable=False),
    Column("hash", String(64), nullable=False),
)

claim_list = Table(
    "claim_list",
    metadata,
    _number(),
    Column("claim_id", ForeignKey("claims.id"), nullable=False, unique=True),
    Column("article_id", ForeignKey("articles.id"), nullable=False, index=True),
    Column("status", String(16), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("event_type", String(16)),
    Column("mode", Text),
    Column("relation", String(16)),
    Column("actors", Text),
    Column("targets", Text),
    *_when_and_where(),
    *_harm(),
    Column("factuality", String(16), nullable=False),
    Column("source", Text),
    Column("chain", Text),
    Column("role", String(16), nullable=False),
    Column("quote", Text, nullable=False),
    Column("coder", Text, nullable=False),
    Column("hash", String(64), nullable=False),
)

claim_sources = Table(
    "claim_sources",
    metadata,
    Column("claim_id", ForeignKey("claims.id"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("source_id", Text),
    Column("name", Text, nullable=False, index=True),
    Column("stance", String(32), nullable=False),
)
