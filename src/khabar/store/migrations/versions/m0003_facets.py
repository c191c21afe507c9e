"""What events and claims are counted under, and how often each list was changed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from khabar.store.types import number, short, words

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ("event_list", "claim_list"):
        # The lists are made anew after a migration, so no row keeps the default.
        op.add_column(name, sa.Column("facets", words(), nullable=False, server_default=""))
    changes = op.create_table(
        "list_changes",
        sa.Column("list", short(16), nullable=False),
        sa.Column("number", number(), nullable=False),
        sa.PrimaryKeyConstraint("list"),
    )
    op.bulk_insert(changes, [{"list": n, "number": 0} for n in ("event_list", "claim_list")])
