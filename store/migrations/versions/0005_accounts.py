"""Accounts, logins, second factors and tokens: for the console alone, each agency's apart from every other's.

A visitor shows a credential before anybody knows the agency. `highbeam_agency_of` tells the agency of exactly that
credential, so that the transaction can name it and row-level security needs no way around.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0005"
down_revision: str | None = "0004"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

GRANTS = {
    "accounts": "SELECT, INSERT, UPDATE",
    "logins": "SELECT, INSERT, UPDATE, DELETE",
    "tries": "SELECT, INSERT, DELETE",
    "authenticators": "SELECT, INSERT, UPDATE, DELETE",
    "passkeys": "SELECT, INSERT, UPDATE, DELETE",
    "recovery_codes": "SELECT, INSERT, DELETE",
    "api_tokens": "SELECT, INSERT, UPDATE",
    "spent_challenges": "SELECT, INSERT, DELETE",
}
OF_AN_AGENCY = tuple(name for name in GRANTS if name != "spent_challenges")
SIGNATURE = "highbeam_agency_of(text, bytea)"


def upgrade() -> None:
    _create_accounts()
    _create_logins()
    _create_factors()
    _create_tokens()
    for table, rights in GRANTS.items():
        op.execute(f"GRANT {rights} ON {table} TO highbeam_console")
    _separate_agencies()
    op.execute("""
        CREATE FUNCTION highbeam_agency_of(kind text, known bytea) RETURNS uuid
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
            SELECT CASE kind
                WHEN 'login' THEN (SELECT agency_id FROM logins WHERE token_digest = known)
                WHEN 'token' THEN (SELECT agency_id FROM api_tokens WHERE digest = known)
                WHEN 'email' THEN (SELECT agency_id FROM accounts WHERE email = convert_from(known, 'UTF8'))
                WHEN 'set-up' THEN (SELECT agency_id FROM accounts WHERE setup_digest = known)
                WHEN 'passkey' THEN (SELECT agency_id FROM passkeys WHERE credential = known)
            END
        $$
    """)
    op.execute(f"REVOKE ALL ON FUNCTION {SIGNATURE} FROM PUBLIC")
    op.execute(f"GRANT EXECUTE ON FUNCTION {SIGNATURE} TO highbeam_console")


def downgrade() -> None:
    op.execute(f"DROP FUNCTION {SIGNATURE}")
    for table in reversed(GRANTS):
        op.drop_table(table)


def _separate_agencies() -> None:
    asked = "nullif(current_setting('highbeam.agency', true), '')::uuid"
    for table in OF_AN_AGENCY:
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY owner ON {table} TO CURRENT_USER USING (true) WITH CHECK (true)")
        op.execute(
            f"CREATE POLICY console ON {table} TO highbeam_console "
            f"USING (agency_id = {asked}) WITH CHECK (agency_id = {asked})"
        )


def _moment(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=nullable)


def _bytes(name: str, *, nullable: bool = False) -> sa.Column[bytes]:
    return sa.Column(name, sa.LargeBinary(), nullable=nullable)


def _texts(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False)


def _of_agency(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    name = op.f(f"{table}_agency_id_fkey")
    return sa.Column("agency_id", sa.Uuid(), nullable=False), sa.ForeignKeyConstraint(
        ["agency_id"], ["agencies.id"], name=name
    )


def _of_account(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    """Whose it is; it goes with the account."""
    name = op.f(f"{table}_account_id_fkey")
    return (
        *_of_agency(table),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=name, ondelete="CASCADE"),
    )


def _id(table: str, name: str = "id", kind: sa.LargeBinary | None = None) -> list[sa.schema.SchemaItem]:
    column: sa.Column[object] = sa.Column(name, kind or sa.Uuid(), nullable=False)
    return [column, sa.PrimaryKeyConstraint(name, name=op.f(f"{table}_pkey"))]


def _unique(table: str, column: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(column, name=op.f(f"{table}_{column}_key"))


def _index_accounts(*tables: str) -> None:
    for table in tables:
        op.create_index(op.f(f"{table}_account_id"), table, ["account_id"], unique=False)


def _create_accounts() -> None:
    op.create_table(
        "accounts",
        *_id("accounts"),
        *_of_agency("accounts"),
        _text("email"),
        _text("name"),
        _text("role"),
        sa.Column("desk", sa.Integer(), nullable=False),
        _text("password_hash", nullable=True),
        _moment("password_at", nullable=True),
        _bytes("setup_digest", nullable=True),
        _moment("setup_until", nullable=True),
        _text("oidc_subject", nullable=True),
        _moment("created_at"),
        _moment("seen_at", nullable=True),
        _moment("disabled_at", nullable=True),
        _unique("accounts", "email"),
        _unique("accounts", "setup_digest"),
    )
    op.create_index("accounts_desk", "accounts", ["agency_id", "desk"], unique=True)


def _create_logins() -> None:
    op.create_table(
        "logins",
        *_id("logins"),
        *_of_account("logins"),
        _bytes("token_digest"),
        _text("csrf"),
        _text("step"),
        sa.Column("device", sa.Text(), server_default=sa.text("''"), nullable=False),
        _moment("began_at"),
        _moment("seen_at"),
        _moment("confirmed_at"),
        _unique("logins", "token_digest"),
    )
    op.create_table("tries", *_id("tries"), *_of_account("tries"), _text("kind"), _moment("at"))
    _index_accounts("logins", "tries")


def _create_factors() -> None:
    op.create_table(
        "authenticators",
        *_id("authenticators"),
        *_of_account("authenticators"),
        _bytes("body"),
        _bytes("wrapped_key"),
        sa.Column("key_version", sa.SmallInteger(), nullable=False),
        sa.Column("counter", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        _moment("added_at"),
        _moment("proven_at", nullable=True),
    )
    op.create_table(
        "passkeys",
        *_id("passkeys"),
        *_of_account("passkeys"),
        _bytes("credential"),
        _bytes("public_key"),
        sa.Column("uses", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        _texts("transports"),
        _text("name"),
        _moment("added_at"),
        _moment("used_at", nullable=True),
        _unique("passkeys", "credential"),
    )
    op.create_table(
        "recovery_codes", *_id("recovery_codes", "digest", sa.LargeBinary()), *_of_account("recovery_codes")
    )
    _index_accounts("authenticators", "passkeys", "recovery_codes")


def _create_tokens() -> None:
    op.create_table(
        "api_tokens",
        *_id("api_tokens"),
        *_of_account("api_tokens"),
        _bytes("digest"),
        _text("name"),
        _texts("scopes"),
        _moment("made_at"),
        _moment("expires_at"),
        _moment("used_at", nullable=True),
        _moment("revoked_at", nullable=True),
        _unique("api_tokens", "digest"),
    )
    _index_accounts("api_tokens")
    op.create_table("spent_challenges", *_id("spent_challenges", "digest", sa.LargeBinary()), _moment("at"))
    op.create_index(op.f("spent_challenges_at"), "spent_challenges", ["at"], unique=False)
