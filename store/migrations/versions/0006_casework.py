"""What working on a tip needs: notes, clocks, claims that run out."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0006"
down_revision: str | None = "0005"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

SHOWN = "town, language, look_by, first_look_at, claim_until, unread, rank, reachable"

# As they stand now; `tips.clocks` may change for tips to come.
LOOK_BY = """
    UPDATE tips SET look_by = reported_at + CASE priority
        WHEN 'immediate' THEN interval '5 minutes' WHEN 'high' THEN interval '1 hour' ELSE interval '24 hours' END
"""
RANK = (
    "CASE priority WHEN 'immediate' THEN 0 WHEN 'high' THEN 1 ELSE 2 END"
    " + CASE WHEN status = ANY (ARRAY['closed', 'withdrawn']) THEN 10 ELSE 0 END"
)


def upgrade() -> None:
    op.add_column("tips", sa.Column("town", sa.Text(), nullable=True))
    op.add_column("tips", sa.Column("language", sa.Text(), server_default=sa.text("'en'"), nullable=False))
    op.add_column("tips", sa.Column("look_by", sa.DateTime(timezone=True), nullable=True))
    op.add_column("tips", sa.Column("first_look_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("tips", sa.Column("claim_until", sa.DateTime(timezone=True), nullable=True))
    op.add_column("tips", sa.Column("unread", sa.Integer(), server_default=sa.text("0"), nullable=False))
    op.add_column("tips", sa.Column("rank", sa.SmallInteger(), sa.Computed(RANK, persisted=True), nullable=False))
    reachable = sa.Computed("reporter_id IS NOT NULL", persisted=True)
    op.add_column("tips", sa.Column("reachable", sa.Boolean(), reachable, nullable=False))
    op.execute(LOOK_BY)
    op.execute("UPDATE tips SET claim_until = claimed_at + interval '30 minutes' WHERE claimed_by IS NOT NULL")
    op.alter_column("tips", "look_by", nullable=False)
    op.add_column("notices", sa.Column("author", sa.Uuid(), nullable=True))
    _create_notes()
    op.execute("GRANT SELECT (unread), UPDATE (unread) ON tips TO highbeam_bot")
    op.execute(f"GRANT SELECT ({SHOWN}) ON tips TO highbeam_console, highbeam_worker")
    op.execute("GRANT UPDATE (look_by, first_look_at, claim_until, unread) ON tips TO highbeam_console")


def downgrade() -> None:
    op.drop_table("notes")
    op.drop_column("notices", "author")
    for column in ("reachable", "rank", "unread", "claim_until", "first_look_at", "look_by", "language", "town"):
        op.drop_column("tips", column)


def _create_notes() -> None:
    op.create_table(
        "notes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("tip_id", sa.Uuid(), nullable=False),
        sa.Column("author", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("wrapped_key", sa.LargeBinary(), nullable=False),
        sa.Column("key_version", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name=op.f("notes_agency_id_fkey")),
        sa.ForeignKeyConstraint(["tip_id"], ["tips.id"], name=op.f("notes_tip_id_fkey"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("notes_pkey")),
    )
    op.create_index(op.f("notes_tip_id"), "notes", ["tip_id"])
    op.execute("ALTER TABLE notes ALTER COLUMN body SET STORAGE EXTERNAL")
    asked = "nullif(current_setting('highbeam.agency', true), '')::uuid"
    op.execute("ALTER TABLE notes ENABLE ROW LEVEL SECURITY")
    op.execute("ALTER TABLE notes FORCE ROW LEVEL SECURITY")
    op.execute("CREATE POLICY owner ON notes TO CURRENT_USER USING (true) WITH CHECK (true)")
    op.execute("CREATE POLICY worker ON notes TO highbeam_worker USING (true) WITH CHECK (true)")
    op.execute(
        "CREATE POLICY console ON notes TO highbeam_console "
        f"USING (agency_id = {asked}) WITH CHECK (agency_id = {asked})"
    )
    op.execute("GRANT SELECT, INSERT ON notes TO highbeam_console")
    op.execute("GRANT SELECT, DELETE ON notes TO highbeam_worker")
