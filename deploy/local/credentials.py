"""The passwords and keys of one data folder: made once, kept in `credentials.json`, which its owner alone can read."""

import secrets
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from deploy.local.files import read_json, write_json
from deploy.nats.keys import new_seed

FILE = "credentials.json"


@dataclass(frozen=True)
class Credentials:
    """`cluster` names the PostgreSQL cluster, so that a new data folder never meets the database of an old one."""

    cluster: str
    postgres_password: str
    database_passwords: dict[str, str]
    nats_seeds: dict[str, str]
    s3_keys: dict[str, str]
    journal_key: str


def load_credentials(
    data_dir: Path, *, databases: tuple[str, ...], stores: tuple[str, ...], nats_users: tuple[str, ...]
) -> Credentials:
    """Read the folder's credentials, making those that are not there yet (a service may be newer than the folder)."""
    kept = read_json(data_dir / FILE)
    credentials = Credentials(
        cluster=kept.get("cluster") or secrets.token_hex(8),
        postgres_password=kept.get("postgres_password") or secrets.token_urlsafe(24),
        database_passwords=_complete(kept.get("database_passwords"), databases),
        nats_seeds=_complete(kept.get("nats_seeds"), nats_users, new_seed),
        s3_keys=_complete(kept.get("s3_keys"), stores),
        journal_key=kept.get("journal_key") or secrets.token_urlsafe(32),
    )
    if asdict(credentials) != kept:
        write_json(data_dir / FILE, asdict(credentials))
    return credentials


def _password() -> str:
    return secrets.token_urlsafe(24)


def _complete(
    kept: dict[str, str] | None, names: tuple[str, ...], new: Callable[[], str] = _password
) -> dict[str, str]:
    have = kept or {}
    return have | {name: new() for name in names if name not in have}
