"""Signing keys: the one that signs now, and those by which tokens are verified."""

from datetime import datetime

from chassis.database import UnitOfWork
from chassis.signing import KeyPair
from contracts.auth import SigningKey, SigningKeys
from services.auth.domain.keys import KeyPolicy
from services.auth.repository import keys
from services.auth.tables import SigningKeyRow


async def current_key(uow: UnitOfWork, policy: KeyPolicy, now: datetime) -> KeyPair:
    """The key that signs at `now`; the first one, and one in place of a key grown old, is made here."""
    newest = await keys.newest(uow.session)
    if newest is not None and policy.signs(newest.created_at, now):
        return _pair(newest)
    await keys.lock_rotation(uow.session)
    newest = await keys.newest(uow.session)
    if newest is not None and policy.signs(newest.created_at, now):
        return _pair(newest)
    return await _replace(uow, policy, now)


async def listed_keys(uow: UnitOfWork, policy: KeyPolicy, now: datetime) -> SigningKeys:
    """Public keys, newest first: the one that signs, and those whose tokens may still be on their way."""
    await current_key(uow, policy, now)
    rows = await keys.since(uow.session, policy.forgotten_before(now))
    return SigningKeys(keys=tuple(SigningKey(kid=row.kid, public_key=row.public_key) for row in rows))


async def _replace(uow: UnitOfWork, policy: KeyPolicy, now: datetime) -> KeyPair:
    pair = KeyPair.generate()
    row = SigningKeyRow(kid=pair.kid, private_key=pair.private, public_key=pair.public, created_at=now)
    uow.session.add(row)
    await uow.session.flush()
    await keys.remove_before(uow.session, policy.forgotten_before(now))
    return pair


def _pair(row: SigningKeyRow) -> KeyPair:
    return KeyPair(row.kid, row.private_key, row.public_key)
