"""NATS with JetStream: one user per service with exactly its subjects, and `admin` for the operator's commands."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from deploy.local.ports import LOOPBACK
from deploy.local.probes import http_probe
from deploy.local.programs import Program
from deploy.local.servers.binaries import script
from deploy.nats.keys import public_of

ADMIN = "admin"


@dataclass(frozen=True)
class NatsServer:
    """A server under `folder`. `permissions`: user -> NATS permissions; a user with none given may do all."""

    folder: Path
    port: int
    monitor_port: int
    seeds: Mapping[str, str]
    permissions: Mapping[str, Mapping[str, Any]]
    name: str = "nats"

    @property
    def url(self) -> str:
        return f"nats://{LOOPBACK}:{self.port}"

    @property
    def store(self) -> Path:
        return self.folder / "store"

    def program(self) -> Program:
        """Write the configuration and say how to run the server with it."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        config = self.folder / "nats.conf"
        config.touch(mode=0o600)
        # NATS reads JSON as its configuration.
        config.write_text(json.dumps(self._config(), indent=2), encoding="utf-8")
        return Program(
            name=self.name,
            command=(script("nats-server"), "-c", str(config)),
            # The full check: JetStream can be stuck while the server itself answers.
            ready=http_probe(self.monitor_port, "/healthz"),
        )

    def _config(self) -> dict[str, Any]:
        return {
            "host": LOOPBACK,
            "port": self.port,
            "http": f"{LOOPBACK}:{self.monitor_port}",
            "server_name": "kabinet-local",
            # The default syncs every two minutes, and a power cut would lose acknowledged messages and whole streams.
            "jetstream": {"store_dir": str(self.store), "sync_interval": "always"},
            "authorization": {"users": [self._user(user) for user in {ADMIN: None, **self.permissions}]},
        }

    def _user(self, user: str) -> dict[str, Any]:
        entry: dict[str, Any] = {"nkey": public_of(self.seeds[user])}
        if permissions := self.permissions.get(user):
            entry["permissions"] = permissions
        return entry
