"""Training: partners, cohorts, join links, progress, certificates, old contents; a tip's standing; the partner's role.

The console may not read who enrolled or learned. It gets counts from `highbeam_progress`, and what a certificate says
from `highbeam_certificate`. When a reporter goes, a trigger leaves a count on each of their cohorts, and nothing else.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0011"
down_revision: str | None = "0010"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

OF_AN_AGENCY = ("partners", "cohorts", "join_links", "enrollments", "trainings", "certificates")
TABLES = (*OF_AN_AGENCY, "contents", "bot_names")
STANDING = ("trained", "trained_on", "usefulness")

COHORT = "id, agency_id, partner_id, name, course, made_at"
"""Without `past_…`, which would tell from which cohort somebody has just gone."""

SHOWN = "id, agency_id, cohort_id, made_at, expires_at, seats, used, revoked_at, body, wrapped_key, key_version"
LINK = "id, agency_id, cohort_id, digest, expires_at, seats, used, revoked_at"
LEARNED = "done, of, tries, touched_on, passed_on, refreshed_on, until, body, wrapped_key, key_version"
GRANTS = {
    "highbeam_bot": {
        "partners": "SELECT (id, name)",
        "cohorts": "SELECT (id, agency_id, partner_id, course)",
        "join_links": f"SELECT ({LINK}), UPDATE (used)",
        "enrollments": "SELECT, INSERT",
        "trainings": f"SELECT, INSERT, UPDATE ({LEARNED})",
        "certificates": "INSERT",
        "contents": "INSERT",
        "bot_names": "SELECT, INSERT, UPDATE (seen_at)",
        "tips": "SELECT (indicators)",
    },
    "highbeam_console": {
        "partners": "SELECT, INSERT",
        "cohorts": f"SELECT ({COHORT}), INSERT",
        "join_links": f"SELECT ({SHOWN}), INSERT, UPDATE (revoked_at)",
        "contents": "SELECT",
        "bot_names": "SELECT",
        "tips": f"SELECT ({', '.join(STANDING)})",
    },
    "highbeam_worker": {"tips": f"SELECT ({', '.join(STANDING)})"},
}
FORGET_IDLE = "highbeam_forget_idle(timestamptz, integer)"
MINE = "nullif(current_setting('highbeam.agency', true), '')::uuid"


def upgrade() -> None:
    _create_partners()
    _create_learning()
    _create_contents()
    op.add_column("accounts", sa.Column("partner_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(op.f("accounts_partner_id_fkey"), "accounts", "partners", ["partner_id"], ["id"])
    op.create_check_constraint(op.f("accounts_partner"), "accounts", "(role = 'partner') = (partner_id IS NOT NULL)")
    _text_with_default("trained", "none")
    op.add_column("tips", sa.Column("trained_on", sa.Date(), nullable=True))
    _text_with_default("usefulness", "new")
    for role, grants in GRANTS.items():
        for table, rights in grants.items():
            op.execute(f"GRANT {rights} ON {table} TO {role}")
    _separate_agencies()
    _leave_counts()
    _tell_counts()
    _tell_certificates()
    op.execute(_forget_idle(keeps_the_trained=True))


def downgrade() -> None:
    op.execute(_forget_idle(keeps_the_trained=False))
    op.execute("DROP FUNCTION highbeam_certificate(bytea)")
    op.execute("DROP FUNCTION highbeam_progress()")
    op.execute("DROP TRIGGER reporters_leave_counts ON reporters")
    op.execute("DROP FUNCTION highbeam_leave_counts()")
    op.execute("REVOKE SELECT (indicators) ON tips FROM highbeam_bot")
    for column in reversed(STANDING):
        op.drop_column("tips", column)
    # A partner's person has no role here any more: the account stays, disabled, as one that may the least.
    op.drop_constraint("accounts_partner", "accounts")
    op.execute(
        "UPDATE accounts SET role = 'auditor', disabled_at = coalesce(disabled_at, now()) WHERE role = 'partner'"
    )
    op.drop_column("accounts", "partner_id")
    for table in reversed(TABLES):
        op.drop_table(table)


def _text_with_default(column: str, default: str) -> None:
    op.add_column("tips", sa.Column(column, sa.Text(), server_default=sa.text(f"'{default}'"), nullable=False))


def _separate_agencies() -> None:
    for table in OF_AN_AGENCY:
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY owner ON {table} TO CURRENT_USER USING (true) WITH CHECK (true)")
        op.execute(f"CREATE POLICY bot ON {table} TO highbeam_bot USING (true) WITH CHECK (true)")
        op.execute(
            f"CREATE POLICY console ON {table} TO highbeam_console "
            f"USING (agency_id = {MINE}) WITH CHECK (agency_id = {MINE})"
        )


def _leave_counts() -> None:
    op.execute("""
        CREATE FUNCTION highbeam_leave_counts() RETURNS trigger
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
        BEGIN
            UPDATE cohorts c SET past_joined = c.past_joined + 1, past_started = c.past_started + gone.started,
                past_passed = c.past_passed + gone.passed, past_refreshed = c.past_refreshed + gone.refreshed
            FROM (
                SELECT e.cohort_id, (t.id IS NOT NULL)::integer AS started,
                    (t.passed_on IS NOT NULL)::integer AS passed, (t.refreshed_on IS NOT NULL)::integer AS refreshed
                FROM enrollments e JOIN cohorts k ON k.id = e.cohort_id
                LEFT JOIN trainings t ON t.reporter_id = e.reporter_id AND t.course = k.course
                WHERE e.reporter_id = OLD.id
            ) gone WHERE c.id = gone.cohort_id;
            RETURN OLD;
        END $$
    """)
    op.execute("REVOKE ALL ON FUNCTION highbeam_leave_counts() FROM PUBLIC")
    op.execute("""
        CREATE TRIGGER reporters_leave_counts BEFORE DELETE ON reporters
        FOR EACH ROW EXECUTE FUNCTION highbeam_leave_counts()
    """)


def _tell_counts() -> None:
    op.execute(f"""
        CREATE FUNCTION highbeam_progress()
        RETURNS TABLE (cohort_id uuid, joined bigint, started bigint, passed bigint, refreshed bigint)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
            SELECT c.id, c.past_joined + count(e.reporter_id), c.past_started + count(t.id),
                c.past_passed + count(t.passed_on), c.past_refreshed + count(t.refreshed_on)
            FROM cohorts c LEFT JOIN enrollments e ON e.cohort_id = c.id
            LEFT JOIN trainings t ON t.reporter_id = e.reporter_id AND t.course = c.course
            WHERE c.agency_id = {MINE} GROUP BY c.id
        $$
    """)  # noqa: S608 - only constants
    op.execute("REVOKE ALL ON FUNCTION highbeam_progress() FROM PUBLIC")
    op.execute("GRANT EXECUTE ON FUNCTION highbeam_progress() TO highbeam_console")


def _tell_certificates() -> None:
    """Whoever checks a certificate is of no agency, and shows a code that nobody guesses."""
    op.execute("""
        CREATE FUNCTION highbeam_certificate(known bytea) RETURNS TABLE (course text, passed_on date, until date)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
            SELECT course, passed_on, until FROM certificates WHERE digest = known
        $$
    """)
    op.execute("REVOKE ALL ON FUNCTION highbeam_certificate(bytea) FROM PUBLIC")
    op.execute("GRANT EXECUTE ON FUNCTION highbeam_certificate(bytea) TO highbeam_console")


def _forget_idle(*, keeps_the_trained: bool) -> str:
    """Whoever learned or joined is kept for a year after that, or after the last day of what was passed."""
    trained = """
                AND NOT EXISTS (SELECT FROM trainings t WHERE t.reporter_id = r.id
                    AND greatest(t.touched_on, t.until) + 365 >= before::date)
                AND NOT EXISTS (SELECT FROM enrollments e WHERE e.reporter_id = r.id
                    AND e.joined_on + 365 >= before::date)"""
    over = """OR (NOT EXISTS (SELECT FROM tips t WHERE t.reporter_id = r.id)""" + trained + ")"
    return f"""
        CREATE OR REPLACE FUNCTION highbeam_forget_idle(before timestamptz, at_most integer) RETURNS integer
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
        DECLARE idle uuid[];
        BEGIN
            SELECT coalesce(array_agg(id), '{{}}') INTO idle FROM (
                SELECT id FROM reporters r WHERE saved_at < before
                AND (state IS NOT NULL {over if keeps_the_trained else ""})
                ORDER BY id LIMIT at_most FOR UPDATE SKIP LOCKED) found;
            UPDATE files SET state = 'discarded', reporter_id = NULL, body = '', wrapped_key = '', key_version = 0,
                lease_by = NULL, lease_until = NULL
            WHERE reporter_id = ANY (idle) AND tip_id IS NULL;
            DELETE FROM reporters r WHERE r.id = ANY (idle)
                AND NOT EXISTS (SELECT 1 FROM tips t WHERE t.reporter_id = r.id){trained if keeps_the_trained else ""};
            UPDATE reporters SET state = NULL WHERE id = ANY (idle);
            RETURN cardinality(idle);
        END $$
    """  # noqa: S608 - only constants


def _id(table: str) -> list[sa.schema.SchemaItem]:
    return [sa.Column("id", sa.Uuid(), nullable=False), sa.PrimaryKeyConstraint("id", name=op.f(f"{table}_pkey"))]


def _of(table: str, parent: str, *, column: str = "", ondelete: str | None = "CASCADE") -> list[sa.schema.SchemaItem]:
    """A column that names a row of another table."""
    column = column or f"{parent.removesuffix('s')}_id"
    name = op.f(f"{table}_{column}_fkey")
    return [
        sa.Column(column, sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint([column], [f"{parent}.id"], name=name, ondelete=ondelete),
    ]


def _of_agency(table: str) -> list[sa.schema.SchemaItem]:
    return _of(table, "agencies", column="agency_id", ondelete=None)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def _moment(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _day(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.Date(), nullable=nullable)


def _bytes(name: str, *, nullable: bool = False) -> sa.Column[bytes]:
    return sa.Column(name, sa.LargeBinary(), nullable=nullable)


def _count(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), server_default=sa.text("0"), nullable=False)


def _create_partners() -> None:
    op.create_table(
        "partners",
        *_id("partners"),
        *_of_agency("partners"),
        _text("name"),
        _moment("made_at"),
        sa.UniqueConstraint("agency_id", "name", name=op.f("partners_agency_id_name_key")),
    )
    op.create_table(
        "cohorts",
        *_id("cohorts"),
        *_of_agency("cohorts"),
        *_of("cohorts", "partners"),
        _text("name"),
        _text("course"),
        _moment("made_at"),
        *(_count(f"past_{name}") for name in ("joined", "started", "passed", "refreshed")),
        sa.UniqueConstraint("partner_id", "name", name=op.f("cohorts_partner_id_name_key")),
    )
    op.create_table(
        "join_links",
        *_id("join_links"),
        *_of_agency("join_links"),
        *_of("join_links", "cohorts"),
        _bytes("digest"),
        _moment("made_at"),
        _moment("expires_at", nullable=True),
        sa.Column("seats", sa.Integer(), nullable=True),
        _count("used"),
        _moment("revoked_at", nullable=True),
        _bytes("body"),
        _bytes("wrapped_key"),
        sa.Column("key_version", sa.SmallInteger(), nullable=False),
        sa.UniqueConstraint("digest", name=op.f("join_links_digest_key")),
    )
    op.create_index(op.f("join_links_cohort_id"), "join_links", ["cohort_id"])


def _create_learning() -> None:
    op.create_table(
        "enrollments",
        *_of_agency("enrollments"),
        *_of("enrollments", "cohorts"),
        *_of("enrollments", "reporters"),
        _day("joined_on"),
        sa.PrimaryKeyConstraint("cohort_id", "reporter_id", name=op.f("enrollments_pkey")),
    )
    op.create_index(op.f("enrollments_reporter_id"), "enrollments", ["reporter_id"])
    op.create_table(
        "trainings",
        *_id("trainings"),
        *_of_agency("trainings"),
        *_of("trainings", "reporters"),
        _text("course"),
        sa.Column("done", sa.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        _count("of"),
        _count("tries"),
        _day("touched_on"),
        _day("passed_on", nullable=True),
        _day("refreshed_on", nullable=True),
        _day("until", nullable=True),
        _bytes("body", nullable=True),
        _bytes("wrapped_key", nullable=True),
        sa.Column("key_version", sa.SmallInteger(), nullable=True),
        sa.UniqueConstraint("reporter_id", "course", name=op.f("trainings_reporter_id_course_key")),
    )
    op.create_table(
        "certificates",
        _bytes("digest"),
        *_of_agency("certificates"),
        _text("course"),
        _day("passed_on"),
        _day("until"),
        sa.PrimaryKeyConstraint("digest", name=op.f("certificates_pkey")),
    )


def _create_contents() -> None:
    op.create_table(
        "contents",
        _text("kind"),
        _text("version"),
        _text("body"),
        _moment("kept_at"),
        sa.PrimaryKeyConstraint("kind", "version", name=op.f("contents_pkey")),
    )
    op.create_table(
        "bot_names",
        _text("name"),
        _moment("seen_at"),
        sa.PrimaryKeyConstraint("name", name=op.f("bot_names_pkey")),
    )
