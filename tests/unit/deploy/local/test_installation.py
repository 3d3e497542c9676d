"""What a data folder remembers between two starts."""

import json
import socket
import stat
from pathlib import Path

from deploy.local.installation import open_installation, read_installation
from deploy.local.ports import LOOPBACK, free_ports
from deploy.local.settings import LocalSettings


def _settings(folder: Path) -> LocalSettings:
    return LocalSettings(folder / "data", http_port=free_ports(1)[0])


def test_passwords_and_ports_stay_the_same(tmp_path: Path) -> None:
    settings = _settings(tmp_path)
    first, second = open_installation(settings), open_installation(settings)
    assert first == second == read_installation(settings)


def test_a_port_taken_meanwhile_is_replaced(tmp_path: Path) -> None:
    settings = _settings(tmp_path)
    first = open_installation(settings)
    with socket.create_server((LOOPBACK, first.nats.port)), socket.create_server((LOOPBACK, first.http_port)):
        second = open_installation(settings)
    assert second.nats.port != first.nats.port
    assert second.http_port != first.http_port
    assert second.postgres.port == first.postgres.port


def test_two_data_folders_share_no_password(tmp_path: Path) -> None:
    one = open_installation(LocalSettings(tmp_path / "one")).credentials
    two = open_installation(LocalSettings(tmp_path / "two")).credentials
    assert one.cluster != two.cluster
    assert not set(one.database_passwords.values()) & set(two.database_passwords.values())
    assert not set(one.nats_seeds.values()) & set(two.nats_seeds.values())


def test_secrets_are_readable_by_their_owner_alone(tmp_path: Path) -> None:
    open_installation(LocalSettings(tmp_path / "data"))
    assert stat.S_IMODE((tmp_path / "data/credentials.json").stat().st_mode) == 0o600


def test_endpoints_name_every_server(tmp_path: Path) -> None:
    settings = _settings(tmp_path)
    open_installation(settings)
    endpoints = json.loads((settings.data_dir / "endpoints.json").read_text())
    assert endpoints["gateway"] == f"http://127.0.0.1:{settings.http_port}"
    assert {"nats", "postgres", "s3", "smtp", "mail_folder"} <= endpoints.keys()


def test_a_process_gets_the_credentials_of_its_own_identity_only(tmp_path: Path) -> None:
    installation = open_installation(_settings(tmp_path))
    own = installation.environment("reports")
    others = installation.credentials.database_passwords["auth"], installation.credentials.nats_seeds["auth"]
    assert not any(secret in value for value in own.values() for secret in others)
    assert "KABINET_DATABASE_URL" not in installation.environment("worker")
    assert "KABINET_DATABASE_URL" not in installation.environment("gateway")
