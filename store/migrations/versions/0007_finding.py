"""What finding tips needs: indexes in the queue's order, digests that are found without their rows, saved views.

Row-level security lets an index be used only by comparisons that leak nothing. All of those here are such: equality
and order of texts, identifiers, numbers and times. Containment of arrays and full-text search are not.
"""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

revision: str = "0007"
down_revision: str | None = "0006"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

NEWEST_FIRST = (sa.text("reported_at DESC"), sa.text("id DESC"))
OF_THE_TIP = ("status", "setting", "kind", "county", "state")
OF_ITS_CLOCKS = ("claimed_by", "claim_until", "first_look_at", "look_by")
TELLING = "kind IN ('plate', 'phone', 'handle', 'vehicle-number')"
OWN = "agency_id = nullif(current_setting('highbeam.agency', true), '')::uuid"


def upgrade() -> None:
    in_order = ["agency_id", "rank", *NEWEST_FIRST]
    _create("tips_open", in_order, (*OF_THE_TIP, *OF_ITS_CLOCKS), "rank < 10")
    _create("tips_done", in_order, OF_THE_TIP, "rank >= 10")
    for name in ("county", "state"):
        columns = ["agency_id", name, "rank", *NEWEST_FIRST]
        _create(f"tips_by_{name}", columns, tuple(one for one in OF_THE_TIP if one != name))
    op.create_index("tips_counted", "tips", ["agency_id", "status", "priority"])
    op.create_index(
        "tips_claimed",
        "tips",
        ["agency_id", "claimed_by", "rank", *NEWEST_FIRST],
        postgresql_where=sa.text("claimed_by IS NOT NULL"),
    )
    _carry_agency("INCLUDE (agency_id)")
    op.create_index(
        "digests_telling",
        "digests",
        ["tip_id"],
        postgresql_where=sa.text(TELLING),
        postgresql_include=("kind", "digest", "agency_id"),
    )
    _create_views()


def downgrade() -> None:
    op.drop_table("views")
    op.drop_index("digests_telling", table_name="digests")
    _carry_agency("")
    for index in ("tips_claimed", "tips_counted", "tips_by_state", "tips_by_county", "tips_done", "tips_open"):
        op.drop_index(index, table_name="tips")


def _create(name: str, columns: list[Any], asked: tuple[str, ...], where: str | None = None) -> None:
    """An index in the queue's order that carries what filters ask, so that they cost no look at the rows."""
    condition = None if where is None else sa.text(where)
    op.create_index(name, "tips", columns, postgresql_where=condition, postgresql_include=asked)


def _carry_agency(include: str) -> None:
    """Row-level security asks each digest's agency: in the index, the answer costs no look at the row."""
    op.drop_constraint("digests_pkey", "digests")
    op.execute(f"ALTER TABLE digests ADD CONSTRAINT digests_pkey PRIMARY KEY (kind, digest, tip_id) {include}")


def _create_views() -> None:
    op.create_table(
        "views",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("account", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name=op.f("views_agency_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("views_pkey")),
        sa.UniqueConstraint("account", "name", name=op.f("views_account_name_key")),
    )
    op.execute("ALTER TABLE views ENABLE ROW LEVEL SECURITY")
    op.execute("ALTER TABLE views FORCE ROW LEVEL SECURITY")
    op.execute("CREATE POLICY owner ON views TO CURRENT_USER USING (true) WITH CHECK (true)")
    op.execute(f"CREATE POLICY console ON views TO highbeam_console USING ({OWN}) WITH CHECK ({OWN})")
    op.execute("GRANT SELECT, INSERT, UPDATE (query, saved_at), DELETE ON views TO highbeam_console")
