"""The tables, in SQL that SQLite and PostgreSQL share.

A row of `claims`, `events` and `decisions` holds the record as JSON; the columns beside it are
copies to search by. `hash` is the SHA-256 of the record, so that a changed byte is found. No row
holds a clock or a number of the run, except in `runs`, which is no content.
"""

from __future__ import annotations

from sqlalchemy import (
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
