"""The first tables, the rights of each process, row-level security and the trail's lock against changes.

Each process connects as a role of its own that owns nothing. The bot cannot read a tip's sealed body nor the trail, the
console cannot read a reporter, the worker cannot read a chat. Row-level security is forced, so that a query which
forgets its agency sees nothing rather than everything.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

DEFAULT_AGENCY = "0192a000-0000-7000-8000-000000000001"
ROLES = ("highbeam_bot", "highbeam_console", "highbeam_worker")
OF_A_TIP = ("tips", "additions", "digests", "files", "notices", "trail", "trail_heads")

ENVELOPE = (
    "id, agency_id, code, status, priority, reasons, indicators, catalog_version, checklist_version, setting, kind, "
    "minors, still_there, may_ask, assessment, observed_from, observed_to, reported_at, changed_at, county, state, "
    "precision, claimed_by, claimed_at, disposition, closed_at, withdrawn_at, held, row_version"
)
SEALED = "body, wrapped_key, key_version"
FILE = "id, agency_id, tip_id, source, kind, mime, size, state, reason, sha256, object_name, sent_at, kept_at"

GRANTS: dict[str, dict[str, str]] = {
    "highbeam_bot": {
        "alembic_version": "SELECT",
        "agencies": "SELECT",
        "reporters": "SELECT, INSERT, UPDATE, DELETE",
        "arrivals": "SELECT, INSERT, DELETE",
        "failures": "SELECT, INSERT, UPDATE, DELETE",
        "parked": "SELECT, INSERT",
        "tips": "INSERT, SELECT (id, agency_id, reporter_id, code, status, reported_at, changed_at, withdrawn_at, "
        "disposition, row_version), UPDATE (status, withdrawn_at, changed_at, row_version)",
        "additions": "INSERT, SELECT (id, agency_id, tip_id, kind, at)",
        "digests": "INSERT",
        "files": "SELECT, INSERT, UPDATE, DELETE",
        "notices": "SELECT, UPDATE (due_at, lease_by, lease_until, delivered_at)",
        "trail": "INSERT",
        "trail_heads": "SELECT, INSERT, UPDATE",
        "key_checks": "SELECT, INSERT",
        "erasures": "SELECT, INSERT, UPDATE",
    },
    "highbeam_console": {
        "alembic_version": "SELECT",
        "agencies": "SELECT",
        "tips": f"SELECT ({ENVELOPE}, {SEALED}), UPDATE (agency_id, status, priority, reasons, claimed_by, claimed_at, "
        "disposition, closed_at, held, changed_at, row_version)",
        "additions": "SELECT",
        "digests": "SELECT",
        "files": f"SELECT ({FILE}, {SEALED})",
        "notices": "SELECT, INSERT",
        "trail": "SELECT, INSERT",
        "trail_heads": "SELECT, INSERT, UPDATE",
        "key_checks": "SELECT, INSERT",
        "erasures": "SELECT",
    },
    "highbeam_worker": {
        "alembic_version": "SELECT",
        "agencies": "SELECT",
        "reporters": "SELECT (id, saved_at, created_at), UPDATE (state), DELETE",
        "arrivals": "SELECT, DELETE",
        "failures": "SELECT, DELETE",
        "tips": f"SELECT ({ENVELOPE}, {SEALED}), UPDATE, DELETE",
        "additions": "SELECT, DELETE",
        "digests": "SELECT, INSERT, DELETE",
        "files": f"SELECT ({FILE}, {SEALED}), UPDATE (state), DELETE",
        "notices": "SELECT, INSERT, DELETE",
        "trail": "SELECT, INSERT",
        "trail_heads": "SELECT, INSERT, UPDATE",
        "key_checks": "SELECT, INSERT",
        "erasures": "SELECT, INSERT, UPDATE",
    },
}


def upgrade() -> None:
    _create_tables()
    op.execute(
        sa.text("INSERT INTO agencies (id, key, name) VALUES (:id, 'task-force', 'Task force')").bindparams(
            sa.bindparam("id", DEFAULT_AGENCY, sa.Uuid(as_uuid=False))
        )
    )
    # What is sealed does not compress; trying costs time.
    op.execute("ALTER TABLE reporters ALTER COLUMN state SET STORAGE EXTERNAL")
    for table in ("tips", "additions"):
        op.execute(f"ALTER TABLE {table} ALTER COLUMN body SET STORAGE EXTERNAL")
    for role in ROLES:
        _create_role(role)
        for table, rights in GRANTS[role].items():
            op.execute(f"GRANT {rights} ON {table} TO {role}")
    _separate_agencies()
    _lock_trail()


def downgrade() -> None:
    for role in ROLES:
        op.execute(f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role}")
    _drop_tables()
    op.execute("DROP FUNCTION highbeam_trail_is_append_only()")
    for role in ROLES:
        _drop_role(role)


def _create_role(role: str) -> None:
    """Roles belong to the whole server, so another database, or a migration at the same moment, may have made it."""
    op.execute(
        f"""DO $$ BEGIN CREATE ROLE {role} NOLOGIN;
        EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$"""
    )
    op.execute(
        f"""DO $$ BEGIN IF NOT pg_has_role(current_user, '{role}', 'SET') THEN GRANT {role} TO CURRENT_USER;
        END IF; END $$"""
    )
    op.execute(f"GRANT USAGE ON SCHEMA public TO {role}")


def _drop_role(role: str) -> None:
    """Another database of the server may still need the role."""
    op.execute(f"REVOKE ALL ON SCHEMA public FROM {role}")
    op.execute(
        f"""DO $$ BEGIN DROP ROLE {role};
        EXCEPTION WHEN dependent_objects_still_exist THEN NULL; END $$"""
    )


def _separate_agencies() -> None:
    """The console sees the rows of the agency that its transaction names. The bot and the worker serve them all."""
    asked = "nullif(current_setting('highbeam.agency', true), '')::uuid"
    for table in OF_A_TIP:
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY owner ON {table} TO CURRENT_USER USING (true) WITH CHECK (true)")
        op.execute(f"CREATE POLICY bot ON {table} TO highbeam_bot USING (true) WITH CHECK (true)")
        op.execute(f"CREATE POLICY worker ON {table} TO highbeam_worker USING (true) WITH CHECK (true)")
        op.execute(
            f"CREATE POLICY console ON {table} TO highbeam_console "
            f"USING (agency_id = {asked}) WITH CHECK (agency_id = {asked})"
        )


def _lock_trail() -> None:
    """Not even the owner changes an event by mistake; who removes the trigger breaks the chain's codes instead."""
    op.execute(
        """CREATE FUNCTION highbeam_trail_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'the trail is append-only'; END $$"""
    )
    op.execute(
        """CREATE TRIGGER trail_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON trail
        FOR EACH STATEMENT EXECUTE FUNCTION highbeam_trail_is_append_only()"""
    )


