"""The access matrix of auth: calls whose secret is the right to make them, and calls about oneself."""

from typing import Any

import pytest

from chassis.errors import ServiceError
from contracts import subjects
from contracts.auth import (
    CLOSE_SESSION,
    LIST_SIGNING_KEYS,
    RESOLVE_SESSION,
    NoQuestion,
    OpenedSession,
    SessionToken,
)
from contracts.base import Rpc
from contracts.registry import RPCS
from contracts.roles import EVERYONE, MEMBERS, REGISTRARS, Role
from tests.in_process import connected
from tests.integration.auth.scene import Scene
from tests.stack import TestNats

pytestmark = pytest.mark.asyncio(loop_scope="module")

# Which services the broker lets ask. A call that is added without a line here fails `test_every_call_has_a_rule`.
_ASKERS = {
    subjects.SESSION_OPEN: {"gateway"},
    subjects.SESSION_RESOLVE: {"gateway"},
    subjects.SESSION_CLOSE: {"gateway"},
    subjects.SESSION_SWITCH: {"gateway"},
    subjects.API_KEY_RESOLVE: {"gateway"},
    subjects.ACCESS_REQUEST_PLACE: {"gateway"},
    subjects.INVITATION_OFFER: {"gateway"},
    subjects.INVITATION_ACCEPT: {"gateway"},
    # The secret of a link, for the mail that is about to leave.
    subjects.INVITATION_SECRET: {"messaging"},
    subjects.SIGNING_KEYS_LIST: {"gateway", "journal", "members", "reports", "validator", "messaging", "calendar"},
}
_OWNED = [rpc for rpc in RPCS if rpc.owner == "auth"]
_OPEN = [rpc for rpc in _OWNED if rpc.roles is None]
_OF_ONESELF = [rpc for rpc in _OWNED if rpc.roles is not None]
# Who may make them; the object is always the asker's own, so another's does not exist (see the tests of each call).
_GRANTED = {
    subjects.SESSION_LIST: EVERYONE,
    subjects.SESSION_REVOKE: EVERYONE,
    subjects.PASSWORD_CHANGE: EVERYONE,
    subjects.PASSWORD_GIVE_UP: EVERYONE,
    subjects.SECOND_FACTOR_GET: EVERYONE,
    subjects.SECOND_FACTOR_BEGIN: EVERYONE,
    subjects.SECOND_FACTOR_CONFIRM: EVERYONE,
    subjects.SECOND_FACTOR_REMOVE: EVERYONE,
    subjects.ACCESS_REQUEST_LIST: REGISTRARS,
    subjects.ACCESS_REQUEST_APPROVE: REGISTRARS,
    subjects.ACCESS_REQUEST_REFUSE: REGISTRARS,
    subjects.INVITATION_CREATE: REGISTRARS | {Role.MEMBER_ADMIN},
    subjects.INVITATION_LIST: REGISTRARS | {Role.MEMBER_ADMIN},
    subjects.INVITATION_RESEND: REGISTRARS | {Role.MEMBER_ADMIN},
    subjects.INVITATION_WITHDRAW: REGISTRARS | {Role.MEMBER_ADMIN},
    subjects.INVITATION_JOIN: EVERYONE,
    subjects.PEOPLE_LIST: REGISTRARS | MEMBERS,
    subjects.PEOPLE_CHANGE: REGISTRARS | {Role.MEMBER_ADMIN},
    subjects.PEOPLE_REMOVE: REGISTRARS | {Role.MEMBER_ADMIN},
    subjects.REGISTRATION_LIST: REGISTRARS,
    subjects.RULES_GET: EVERYONE,
    subjects.RULES_ACCEPT: EVERYONE,
    subjects.RULES_PUBLISH: REGISTRARS,
    subjects.API_KEY_CREATE: {Role.MEMBER_ADMIN},
    subjects.API_KEY_LIST: {Role.MEMBER_ADMIN},
    subjects.API_KEY_REVOKE: {Role.MEMBER_ADMIN},
}


async def _session(scene: Scene, role: Role) -> OpenedSession:
    return await scene.sign_in(await scene.person_of_role(role))


async def test_every_call_has_a_rule() -> None:
    assert {rpc.subject: set(rpc.callers) for rpc in _OPEN} == _ASKERS
    assert {rpc.subject: set(rpc.roles or ()) for rpc in _OF_ONESELF} == _GRANTED
    assert all(rpc.callers == ("gateway",) for rpc in _OF_ONESELF)


@pytest.mark.parametrize("rpc", _OF_ONESELF, ids=lambda rpc: rpc.subject)
async def test_nobody_is_served_without_an_identity_or_the_role(scene: Scene, rpc: Rpc[Any, Any]) -> None:
    request = rpc.request.model_construct()
    with pytest.raises(ServiceError, match="unauthenticated"):
        await scene.gateway.call(rpc, request)
    for role in sorted(set(Role) - (rpc.roles or frozenset())):
        with pytest.raises(ServiceError, match="forbidden"):
            await scene.gateway.call(rpc, request, token=await scene.token(await scene.person_of_role(role)))


@pytest.mark.parametrize("role", Role)
async def test_a_session_speaks_for_its_own_person_and_role_only(scene: Scene, role: Role) -> None:
    own, foreign = await _session(scene, role), await _session(scene, role)
    resolved = await scene.gateway.call(RESOLVE_SESSION, SessionToken(session_token=own.session_token))
    assert resolved.me.person.id == own.me.person.id != foreign.me.person.id
    assert resolved.me.roles == (role,)
    assert (resolved.me.organisation is not None) is (role in MEMBERS)


@pytest.mark.parametrize("role", Role)
async def test_closing_takes_the_token_and_nothing_that_others_can_see(scene: Scene, role: Role) -> None:
    own, foreign = await _session(scene, role), await _session(scene, role)
    await scene.gateway.call(CLOSE_SESSION, SessionToken(session_token=str(foreign.me.session_id)))
    await scene.gateway.call(CLOSE_SESSION, SessionToken(session_token=own.session_token))
    assert (await scene.resolve(foreign)).me.session_id == foreign.me.session_id


@pytest.mark.parametrize("service", ["members", "reports", "validator", "messaging", "calendar"])
async def test_services_read_the_public_keys_and_ask_for_nothing_else(
    scene: Scene, broker: TestNats, service: str
) -> None:
    opened = await scene.sign_in(await scene.person())
    async with connected(service, broker) as bus:
        assert (await bus.call(LIST_SIGNING_KEYS, NoQuestion())).keys
        with pytest.raises(ServiceError, match=r"^(timeout|unavailable)"):
            await bus.call(
                RESOLVE_SESSION, SessionToken(session_token=opened.session_token), timeout=RESOLVE_SESSION.timeout / 10
            )
