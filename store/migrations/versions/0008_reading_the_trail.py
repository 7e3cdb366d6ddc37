"""Indexes for reading the trail: newest first, by who, by what. Searched at millions of events."""

from collections.abc import Sequence

from alembic import op

revision: str = "0008"
down_revision: str | None = "0007"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

INDEXES = {
    "trail_newest": ["agency_id", "at", "id"],
    "trail_by_actor": ["agency_id", "actor", "at", "id"],
    "trail_by_action": ["agency_id", "action", "at", "id"],
}


def upgrade() -> None:
    for name, columns in INDEXES.items():
        op.create_index(name, "trail", columns)


def downgrade() -> None:
    for name in INDEXES:
        op.drop_index(name, table_name="trail")