def _create_tables() -> None:
    op.create_table(
        "agencies",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("agencies_pkey")),
        sa.UniqueConstraint("key", name=op.f("agencies_key_key")),
    )
    op.create_table(
        "arrivals",
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("arrivals_pkey")),
    )
    op.create_index(op.f("arrivals_at"), "arrivals", ["at"], unique=False)
    op.create_table(
        "erasures",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("count", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("erasures_pkey")),
    )
    op.create_table(
        "failures",
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("count", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("failures_pkey")),
    )
    op.create_table(
        "key_checks",
        sa.Column("ring", sa.Text(), nullable=False),
        sa.Column("version", sa.SmallInteger(), nullable=False),
        sa.Column("value", sa.LargeBinary(), nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("ring", "version", name=op.f("key_checks_pkey")),
    )
    op.create_table(
        "parked",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("wrapped_key", sa.LargeBinary(), nullable=False),
        sa.Column("key_version", sa.SmallInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("parked_pkey")),
        sa.UniqueConstraint("key", name=op.f("parked_key_key")),
    )
    op.create_table(
        "reporters",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("chat_digest", sa.LargeBinary(), nullable=False),
        sa.Column("chat", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.LargeBinary(), nullable=True),
        sa.Column("wrapped_key", sa.LargeBinary(), nullable=False),
        sa.Column("key_version", sa.SmallInteger(), nullable=False),
        sa.Column("language", sa.Text(), server_default=sa.text("'en'"), nullable=False),
        sa.Column("wanted", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("shown", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("card_message", sa.BigInteger(), nullable=True),
        sa.Column("card_sent", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removals", sa.ARRAY(sa.BigInteger()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("messages", sa.ARRAY(sa.BigInteger()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("blocked", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("lease_by", sa.Text(), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("reporters_pkey")),
        sa.UniqueConstraint("chat_digest", name=op.f("reporters_chat_digest_key")),
        postgresql_with={"fillfactor": 70},
    )
    op.create_index(
        "reporters_undelivered",
        "reporters",
        ["saved_at"],
        unique=False,
        postgresql_where=sa.text("(wanted > shown OR removals <> '{}'::bigint[]) AND NOT blocked"),
    )
    op.create_table(
        "tips",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("reporter_id", sa.Uuid(), nullable=True),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), server_default=sa.text("'new'"), nullable=False),
        sa.Column("priority", sa.Text(), nullable=False),
        sa.Column("reasons", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("indicators", sa.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("catalog_version", sa.Text(), nullable=False),
        sa.Column("checklist_version", sa.Text(), nullable=False),
        sa.Column("setting", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("minors", sa.Text(), nullable=False),
        sa.Column("still_there", sa.Text(), nullable=True),
        sa.Column("may_ask", sa.Boolean(), nullable=True),
        sa.Column("assessment", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("observed_from", sa.DateTime(timezone=True), nullable=True),
        sa.Column("observed_to", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("county", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=True),
        sa.Column("precision", sa.Text(), nullable=True),
        sa.Column("claimed_by", sa.Uuid(), nullable=True),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("disposition", sa.Text(), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("held", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("row_version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("wrapped_key", sa.LargeBinary(), nullable=False),
        sa.Column("key_version", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name=op.f("tips_agency_id_fkey")),
        sa.ForeignKeyConstraint(
            ["reporter_id"], ["reporters.id"], name=op.f("tips_reporter_id_fkey"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("tips_pkey")),
        sa.UniqueConstraint("code", name=op.f("tips_code_key")),
    )
    op.create_index("tips_queue", "tips", ["agency_id", "reported_at"], unique=False)
    op.create_index(op.f("tips_reporter_id"), "tips", ["reporter_id"], unique=False)
    op.create_table(
        "trail",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("chain", sa.Text(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("details", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("mac", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name=op.f("trail_agency_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("trail_pkey")),
        sa.UniqueConstraint("chain", "seq", name=op.f("trail_chain_seq_key")),
    )
    op.create_table(
        "trail_heads",
        sa.Column("chain", sa.Text(), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("mac", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name=op.f("trail_heads_agency_id_fkey")),
        sa.PrimaryKeyConstraint("chain", name=op.f("trail_heads_pkey")),
    )
    op.create_table(
        "additions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("tip_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("wrapped_key", sa.LargeBinary(), nullable=False),
        sa.Column("key_version", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name=op.f("additions_agency_id_fkey")),
        sa.ForeignKeyConstraint(["tip_id"], ["tips.id"], name=op.f("additions_tip_id_fkey"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("additions_pkey")),
    )
    op.create_index(op.f("additions_tip_id"), "additions", ["tip_id"], unique=False)
    op.create_table(
        "digests",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("tip_id", sa.Uuid(), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name=op.f("digests_agency_id_fkey")),
        sa.ForeignKeyConstraint(["tip_id"], ["tips.id"], name=op.f("digests_tip_id_fkey"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("kind", "digest", "tip_id", name=op.f("digests_pkey")),
    )
    op.create_index(op.f("digests_tip_id"), "digests", ["tip_id"], unique=False)
    op.create_table(
        "files",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("reporter_id", sa.Uuid(), nullable=True),
        sa.Column("tip_id", sa.Uuid(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("mime", sa.Text(), nullable=True),
        sa.Column("size", sa.BigInteger(), nullable=True),
        sa.Column("state", sa.Text(), server_default=sa.text("'waiting'"), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("sha256", sa.LargeBinary(), nullable=True),
        sa.Column("object_name", sa.Text(), nullable=True),
        sa.Column("attempts", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lease_by", sa.Text(), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("wrapped_key", sa.LargeBinary(), nullable=False),
        sa.Column("key_version", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name=op.f("files_agency_id_fkey")),
        sa.ForeignKeyConstraint(
            ["reporter_id"], ["reporters.id"], name=op.f("files_reporter_id_fkey"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["tip_id"], ["tips.id"], name=op.f("files_tip_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("files_pkey")),
    )
    op.create_index(op.f("files_reporter_id"), "files", ["reporter_id"], unique=False)
    op.create_index(op.f("files_tip_id"), "files", ["tip_id"], unique=False)
    op.create_index("files_waiting", "files", ["due_at"], unique=False, postgresql_where=sa.text("state = 'waiting'"))
    op.create_table(
        "notices",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("tip_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lease_by", sa.Text(), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("delivered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("wrapped_key", sa.LargeBinary(), nullable=False),
        sa.Column("key_version", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name=op.f("notices_agency_id_fkey")),
        sa.ForeignKeyConstraint(["tip_id"], ["tips.id"], name=op.f("notices_tip_id_fkey"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("notices_pkey")),
    )
    op.create_index(
        "notices_due", "notices", ["due_at"], unique=False, postgresql_where=sa.text("delivered_at IS NULL")
    )
    op.create_index(op.f("notices_tip_id"), "notices", ["tip_id"], unique=False)


def _drop_tables() -> None:
    op.drop_index(op.f("notices_tip_id"), table_name="notices")
    op.drop_index("notices_due", table_name="notices", postgresql_where=sa.text("delivered_at IS NULL"))
    op.drop_table("notices")
    op.drop_index("files_waiting", table_name="files", postgresql_where=sa.text("state = 'waiting'"))
    op.drop_index(op.f("files_tip_id"), table_name="files")
    op.drop_index(op.f("files_reporter_id"), table_name="files")
    op.drop_table("files")
    op.drop_index(op.f("digests_tip_id"), table_name="digests")
    op.drop_table("digests")
    op.drop_index(op.f("additions_tip_id"), table_name="additions")
    op.drop_table("additions")
    op.drop_table("trail_heads")
    op.drop_table("trail")
    op.drop_index(op.f("tips_reporter_id"), table_name="tips")
    op.drop_index("tips_queue", table_name="tips")
    op.drop_table("tips")
    op.drop_index(
        "reporters_undelivered",
        table_name="reporters",
        postgresql_where=sa.text("(wanted > shown OR removals <> '{}'::bigint[]) AND NOT blocked"),
    )
    op.drop_table("reporters")
    op.drop_table("parked")
    op.drop_table("key_checks")
    op.drop_table("failures")
    op.drop_table("erasures")
    op.drop_index(op.f("arrivals_at"), table_name="arrivals")
    op.drop_table("arrivals")
    op.drop_table("agencies")
