"""`docker-compose.yml` and `Dockerfile` ask for what there is, and give each container no more than it needs."""

import re
import shlex
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import typer
import yaml

from bot.settings import Settings
from console.settings import ConsoleSettings
from ops.cli import app
from store.settings import StoreSettings

ROOT = Path(__file__).parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = sorted(name for name, service in SERVICES.items() if service["image"] == "highbeam")
SECRETS = "/run/secrets/"


def settings_of(service: str) -> type[StoreSettings]:
    """What the process of a service reads."""
    own: dict[str, type[StoreSettings]] = {"bot": Settings, "console": ConsoleSettings}
    return own.get(service, StoreSettings)


def mounts(service: str) -> dict[str, tuple[str, str]]:
    """Volume -> where it lies, and how: "rw" or "ro"."""
    parts = (volume.split(":") for volume in SERVICES[service].get("volumes", ()))
    return {volume: (place, mode[0] if mode else "rw") for volume, place, *mode in parts}


@pytest.mark.parametrize("service", OURS)
def test_every_setting_of_a_container_is_one_that_its_process_reads(service: str) -> None:
    known = {f"HIGHBEAM_{name.upper()}" for name in settings_of(service).model_fields}
    assert set(SERVICES[service]["environment"]) <= known


@pytest.mark.parametrize("service", sorted(SERVICES))
def test_every_secret_that_a_container_reads_is_given_to_it(service: str) -> None:
    read = {place.removeprefix(SECRETS) for place in SERVICES[service]["environment"].values() if SECRETS in place}
    given = set(SERVICES[service].get("secrets", ()))
    assert given <= set(COMPOSE["secrets"])
    if service != "desk-keys":  # it opens no database
        assert read == given


def read_as_ours(words: list[str]) -> dict[str, Any]:
    """The arguments of a `highbeam` command; it is not run."""
    command: Any = typer.main.get_command(app)
    while hasattr(command, "commands"):
        command, words = command.commands[words[0]], words[1:]
    return dict(command.make_context(command.name, words).params)


@pytest.mark.parametrize("service", [name for name in OURS if "command" in SERVICES[name]])
def test_every_command_is_one_of_ours(service: str) -> None:
    read_as_ours(list(SERVICES[service]["command"]))


def test_every_command_of_the_guide_is_one_of_ours_and_writes_no_file_in_a_container() -> None:
    guide = (ROOT / "docs" / "running.md").read_text() + (ROOT / "docker-compose.yml").read_text()
    told = re.findall(r"docker compose (?:run --rm(?: -T)?|exec) ([a-z-]+) (?:highbeam )?([^#&\n]+)", guide)
    assert {service for service, _ in told} == {"admin", "bot", "keys"}
    for service, line in told:
        assert service in OURS
        words = shlex.split(line.partition(">")[0].replace("LINK", str(UUID(int=0))))
        assert str(read_as_ours(words).get("out", "-")) == "-", line


@pytest.mark.parametrize("service", OURS)
def test_no_container_of_ours_may_do_more_than_its_work(service: str) -> None:
    told = SERVICES[service]
    assert told["read_only"] is True
    assert told["cap_drop"] == ["ALL"]
    assert told["security_opt"] == ["no-new-privileges:true"]
    assert told["pull_policy"] == "never"


def test_the_reporters_keys_are_with_the_bot_alone_of_those_that_go_on_running() -> None:
    holders = {name: mounts(name)["keys"] for name in OURS if "keys" in mounts(name)}
    assert holders == {
        "keys": ("/data/keys", "rw"),
        "desk-keys": ("/data/keys", "ro"),
        "bot": ("/data/keys", "ro"),
    }


def test_the_console_changes_neither_keys_nor_files() -> None:
    assert mounts("console") == {"desk": ("/data/keys", "ro"), "files": ("/data/files", "ro")}


def test_every_volume_of_ours_lies_over_a_folder_that_the_image_gives_to_its_user() -> None:
    made = re.search(r"install -d -o highbeam -m 700 (.+)", (ROOT / "Dockerfile").read_text())
    assert made is not None
    places = {place for service in OURS for place, _ in mounts(service).values()}
    assert places <= set(made[1].split())


def test_the_database_is_healthy_once_it_answers_over_the_network() -> None:
    """By its socket it answers before that, while it is being made."""
    assert "-h" in SERVICES["database"]["healthcheck"]["test"]


def test_what_git_does_not_keep_does_not_go_into_the_image() -> None:
    kept_out = {line.strip("/").removeprefix("**/") for line in (ROOT / ".dockerignore").read_text().split()}
    assert {line.strip("/") for line in (ROOT / ".gitignore").read_text().split()} <= kept_out
