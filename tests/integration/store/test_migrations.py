"""Migrations go up, down and up again, equal the tables, and give each process only its own rights."""

from sqlalchemy import create_engine, inspect, make_url, text

from store import migrate


def _tables(url: str) -> set[str]:
    engine = create_engine(make_url(url).set(drivername="postgresql+psycopg"))
    with engine.connect() as connection:
        names = set(inspect(connection).get_table_names())
    engine.dispose()
    return names - {"alembic_version"}


def test_migrations_go_up_down_and_up_again(empty_url: str) -> None:
    migrate.upgrade(empty_url)
    up = _tables(empty_url)
    assert "tips" in up
    assert migrate.current(empty_url) == migrate.newest()
    migrate.downgrade(empty_url)
    assert _tables(empty_url) == set()
    assert migrate.current(empty_url) is None
    migrate.upgrade(empty_url)
    assert _tables(empty_url) == up


def test_the_migrated_database_equals_the_tables(database_url: str) -> None:
    assert migrate.differences(database_url) == []


def test_a_column_that_no_migration_made_is_a_difference(database_url: str) -> None:
    engine = create_engine(make_url(database_url).set(drivername="postgresql+psycopg"))
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE tips DROP COLUMN precision"))
    engine.dispose()
    assert [difference[0] for difference in migrate.differences(database_url)] == ["add_column"]


def test_two_processes_may_migrate_at_once(empty_url: str) -> None:
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(2) as both:
        list(both.map(migrate.upgrade, [empty_url, empty_url]))
    assert migrate.current(empty_url) == migrate.newest()
