"""How many rows each version of a key seals, for the administrator: counts of all agencies, and nothing else."""

from collections.abc import Sequence

from alembic import op

revision: str = "0013"
down_revision: str | None = "0012"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

SEALED = {
    "reporters": ("reporters", "parked", "trainings"),
    "tips": ("tips", "additions", "files", "notices", "notes", "authenticators", "join_links"),
}


def upgrade() -> None:
    """Version 0 marks a discarded file, whose key was destroyed."""
    rows = " UNION ALL ".join(
        f"SELECT '{ring}' AS ring, key_version AS version, count(*) AS sealed FROM {table} "  # noqa: S608 - constants
        "WHERE key_version <> 0 GROUP BY key_version"
        for ring, tables in SEALED.items()
        for table in tables
    )
    op.execute(f"""
        CREATE FUNCTION highbeam_key_use()
        RETURNS TABLE (ring text, version integer, made_at timestamptz, sealed bigint)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
            SELECT ring, version::integer, k.created, coalesce(u.sealed, 0)::bigint
            FROM key_checks k FULL JOIN (
                SELECT ring, version, sum(sealed) AS sealed FROM ({rows}) every GROUP BY ring, version
            ) u USING (ring, version)
        $$
    """)  # noqa: S608 - only constants
    op.execute("REVOKE ALL ON FUNCTION highbeam_key_use() FROM PUBLIC")
    op.execute("GRANT EXECUTE ON FUNCTION highbeam_key_use() TO highbeam_console")


def downgrade() -> None:
    op.execute("DROP FUNCTION highbeam_key_use()")
