"""No sealed table is left out when a key is rotated: what is not re-wrapped could never be opened again."""

from sqlmodel import SQLModel

import store.account_tables
import store.tables
import store.training_tables  # noqa: F401 - registers the tables
from store.rotation import SEALED_TABLES


def test_every_table_with_a_wrapped_key_is_rotated() -> None:
    sealed = {name for name, table in SQLModel.metadata.tables.items() if "wrapped_key" in table.columns}
    assert {name for names in SEALED_TABLES.values() for name in names} == sealed
