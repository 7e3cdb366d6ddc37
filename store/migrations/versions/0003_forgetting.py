"""Forgetting idle drafts as a function of the owner: the worker may call it, and sees neither state nor reporter."""

from collections.abc import Sequence

from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

SIGNATURE = "highbeam_forget_idle(timestamptz, integer)"


def upgrade() -> None:
    op.execute("""
        CREATE FUNCTION highbeam_forget_idle(before timestamptz, at_most integer) RETURNS integer
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
        DECLARE idle uuid[];
        BEGIN
            SELECT coalesce(array_agg(id), '{}') INTO idle FROM (
                SELECT id FROM reporters WHERE saved_at < before AND state IS NOT NULL
                ORDER BY id LIMIT at_most FOR UPDATE SKIP LOCKED) found;
            UPDATE files SET state = 'discarded', reporter_id = NULL, body = '', wrapped_key = '', key_version = 0,
                lease_by = NULL, lease_until = NULL
            WHERE reporter_id = ANY (idle) AND tip_id IS NULL;
            DELETE FROM reporters r WHERE r.id = ANY (idle)
                AND NOT EXISTS (SELECT 1 FROM tips t WHERE t.reporter_id = r.id);
            UPDATE reporters SET state = NULL WHERE id = ANY (idle);
            RETURN cardinality(idle);
        END $$
    """)
    op.execute(f"REVOKE ALL ON FUNCTION {SIGNATURE} FROM PUBLIC")
    op.execute(f"GRANT EXECUTE ON FUNCTION {SIGNATURE} TO highbeam_worker")


def downgrade() -> None:
    op.execute(f"DROP FUNCTION {SIGNATURE}")
