"""A service can say and hear on the bus what the registry gives it, and the broker refuses it all else."""

import re
from collections.abc import Iterable

import pytest
from nats import connect
from nats.aio.client import Client

from chassis.bus import NatsUser, nats_users
from contracts.registry import CONSUMERS, EVENTS, RPCS
from contracts.subjects import dead_letter
from tests.stack import TestNats

SUBJECTS = frozenset(
    {
        *(rpc.subject for rpc in RPCS),
        *(event.subject for event in EVENTS),
        *(dead_letter(consumer.owner, consumer.name) for consumer in CONSUMERS),
    }
)
SERVICE_USERS = [user for user in nats_users() if user.name != "operator"]
_REFUSED = re.compile(r'permissions violation for (publish|subscription) to "([^"]+)"', re.IGNORECASE)


def _lower(subjects: Iterable[str]) -> set[str]:
    """As nats-py tells of them."""
    return {subject.lower() for subject in subjects}


async def _as(nats: TestNats, user: NatsUser, refused: dict[str, set[str]]) -> Client:
    async def note(error: Exception) -> None:
        if found := _REFUSED.search(str(error)):
            refused[found[1].lower()].add(found[2])

    return await connect(nats.url, **nats.credentials(user.name), error_cb=note, allow_reconnect=False)


@pytest.mark.parametrize("user", SERVICE_USERS, ids=lambda user: user.name)
async def test_what_is_not_in_the_registry_is_refused_by_the_broker(nats: TestNats, user: NatsUser) -> None:
    refused: dict[str, set[str]] = {"publish": set(), "subscription": set()}
    client = await _as(nats, user, refused)
    strange = {"$JS.API.STREAM.DELETE.EVT_AUTH", "$JS.API.STREAM.PURGE.VALIDATION", "_INBOX_auth.x", "evt.made.up"}
    for subject in SUBJECTS | strange:
        await client.publish(subject, b"")
    for subject in SUBJECTS | {"_INBOX_somebody.>", ">"}:
        await client.subscribe(subject)
    # The second: nats-py writes the first ping ahead of what waits to be sent.
    await client.flush()
    await client.flush()
    assert refused["publish"] == _lower((SUBJECTS | strange) - set(user.publish))
    assert refused["subscription"] == _lower((SUBJECTS | {"_INBOX_somebody.>", ">"}) - set(user.subscribe))
    await client.close()
