"""How alembic runs here: on the connection that `store.migrate` hands it, against the tables of `store.tables`."""

from alembic import context
from sqlmodel import SQLModel

import store.account_tables
import store.tables  # noqa: F401 - and these


def _ours(name: str | None, kind: str, parents: object) -> bool:
    """Other parts of the house (the task queue) keep tables of their own in this database."""
    return kind != "table" or name in SQLModel.metadata.tables


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    include_name=_ours,
    compare_server_default=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
