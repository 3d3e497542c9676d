"""Asking a service as a signed-in person, where auth itself is not what the test is about."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

from chassis import clock
from chassis.bus import Bus, Call
from chassis.identity import issue_token
from chassis.signing import KeyPair
from contracts.auth import LIST_SIGNING_KEYS, NoQuestion, SigningKey, SigningKeys
from contracts.base import A, Q, Rpc
from contracts.identity import Identity
from contracts.roles import MEMBERS, Role
from tests.in_process import connected
from tests.stack import TestNats


def person(role: Role, organisation_id: UUID) -> Identity:
    """Somebody with one role; staff and operators belong to no organisation."""
    organisation = organisation_id if role in MEMBERS else None
    return Identity(
        person_id=uuid4(), person_name="Анна Петрова", organisation_id=organisation, roles=(role,), session_id=uuid4()
    )


@dataclass(frozen=True)
class SignedAsker:
    """Calls with the gateway's rights and a token signed for whoever asks; `auth` is the bus as auth sees it."""

    auth: Bus
    gateway: Bus
    key: KeyPair

    async def ask(self, rpc: Rpc[Q, A], request: Q, identity: Identity) -> A:
        """The service's answer; its refusals are raised as ServiceError."""
        token = issue_token(identity, self.key, clock.now(), timedelta(minutes=1))
        return await self.gateway.call(rpc, request, token=token)


@asynccontextmanager
async def signed_asker(nats: TestNats) -> AsyncIterator[SignedAsker]:
    """A gateway, and auth's answer to «which keys verify tokens?» with the key that signs here."""
    key = KeyPair.generate()

    async def keys(call: Call[NoQuestion]) -> SigningKeys:
        return SigningKeys(keys=(SigningKey(kid=key.kid, public_key=key.public),))

    async with connected("auth", nats) as auth, connected("gateway", nats) as gateway:
        await auth.serve(LIST_SIGNING_KEYS, keys)
        yield SignedAsker(auth, gateway, key)
