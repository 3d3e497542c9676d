"""PostgreSQL runs as root (under another account) and as an ordinary user, wherever the folders are."""

import multiprocessing
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import psutil
import pytest

from deploy.local.ports import free_ports
from deploy.local.servers.binaries import package_folder
from deploy.local.servers.postgres import WHEEL, PostgresServer, unprivileged_account
from tests.stack import Child, reachable_folder, run_sync


@pytest.fixture
def folder() -> Iterator[Path]:
    with reachable_folder() as made:
        yield made


def _server(folder: Path, shared: Path) -> PostgresServer:
    return PostgresServer(folder / "postgres", "cluster", free_ports(1)[0], "secret", shared_home=shared)


def _version(server: PostgresServer) -> str:
    async def ask() -> str:
        connection = await asyncpg.connect(server.url("postgres"))
        try:
            return str(await connection.fetchval("SELECT current_setting('server_version')"))
        finally:
            await connection.close()

    return run_sync(ask)


def test_it_never_runs_as_root(folder: Path) -> None:
    server = _server(folder, folder / "shared")
    child = Child(server.program, folder)
    child.start()
    assert child.process is not None
    assert psutil.Process(child.process.pid).uids().effective != 0
    assert _version(server).startswith("18")
    child.stop()


def test_data_in_a_folder_closed_to_its_account_is_kept_elsewhere(folder: Path) -> None:
    closed = folder / "closed"
    closed.mkdir(mode=0o700)
    server = _server(closed, folder / "shared")
    child = Child(server.program, folder)
    for _ in range(2):  # a second start finds the same data
        child.start()
        assert _version(server)
        child.stop()
    elsewhere = os.geteuid() == 0  # an ordinary user reaches his own closed folders
    assert (folder / "shared/cluster/data").exists() is elsewhere
    assert (closed / "postgres/data").exists() is not elsewhere


def test_it_recovers_from_a_kill(folder: Path) -> None:
    server = _server(folder, folder / "shared")
    child = Child(server.program, folder)
    child.start()
    child.kill()
    child.start()
    assert _version(server)
    child.stop()


def test_a_lock_file_whose_number_now_belongs_to_another_process_is_no_obstacle(folder: Path) -> None:
    server = _server(folder, folder / "shared")
    child = Child(server.program, folder)
    child.start()
    child.stop()
    (folder / "postgres/data/postmaster.pid").write_text(f"{os.getpid()}\n")
    child.start()
    assert _version(server)
    child.stop()


def test_an_ordinary_user_runs_it_directly(folder: Path) -> None:
    account = unprivileged_account()
    wheel = folder / "wheel"
    if account:  # the wheel may lie where that account cannot go
        package = package_folder(WHEEL)
        for source in (package, package.with_name(f"{WHEEL}.libs")):
            shutil.copytree(source, wheel / source.name, symlinks=True)

    def run() -> None:
        if account:
            os.setgroups([])
            os.setgid(account.gid)
            os.setuid(account.uid)
            sys.path.insert(0, str(wheel))
            os.environ["HOME"] = str(folder)  # asyncpg looks for certificates there
        own = folder / "ordinary"
        own.mkdir()
        server = _server(own, own / "shared")
        program = server.program()
        assert program.account is None
        child = Child(lambda: program, own)
        child.start()
        assert _version(server)
        child.stop()

    folder.chmod(0o777)
    process = multiprocessing.get_context("fork").Process(target=run)
    process.start()
    process.join(60)
    assert process.exitcode == 0
