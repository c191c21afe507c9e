"""Saved searches and what they found; events as told before corrections; how surely they merged."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from khabar.store.types import short, words

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("events", sa.Column("as_told", words(), nullable=True))
    op.add_column("event_list", sa.Column("margin", sa.Float(), nullable=True))
    op.create_table(
        "saved_searches",
        sa.Column("id", short(64), nullable=False),
        sa.Column("name", words(), nullable=False),
        sa.Column("filter", words(), nullable=False),
        sa.Column("key", short(64), nullable=False),
        sa.Column("webhook", words(), nullable=True),
        sa.Column("killed_at_least", sa.Integer(), nullable=True),
        sa.Column("created", short(32), nullable=False),
        sa.Column("seen", short(32), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "search_finds",
        sa.Column("search_id", short(64), nullable=False),
        sa.Column("event_id", short(64), nullable=False),
        sa.Column("at", short(32), nullable=False),
        sa.Column("what", words(), nullable=False),
        sa.Column("killed_low", sa.BigInteger(), nullable=True),
        sa.Column("killed_high", sa.BigInteger(), nullable=True),
        sa.Column("grade", short(16), nullable=False),
        sa.Column("told", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["search_id"], ["saved_searches.id"]),
        sa.PrimaryKeyConstraint("search_id", "event_id"),
    )
    op.create_index(op.f("ix_search_finds_at"), "search_finds", ["search_id", "at"])
