"""Events of other projects, each with the file and row that it came from."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from khabar.store.types import short, words

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "external_files",
        sa.Column("sha256", short(64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", words(), nullable=False),
        sa.Column("dataset", short(16), nullable=False),
        sa.Column("release", words(), nullable=True),
        sa.Column("imported", short(32), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("new", sa.Integer(), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("refused", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("sha256"),
        sa.UniqueConstraint("number"),
    )
    op.create_table(
        "external_events",
        sa.Column("id", short(64), nullable=False),
        sa.Column("dataset", short(16), nullable=False),
        sa.Column("external_id", words(), nullable=False),
        sa.Column("file", short(64), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("date_start", short(32), nullable=False),
        sa.Column("date_end", short(32), nullable=False),
        sa.Column("country", words(), nullable=True),
        sa.Column("record", words(), nullable=False),
        sa.Column("hash", short(64), nullable=False),
        sa.ForeignKeyConstraint(["file"], ["external_files.sha256"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_external_events_dataset"), "external_events", ["dataset"])
    op.create_index(op.f("ix_external_events_file"), "external_events", ["file"])
