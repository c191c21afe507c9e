"""The first form of the store."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from khabar.store.types import short, words

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "copy_groups",
        sa.Column("original", short(64), nullable=False),
        sa.Column("origin", words(), nullable=True),
        sa.Column("because", words(), nullable=False),
        sa.PrimaryKeyConstraint("original"),
    )
    op.create_table(
        "copies",
        sa.Column("original", short(64), nullable=False),
        sa.Column("copy", short(64), nullable=False),
        sa.ForeignKeyConstraint(
            ["original"],
            ["copy_groups.original"],
        ),
        sa.PrimaryKeyConstraint("original", "copy"),
    )
    op.create_table(
        "decisions",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("subject", short(64), nullable=False),
        sa.Column("verdict", short(16), nullable=False),
        sa.Column("record", words(), nullable=False),
        sa.Column("previous", short(64), nullable=False),
        sa.Column("hash", short(64), nullable=False),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index(op.f("ix_decisions_subject"), "decisions", ["subject"], unique=False)
    op.create_table(
        "events",
        sa.Column("id", short(64), nullable=False),
        sa.Column("event_type", short(16), nullable=False),
        sa.Column("mode", short(32), nullable=True),
        sa.Column("date_start", short(32), nullable=True),
        sa.Column("date_end", short(32), nullable=True),
        sa.Column("country_code", short(3), nullable=True),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("grade", short(16), nullable=False),
        sa.Column("independent", sa.Integer(), nullable=False),
        sa.Column("status", short(16), nullable=False),
        sa.Column("record", words(), nullable=False),
        sa.Column("hash", short(64), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_events_country_code"), "events", ["country_code"], unique=False)
    op.create_index(op.f("ix_events_date_start"), "events", ["date_start"], unique=False)
    op.create_index(op.f("ix_events_event_type"), "events", ["event_type"], unique=False)
    op.create_table(
        "jobs",
        sa.Column("id", short(64), nullable=False),
        sa.Column("outcome", short(16), nullable=False),
        sa.Column("coder", words(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_jobs_outcome"), "jobs", ["outcome"], unique=False)
    op.create_table(
        "pages",
        sa.Column("id", short(64), nullable=False),
        sa.Column("sha256", short(64), nullable=False),
        sa.Column("source", words(), nullable=False),
        sa.Column("media", short(16), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.Column("title", words(), nullable=True),
        sa.Column("outlet", words(), nullable=True),
        sa.Column("published", words(), nullable=True),
        sa.Column("url", words(), nullable=True),
        sa.Column("language", words(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_pages_source", "pages", ["source"], unique=False)
    op.create_table(
        "redirects",
        sa.Column("old", short(64), nullable=False),
        sa.Column("new", short(64), nullable=False),
        sa.PrimaryKeyConstraint("old"),
    )
    op.create_table(
        "runs",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("started", short(32), nullable=False),
        sa.Column("ended", short(32), nullable=True),
        sa.Column("coder", words(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_table(
        "articles",
        sa.Column("id", short(64), nullable=False),
        sa.Column("page_id", short(64), nullable=False),
        sa.Column("source", words(), nullable=False),
        sa.Column("title", words(), nullable=True),
        sa.Column("outlet", words(), nullable=True),
        sa.Column("published", words(), nullable=True),
        sa.Column("language", words(), nullable=True),
        sa.Column("url", words(), nullable=True),
        sa.Column("text", words(), nullable=False),
        sa.Column("text_sha256", short(64), nullable=False),
        sa.Column("copy_of", short(64), nullable=True),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("hash", short(64), nullable=False),
        sa.ForeignKeyConstraint(
            ["copy_of"],
            ["articles.id"],
        ),
        sa.ForeignKeyConstraint(
            ["page_id"],
            ["pages.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_articles_page_id"), "articles", ["page_id"], unique=False)
    op.create_index(op.f("ix_articles_text_sha256"), "articles", ["text_sha256"], unique=False)
    op.create_table(
        "dropped",
        sa.Column("id", short(64), nullable=False),
        sa.Column("page_id", short(64), nullable=True),
        sa.Column("item", words(), nullable=False),
        sa.Column("stage", short(32), nullable=False),
        sa.Column("outcome", short(16), nullable=False),
        sa.Column("reason", words(), nullable=False),
        sa.ForeignKeyConstraint(
            ["page_id"],
            ["pages.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_dropped_outcome"), "dropped", ["outcome"], unique=False)
    op.create_table(
        "blocks",
        sa.Column("article_id", short(64), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("stop", sa.Integer(), nullable=False),
        sa.Column("kind", short(16), nullable=False),
        sa.Column("because", words(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["articles.id"],
        ),
        sa.PrimaryKeyConstraint("article_id", "position"),
    )
    op.create_table(
        "claims",
        sa.Column("id", short(64), nullable=False),
        sa.Column("article_id", short(64), nullable=False),
        sa.Column("kind", short(16), nullable=False),
        sa.Column("event_type", short(16), nullable=True),
        sa.Column("mode", short(32), nullable=True),
        sa.Column("relation", short(16), nullable=True),
        sa.Column("factuality", short(16), nullable=False),
        sa.Column("role", short(16), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("stop", sa.Integer(), nullable=False),
        sa.Column("date_start", short(32), nullable=True),
        sa.Column("date_end", short(32), nullable=True),
        sa.Column("country_code", short(3), nullable=True),
        sa.Column("geonames_id", sa.Integer(), nullable=True),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("coder", words(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("record", words(), nullable=False),
        sa.Column("hash", short(64), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["articles.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_claims_article_id"), "claims", ["article_id"], unique=False)
    op.create_index(op.f("ix_claims_country_code"), "claims", ["country_code"], unique=False)
    op.create_index(op.f("ix_claims_date_start"), "claims", ["date_start"], unique=False)
    op.create_index(op.f("ix_claims_event_type"), "claims", ["event_type"], unique=False)
    op.create_table(
        "event_claims",
        sa.Column("event_id", short(64), nullable=False),
        sa.Column("claim_id", short(64), nullable=False),
        sa.ForeignKeyConstraint(
            ["claim_id"],
            ["claims.id"],
        ),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["events.id"],
        ),
        sa.PrimaryKeyConstraint("event_id", "claim_id"),
    )
    op.create_index(op.f("ix_event_claims_claim_id"), "event_claims", ["claim_id"], unique=False)
    _let_decisions_only_grow()


def _let_decisions_only_grow() -> None:
    """Refuse a change or removal of a decision, whoever asks for it."""
    refusal = "decisions are appended, never changed"
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER decisions_no_{verb.lower()} BEFORE {verb} ON decisions "
                f"BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION decisions_only_grow() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{refusal}' USING ERRCODE = 'integrity_constraint_violation'; "
        "END $$"
    )
    for verb in ("UPDATE", "DELETE", "TRUNCATE"):
        op.execute(
            f"CREATE TRIGGER decisions_no_{verb.lower()} BEFORE {verb} ON decisions "
            "FOR EACH STATEMENT EXECUTE FUNCTION decisions_only_grow()"
        )
