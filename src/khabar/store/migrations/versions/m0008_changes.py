"""Which rows of the list of events each change touched."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from khabar.store.types import number

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "event_changes",
        sa.Column("change", number(), autoincrement=False, nullable=False),
        sa.Column("row", number(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("change", "row"),
    )
