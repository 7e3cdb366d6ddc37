"""`python -m bot` runs the bot. What stops the start is said in one sentence, with exit code 2."""

import sys

import structlog
import uvloop

from bot.app import run
from bot.logs import start_logging
from bot.settings import Settings
from store import migrate
from store.embedded import database_of
from store.errors import EmbeddedServerFailed, KeyProblem, where_it_broke
from store.keys import create_keys
from store.settings import SettingMissingError, read_settings


def main() -> int:
    """Read the settings, see to the embedded database if there is no other, and run."""
    start_logging()
    try:
        settings = read_settings(Settings)
        with database_of(settings) as url:
            if settings.database_url is None:
                _see_to_embedded(settings, url)
            uvloop.run(run(settings, database_url=url))
    except (SettingMissingError, KeyProblem, EmbeddedServerFailed) as exc:
        sys.stderr.write(f"{exc}\n")
        return 2
    except Exception as exc:  # its message may quote what was being stored
        structlog.get_logger().critical("bot-broke", error=type(exc).__name__, where=where_it_broke(exc))
        return 1
    return 0


def _see_to_embedded(settings: Settings, url: str) -> None:
    """The embedded database is ours alone: bring it up, and make the keys that go with a new one."""
    if migrate.current(url) is None:
        create_keys(settings.keys_folder)
    migrate.upgrade(url)


if __name__ == "__main__":
    sys.exit(main())
