"""The queue of background work: procrastinate's own tables, in a schema of their own that only the worker may use."""

from collections.abc import Sequence
from contextlib import closing

from alembic import op
from procrastinate.schema import SchemaManager

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.execute("CREATE SCHEMA work")
    op.execute("SET LOCAL search_path TO work")
    with closing(
        op.get_bind().connection.cursor()
    ) as cursor:  # as it is: many statements, percent signs, no parameters
        cursor.execute(SchemaManager.get_schema())
    op.execute("SET LOCAL search_path TO DEFAULT")
    op.execute("GRANT USAGE ON SCHEMA work TO highbeam_worker")
    for kind in ("TABLES", "SEQUENCES", "FUNCTIONS"):
        op.execute(f"GRANT ALL ON ALL {kind} IN SCHEMA work TO highbeam_worker")


def downgrade() -> None:
    op.execute("DROP SCHEMA work CASCADE")
