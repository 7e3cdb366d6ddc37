"""Secrets of authenticator apps go along when the keys are rotated, and stay sealed meanwhile."""

from pathlib import Path

import pyotp

from store import accounts, rotation, second_factors
from store.database import Database
from store.keys import Ring
from store.vault import Vault
from tests.integration.store.samples import NOW
from tips.access import AccountRole


async def test_an_apps_secret_survives_a_rotation_of_the_keys(owner: Database, vault: Vault, keys_folder: Path) -> None:
    async with owner.transaction() as db:
        account = await accounts.create(
            db, vault, email="a@desk.example", name="Invented", role=AccountRole.ANALYST, by="test", at=NOW
        )
        secret = await second_factors.begin_app(db, vault, account.actor, at=NOW)
        body = (await db.exec_driver_sql("SELECT body FROM authenticators")).scalar_one()
        assert secret.encode() not in bytes(body)
    moved = sum([batch async for batch in rotation.rotate(owner, keys_folder, Ring.TIPS)])
    assert moved == 1
    fresh = Vault(keys_folder)
    async with owner.transaction() as db:
        version = (await db.exec_driver_sql("SELECT key_version FROM authenticators")).scalar_one()
        assert version == 2
        code = pyotp.TOTP(secret).at(NOW)
        assert await second_factors.prove_app(db, fresh, account.actor, code, at=NOW) is not None
