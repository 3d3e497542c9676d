"""`python -m deploy.nats.generate` writes `nats.conf` anew after the registry changed (a test compares the two)."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from deploy.local.nats_users import permissions_by_user
from deploy.nats.keys import public_variable

CONFIGURATION = Path(__file__).with_name("nats.conf")

_HEAD = """\
# Written by `python -m deploy.nats.generate` out of contracts/registry.py: do not edit.
# Public keys of the users come from the environment (NATS_NKEY_<USER>); their seeds are with the services alone.

server_name: kabinet
port: 4222
http_port: 8222

jetstream {
  store_dir: /data
  # The default syncs every two minutes: a power cut would lose acknowledged messages, and whole streams.
  sync_interval: always
}

authorization {
  users: [
"""
_TAIL = """\
  ]
}
"""


def users() -> Mapping[str, Mapping[str, Any]]:
    """NATS user -> permissions: each service, the worker and the operator."""
    return permissions_by_user(("worker",))


def render() -> str:
    """The whole configuration."""
    return _HEAD + "".join(_user(name, permissions) for name, permissions in users().items()) + _TAIL


def _user(name: str, permissions: Mapping[str, Any]) -> str:
    rights = json.dumps(permissions, indent=2).replace("\n", "\n      ")
    return f"    {{\n      nkey: ${public_variable(name)}\n      permissions: {rights}\n    }}\n"


if __name__ == "__main__":
    CONFIGURATION.write_text(render(), encoding="utf-8")
