"""An index for the board: what has ended, by when it did."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0009"
down_revision: str | None = "0008"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_index(
        "tips_ended",
        "tips",
        ["agency_id", "closed_at"],
        postgresql_where=sa.text("status = 'closed'"),
        postgresql_include=["reported_at", "disposition"],
    )


def downgrade() -> None:
    op.drop_index("tips_ended", table_name="tips")
