"""`python -m bot` runs the bot. What stops the start is said in one sentence, with exit code 2."""

import sys

import uvloop

from bot.app import run
from bot.logs import start_logging
from bot.settings import Settings
from store.embedded import start_embedded
from store.errors import EmbeddedServerFailed, KeyProblem
from store.settings import SettingMissingError, read_settings


def main() -> int:
    """Read the settings, start the embedded database if there is no other, and run."""
    start_logging()
    try:
        settings = read_settings(Settings)
        url = settings.external_database()
        if url is not None:
            uvloop.run(run(settings, database_url=url))
            return 0
        server = start_embedded(settings.data)
        try:
            uvloop.run(run(settings, database_url=server.url))
        finally:
            server.stop()
    except (SettingMissingError, KeyProblem, EmbeddedServerFailed) as exc:
        sys.stderr.write(f"{exc}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
