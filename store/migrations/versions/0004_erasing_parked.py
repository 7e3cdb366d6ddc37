"""Parked updates by chat, as a keyed hash, so that erasing a reporter takes theirs along."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.add_column("parked", sa.Column("chat_digest", sa.LargeBinary(), nullable=True))
    op.create_index(op.f("parked_chat_digest"), "parked", ["chat_digest"])
    op.execute("GRANT DELETE ON parked TO highbeam_bot")


def downgrade() -> None:
    op.execute("REVOKE DELETE ON parked FROM highbeam_bot")
    op.drop_index(op.f("parked_chat_digest"), table_name="parked")
    op.drop_column("parked", "chat_digest")
