"""Who may say what on the bus, as the bus itself declares it."""

from collections.abc import Iterable, Mapping
from typing import Any

from chassis.bus import NatsUser, nats_users

_WORKER, _VALIDATOR = "worker", "validator"


def permissions_by_user(identities: Iterable[str]) -> dict[str, Mapping[str, Any]]:
    """NATS user -> its permissions, for every identity that runs here and for the operator's tools."""
    users = {user.name: user for user in nats_users()}
    permitted: dict[str, Mapping[str, Any]] = {name: _permissions(user, inbox_of=name) for name, user in users.items()}
    if _WORKER in identities:
        # A worker is the validator by another name: it has the same rights, and an inbox of its own.
        permitted[_WORKER] = _permissions(users[_VALIDATOR], inbox_of=_WORKER)
    return permitted


def _permissions(user: NatsUser, *, inbox_of: str) -> dict[str, Any]:
    subscribe = [subject.replace(f"_INBOX_{user.name}.", f"_INBOX_{inbox_of}.") for subject in user.subscribe]
    return {
        "publish": {"allow": list(user.publish)},
        "subscribe": {"allow": subscribe},
        "allow_responses": user.allow_responses,
    }
