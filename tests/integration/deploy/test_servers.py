"""The servers out of wheels: they work, and no service reaches what is another's."""

import io

import asyncpg
import nats as nats_client
import pytest
from minio import Minio

from tests.stack import Servers, TestNats


async def test_a_service_can_use_its_own_database(servers: Servers) -> None:
    database = servers.fresh_database("reports")
    connection = await asyncpg.connect(database.plain_url)
    await connection.execute("CREATE TABLE thing (id uuid PRIMARY KEY DEFAULT uuidv7(), name text)")
    assert await connection.fetchval("SELECT current_user") == "reports"
    await connection.close()
    servers.drop(database)


async def test_a_service_cannot_enter_the_database_of_another(servers: Servers) -> None:
    other = servers.installation.database_url("auth").replace("+asyncpg", "")
    own = servers.installation.database_url("reports").replace("+asyncpg", "")
    trespass = own.rsplit("/", 1)[0] + "/" + other.rsplit("/", 1)[1]
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await asyncpg.connect(trespass)
    with pytest.raises(asyncpg.InvalidPasswordError):
        await asyncpg.connect(own.replace("reports:", "reports:x"))


def test_buckets_are_shared_by_key_pairs_of_each_service(servers: Servers) -> None:
    def client(identity: str) -> Minio:
        environment = servers.environment(identity)
        return Minio(
            environment["KABINET_S3_ENDPOINT"],
            access_key=environment["KABINET_S3_ACCESS_KEY"],
            secret_key=environment["KABINET_S3_SECRET_KEY"],
            secure=False,
            region="us-east-1",
        )

    client("gateway").put_object("uploads", "a/b", io.BytesIO(b"body"), 4)
    answer = client("worker").get_object("uploads", "a/b")
    assert answer.read() == b"body"
    answer.close()


async def test_jetstream_keeps_messages_over_a_kill_and_forgets_them_when_wiped(nats: TestNats) -> None:
    async def messages() -> int:
        client = await nats_client.connect(nats.url, **nats.credentials())
        streams = await client.jetstream().streams_info()
        await client.close()
        return sum(stream.state.messages for stream in streams)

    client = await nats_client.connect(nats.url, **nats.credentials())
    await client.jetstream().add_stream(name="KEPT", subjects=["kept.>"])
    await client.jetstream().publish("kept.one", b"1")
    await client.close()
    nats.kill()
    nats.start()
    assert await messages() == 1
    nats.kill()
    nats.wipe()
    nats.start()
    assert await messages() == 0
