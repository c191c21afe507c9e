"""Flat lists of events and claims with full-text tables, to filter and page by."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from khabar.store.types import number, short, words

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

OUTCOMES = ("killed", "injured", "detained", "abducted", "displaced", "missing")


def upgrade() -> None:
    op.create_table(
        "event_list",
        sa.Column("number", number(), autoincrement=False, nullable=False),
        sa.Column("event_id", short(64), nullable=False),
        sa.Column("status", short(16), nullable=False),
        sa.Column("event_type", short(16), nullable=False),
        sa.Column("mode", words(), nullable=True),
        sa.Column("actors", words(), nullable=True),
        sa.Column("targets", words(), nullable=True),
        *_when_and_where(),
        *_harm(),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.Column("articles", sa.Integer(), nullable=False),
        sa.Column("outlets", words(), nullable=True),
        sa.Column("outlet_count", sa.Integer(), nullable=False),
        sa.Column("claimants", words(), nullable=True),
        sa.Column("languages", words(), nullable=True),
        sa.Column("independent", sa.Integer(), nullable=False),
        sa.Column("belligerent_only", sa.Boolean(), nullable=False),
        sa.Column("disputed", words(), nullable=True),
        sa.Column("grade", short(16), nullable=False),
        sa.Column("because", words(), nullable=False),
        sa.Column("hash", short(64), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"]),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("event_id"),
    )
    op.create_table(
        "claim_list",
        sa.Column("number", number(), autoincrement=False, nullable=False),
        sa.Column("claim_id", short(64), nullable=False),
        sa.Column("article_id", short(64), nullable=False),
        sa.Column("status", short(16), nullable=False),
        sa.Column("kind", short(16), nullable=False),
        sa.Column("event_type", short(16), nullable=True),
        sa.Column("mode", words(), nullable=True),
        sa.Column("relation", short(16), nullable=True),
        sa.Column("actors", words(), nullable=True),
        sa.Column("targets", words(), nullable=True),
        *_when_and_where(),
        *_harm(),
        sa.Column("factuality", short(16), nullable=False),
        sa.Column("source", words(), nullable=True),
        sa.Column("chain", words(), nullable=True),
        sa.Column("role", short(16), nullable=False),
        sa.Column("quote", words(), nullable=False),
        sa.Column("coder", words(), nullable=False),
        sa.Column("hash", short(64), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"]),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"]),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("claim_id"),
    )
    op.create_index(op.f("ix_claim_list_article_id"), "claim_list", ["article_id"])
    op.create_table(
        "claim_sources",
        sa.Column("claim_id", short(64), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("source_id", words(), nullable=True),
        sa.Column("name", words(), nullable=False),
        sa.Column("stance", short(32), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"]),
        sa.PrimaryKeyConstraint("claim_id", "position"),
    )
    op.create_index(op.f("ix_claim_sources_name"), "claim_sources", ["name"])
    for name in ("event_search", "claim_search"):
        _create_full_text(name)


def _when_and_where() -> list[sa.Column[Any]]:
    return [
        sa.Column("first_day", sa.Integer(), nullable=False),
        sa.Column("last_day", sa.Integer(), nullable=False),
        sa.Column("date_start", words(), nullable=True),
        sa.Column("date_end", words(), nullable=True),
        sa.Column("date_precision", short(16), nullable=True),
        sa.Column("place", words(), nullable=True),
        sa.Column("country", words(), nullable=True),
        sa.Column("country_code", words(), nullable=True),
        sa.Column("admin1", words(), nullable=True),
        sa.Column("admin2", words(), nullable=True),
        sa.Column("geonames_id", number(), nullable=True),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("place_precision", short(16), nullable=True),
    ]


def _harm() -> list[sa.Column[Any]]:
    names = [f"{outcome}_{bound}" for outcome in OUTCOMES for bound in ("low", "high")]
    return [sa.Column(name, sa.BigInteger(), nullable=True) for name in names]


def _create_full_text(name: str) -> None:
    """SQLite and PostgreSQL have no common word for full text."""
    if op.get_bind().dialect.name == "sqlite":
        tokens = "tokens, tokenize=\"unicode61 remove_diacritics 0 tokenchars '=_'\""
        op.execute(f"CREATE VIRTUAL TABLE {name} USING fts5({tokens})")
    else:
        op.execute(f"CREATE TABLE {name} (rowid BIGINT PRIMARY KEY, tokens TSVECTOR NOT NULL)")
        op.execute(f"CREATE INDEX ix_{name}_tokens ON {name} USING gin (tokens)")
