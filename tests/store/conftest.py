"""Both engines for every contract test: a SQLite file, and a private PostgreSQL server."""

from __future__ import annotations

import itertools
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from checker.store import ReviewStore, open_store

_NUMBERS = itertools.count(1)


def _binary(name: str) -> str | None:
    found = shutil.which(name)
    if found:
        return found
    places = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return str(places[-1]) if places else None


def _account() -> dict[str, Any]:
    """The server refuses to run as root; then the distribution's own account runs it."""
    return {"user": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """URL of a private server, started for this test session on a free port."""
    initdb, pg_ctl = _binary("initdb"), _binary("pg_ctl")
    if not initdb or not pg_ctl:
        pytest.skip("left out: no PostgreSQL server is installed (Debian: apt install postgresql)")
    folder = tempfile.mkdtemp(prefix="checker-postgres-")
    account = _account()
    if account:
        shutil.chown(folder, "postgres")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    data = f"{folder}/data"
    run: dict[str, Any] = {"check": True, "stdout": subprocess.DEVNULL, "cwd": folder, **account}
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    try:
        subprocess.run(
            [initdb, "-D", data, "-U", "reviewer", "-A", "trust", "-E", "UTF8"],
            env=environment,
            **run,
        )
        options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
        subprocess.run(
            [pg_ctl, "-D", data, "-w", "-l", f"{folder}/log", "-o", options, "start"],
            env=environment,
            **run,
        )
        try:
            yield f"postgresql://reviewer@127.0.0.1:{port}"
        finally:
            subprocess.run([pg_ctl, "-D", data, "-m", "immediate", "stop"], env=environment, **run)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.server)])
def location(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Location of an empty store on each engine."""
    if request.param == "sqlite":
        return str(tmp_path / "review.sqlite")
    return new_database(request.getfixturevalue("postgres_server"))


@pytest.fixture
def other_location(request: pytest.FixtureRequest, location: str, tmp_path: Path) -> str:
    """A second empty store on the same engine as `location`."""
    if "://" not in location:
        return str(tmp_path / "other.sqlite")
    return new_database(request.getfixturevalue("postgres_server"))


@pytest.fixture
def store(location: str) -> Iterator[ReviewStore]:
    """An empty store on each engine."""
    with open_store(location) as opened:
        yield opened


def new_database(server: str) -> str:
    """Make an empty database on the server and return its URL."""
    import psycopg

    name = f"review_{next(_NUMBERS)}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return f"{server}/{name}"
