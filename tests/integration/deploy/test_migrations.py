"""Migrations run where they are due and nowhere else."""

from pathlib import Path

import asyncpg

from deploy.local.migrations import bring_up_to_date, digest
from tests.stack import Servers


async def test_a_service_is_migrated_once_and_again_when_its_migrations_change(servers: Servers) -> None:
    postgres, migrated = servers.installation.postgres, []
    connection = await asyncpg.connect(postgres.url("postgres"))
    await connection.execute('COMMENT ON DATABASE "members" IS NULL')

    async def migrate(service: str) -> None:
        migrated.append(service)

    assert await bring_up_to_date(postgres, ["members"], migrate) == ["members"]
    assert await bring_up_to_date(postgres, ["members"], migrate) == []
    await connection.execute("COMMENT ON DATABASE \"members\" IS 'migrations of another version'")
    assert await bring_up_to_date(postgres, ["members"], migrate) == ["members"]
    assert migrated == ["members", "members"]
    await connection.execute('COMMENT ON DATABASE "members" IS NULL')
    await connection.close()


def test_the_digest_follows_the_files(tmp_path: Path) -> None:
    versions = tmp_path / "services/members/migrations/versions"
    versions.mkdir(parents=True)
    (tmp_path / "chassis").mkdir()
    (tmp_path / "chassis/migrations.py").write_text("")
    before = digest("members", tmp_path)
    (versions / "0001_first.py").write_text("revision = '0001'")
    assert digest("members", tmp_path) != before
