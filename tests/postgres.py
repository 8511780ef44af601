"""A PostgreSQL server of the tests' own: in a temporary folder, on a free port."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import psycopg

USER = "workbook"
# What a URL must quote, and what no message may show.
PASSWORD = "sesame/@:open"
QUOTED = "sesame%2F%40%3Aopen"
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
# Nothing of these databases need survive a power cut.
OPTIONS = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]


class Server:
    """Where a running server listens."""

    def __init__(self, port, pid):
        self.port = port
        self.pid = pid
        self._count = 0

    def url(self, database, password=QUOTED, driver="+psycopg"):
        """Return the URL of a database."""
        place = f"127.0.0.1:{self.port}/{database}"
        return f"postgresql{driver}://{USER}:{password}@{place}"

    def connect(self, database="postgres"):
        """Return a connection of psycopg's that commits every statement."""
        return psycopg.connect(self.url(database, driver=""), autocommit=True)

    def new_database(self):
        """Make an empty database and return its URL."""
        self._count += 1
        name = f"test_{self._count}"
        with self.connect() as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return self.url(name)


def programs():
    """Return the folder of Debian's newest server, or of the one on the PATH."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
    program = found[-1] if found else shutil.which("postgres")
    if not program:
        raise RuntimeError(
            "PostgreSQL's server is missing. On Debian: apt-get install postgresql "
            '(as root); without it: pytest -m "not postgres"'
        )
    return Path(program).parent


@contextmanager
def server():
    """Start a server, and stop it by its own process id."""
    folder = Path(tempfile.mkdtemp(prefix="workbook-postgres-"))
    try:
        if account := _account():
            shutil.chown(folder, account, pwd.getpwnam(account).pw_gid)
        _initialise(folder, account)
        with _running(folder, account) as started:
            yield started
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _account():
    """Return who the server runs as: it refuses to be root."""
    if os.geteuid() != 0:
        return None
    names = {user.pw_name for user in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _identity(account):
    if not account:
        return {}
    group = pwd.getpwnam(account).pw_gid
    return {"user": account, "group": group, "extra_groups": []}


def _initialise(folder, account):
    secret = folder / "password"
    secret.write_text(PASSWORD)
    secret.chmod(0o644)
    _run(
        [
            programs() / "initdb",
            f"--pgdata={folder / 'data'}",
            f"--username={USER}",
            f"--pwfile={secret}",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--no-sync",
        ],
        folder,
        account,
    )


def _run(command, folder, account):
    done = subprocess.run(
        command,
        cwd=folder,
        **_identity(account),
        env=ENVIRONMENT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise RuntimeError(f"initdb: {done.stderr[-2000:]}")


@contextmanager
def _running(folder, account):
    port = _free_port()
    options = [f"port={port}", "listen_addresses=127.0.0.1"]
    # No socket in the file system: its name could be too long, its folder forbidden.
    options += ["unix_socket_directories=", *OPTIONS]
    command = [programs() / "postgres", "-D", folder / "data"]
    for option in options:
        command += ["-c", option]
    log = folder / "log"
    with log.open("wb") as stream:
        process = subprocess.Popen(
            command,
            cwd=folder,
            **_identity(account),
            env=ENVIRONMENT,
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=subprocess.STDOUT,
        )
    started = Server(port, process.pid)
    try:
        _wait_for(started, process, log)
        yield started
    finally:
        process.send_signal(signal.SIGINT)  # the server's "fast" way to stop
        process.wait(timeout=60)


def _wait_for(started, process, log, seconds=60):
    limit = time.monotonic() + seconds
    while time.monotonic() < limit and process.poll() is None:
        try:
            started.connect().close()
            return
        except psycopg.OperationalError:
            time.sleep(0.1)
    raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text()[-3000:]}")


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
