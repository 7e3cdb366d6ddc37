"""The tables of accounts: who signs in, with what, and which logins and tokens stand open.

Passwords stand as Argon2id hashes, tokens and recovery codes as digests; the secret of an authenticator app is sealed.
All carry the owning agency's key; a credential finds its agency by the function `highbeam_agency_of`, nothing else.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    BigInteger,
    CheckConstraint,
    Column,
    DateTime,
    ForeignKey,
    Index,
    LargeBinary,
    SmallInteger,
    Text,
    text,
)
from sqlmodel import Field, SQLModel

import store.tables
import store.training_tables  # noqa: F401 - registers agencies, partners, the naming of constraints


def _moment(*, nullable: bool = False) -> Any:
    return Field(sa_column=Column(DateTime(timezone=True), nullable=nullable))


def _text(*, nullable: bool = False, **options: Any) -> Any:
    return Field(sa_column=Column(Text, nullable=nullable, **options))


def _digest(*, nullable: bool = False, **options: Any) -> Any:
    return Field(sa_column=Column(LargeBinary, nullable=nullable, **options))


def _texts() -> Any:
    return Field(sa_column=Column(ARRAY(Text), nullable=False, server_default=text("'{}'")))


def _of_account() -> Any:
    return Field(sa_column=Column(ForeignKey("accounts.id", ondelete="CASCADE"), nullable=False, index=True))


class AccountRow(SQLModel, table=True):
    """Somebody who signs in. `email` is normalized and unique over all agencies, since it says which one is meant."""

    __tablename__ = "accounts"
    __table_args__ = (
        Index("accounts_desk", "agency_id", "desk", unique=True),
        CheckConstraint("(role = 'partner') = (partner_id IS NOT NULL)", name="partner"),
    )
    id: UUID = Field(primary_key=True)
    agency_id: UUID = Field(foreign_key="agencies.id")
    email: str = _text(unique=True)
    name: str = _text()
    role: str = _text()
    desk: int
    partner_id: UUID | None = Field(foreign_key="partners.id")
    password_hash: str | None = _text(nullable=True)
    password_at: datetime | None = _moment(nullable=True)
    setup_digest: bytes | None = _digest(nullable=True, unique=True)
    setup_until: datetime | None = _moment(nullable=True)
    oidc_subject: str | None = _text(nullable=True)
    created_at: datetime = _moment()
    seen_at: datetime | None = _moment(nullable=True)
    disabled_at: datetime | None = _moment(nullable=True)


class LoginRow(SQLModel, table=True):
    """A web login that is open. Ended ones are removed; the trail tells of them."""

    __tablename__ = "logins"
    id: UUID = Field(primary_key=True)
    agency_id: UUID = Field(foreign_key="agencies.id")
    account_id: UUID = _of_account()
    token_digest: bytes = _digest(unique=True)
    csrf: str = _text()
    step: str = _text()
    device: str = _text(server_default=text("''"))
    began_at: datetime = _moment()
    seen_at: datetime = _moment()
    confirmed_at: datetime = _moment()


class TryRow(SQLModel, table=True):
    """A try at a password or a code, written before it is checked and removed when it was right."""

    __tablename__ = "tries"
    id: UUID = Field(primary_key=True)
    agency_id: UUID = Field(foreign_key="agencies.id")
    account_id: UUID = _of_account()
    kind: str = _text()
    at: datetime = _moment()


class AuthenticatorRow(SQLModel, table=True):
    """An authenticator app. Its secret is sealed under the ring "tips"; `counter` is the last time step accepted."""

    __tablename__ = "authenticators"
    id: UUID = Field(primary_key=True)
    agency_id: UUID = Field(foreign_key="agencies.id")
    account_id: UUID = _of_account()
    body: bytes = _digest()
    wrapped_key: bytes = _digest()
    key_version: int = Field(sa_column=Column(SmallInteger, nullable=False))
    counter: int = Field(sa_column=Column(BigInteger, nullable=False, server_default=text("0")))
    added_at: datetime = _moment()
    proven_at: datetime | None = _moment(nullable=True)


class PasskeyRow(SQLModel, table=True):
    """A WebAuthn credential: its public key and how often it was used, as it says."""

    __tablename__ = "passkeys"
    id: UUID = Field(primary_key=True)
    agency_id: UUID = Field(foreign_key="agencies.id")
    account_id: UUID = _of_account()
    credential: bytes = _digest(unique=True)
    public_key: bytes = _digest()
    uses: int = Field(sa_column=Column(BigInteger, nullable=False, server_default=text("0")))
    transports: list[str] = _texts()
    name: str = _text()
    added_at: datetime = _moment()
    used_at: datetime | None = _moment(nullable=True)


class RecoveryCodeRow(SQLModel, table=True):
    """A recovery code that was not used yet, as a keyed digest."""

    __tablename__ = "recovery_codes"
    digest: bytes = _digest(primary_key=True)
    agency_id: UUID = Field(foreign_key="agencies.id")
    account_id: UUID = _of_account()


class TokenRow(SQLModel, table=True):
    """An API token of an account: what it may do, until when."""

    __tablename__ = "api_tokens"
    id: UUID = Field(primary_key=True)
    agency_id: UUID = Field(foreign_key="agencies.id")
    account_id: UUID = _of_account()
    digest: bytes = _digest(unique=True)
    name: str = _text()
    scopes: list[str] = _texts()
    made_at: datetime = _moment()
    expires_at: datetime = _moment()
    used_at: datetime | None = _moment(nullable=True)
    revoked_at: datetime | None = _moment(nullable=True)


class SpentChallengeRow(SQLModel, table=True):
    """A passkey challenge that was answered: none is accepted twice. Kept for as long as it could be."""

    __tablename__ = "spent_challenges"
    digest: bytes = _digest(primary_key=True)
    at: datetime = Field(sa_column=Column(DateTime(timezone=True), nullable=False, index=True))
