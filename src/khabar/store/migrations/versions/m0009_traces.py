"""What merging leaves behind for the next time."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from khabar.store.types import short

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "merge_traces",
        sa.Column("kind", short(8), nullable=False),
        sa.Column("key", short(24), nullable=False),
        sa.Column("value", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "key"),
        sqlite_with_rowid=False,
    )
