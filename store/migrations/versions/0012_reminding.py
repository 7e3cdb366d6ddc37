"""Which end of a course's year a member was reminded of."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0012"
down_revision: str | None = "0011"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.add_column("trainings", sa.Column("reminded_for", sa.Date(), nullable=True))
    op.create_index(
        "trainings_to_remind", "trainings", ["until"], postgresql_where=sa.text("reminded_for IS DISTINCT FROM until")
    )
    op.execute("GRANT UPDATE (reminded_for) ON trainings TO highbeam_bot")


def downgrade() -> None:
    op.drop_index("trainings_to_remind", table_name="trainings")
    op.drop_column("trainings", "reminded_for")
