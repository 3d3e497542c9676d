"""Asking and answering over a real NATS."""

import asyncio
from datetime import timedelta
from uuid import uuid4

import jwt
import pytest

from chassis import clock
from chassis.bus import Bus, Call
from chassis.errors import ServiceError
from chassis.identity import issue_token
from chassis.signing import KeyPair
from contracts.auth import (
    LIST_SIGNING_KEYS,
    RESOLVE_SESSION,
    NoQuestion,
    ResolvedSession,
    SessionToken,
    SigningKey,
)
from contracts.members import LIST_MEMBERS, MemberPage, MemberQuery
from contracts.roles import Role
from tests.in_process import connected
from tests.signed_asker import SignedAsker, person, signed_asker
from tests.stack import TestNats
from tests.waiting import eventually


async def refusal(bus: Bus, seconds: float = 2) -> ServiceError:
    with pytest.raises(ServiceError) as raised:
        await bus.call(RESOLVE_SESSION, SessionToken(session_token="x"), timeout=timedelta(seconds=seconds))
    return raised.value


async def test_nobody_serving_is_unavailable(gateway: Bus) -> None:
    assert (await refusal(gateway)).code == "unavailable"


async def test_no_answer_in_time_is_timeout(auth: Bus, gateway: Bus) -> None:
    answered = asyncio.Event()

    async def slow(call: Call[SessionToken]) -> ResolvedSession:
        await answered.wait()
        raise ServiceError("unauthenticated")

    await auth.serve(RESOLVE_SESSION, slow)
    assert (await refusal(gateway, seconds=0.2)).code == "timeout"
    answered.set()


async def test_a_refusal_arrives_with_its_parameters(auth: Bus, gateway: Bus) -> None:
    async def refuse(call: Call[SessionToken]) -> ResolvedSession:
        raise ServiceError("wrong_form", {"found": "0420841"}, data={"expected": "0420846"})

    await auth.serve(RESOLVE_SESSION, refuse)
    error = await refusal(gateway)
    assert (error.code, error.params, error.data) == ("wrong_form", {"found": "0420841"}, {"expected": "0420846"})


async def test_an_unknown_failure_never_leaks_its_text(auth: Bus, gateway: Bus) -> None:
    async def fail(call: Call[SessionToken]) -> ResolvedSession:
        raise RuntimeError("the password is hunter2")

    await auth.serve(RESOLVE_SESSION, fail)
    error = await refusal(gateway)
    assert error.code == "internal"
    assert "hunter2" not in error.envelope(None).model_dump_json()
    assert error.trace_id
    assert len(error.trace_id) == 32


async def test_a_slow_request_does_not_hold_up_the_next(auth: Bus, gateway: Bus) -> None:
    first_waits = asyncio.Event()

    async def handler(call: Call[SessionToken]) -> ResolvedSession:
        if call.request.session_token == "slow":
            await first_waits.wait()
        raise ServiceError("unauthenticated")

    await auth.serve(RESOLVE_SESSION, handler)
    slow = asyncio.create_task(gateway.call(RESOLVE_SESSION, SessionToken(session_token="slow")))
    assert (await refusal(gateway)).code == "unauthenticated"
    assert not slow.done()
    first_waits.set()
    with pytest.raises(ServiceError):
        await slow


async def test_a_nested_call_may_not_outlive_the_request_that_it_serves(auth: Bus, gateway: Bus) -> None:
    outcome: asyncio.Future[str] = asyncio.get_running_loop().create_future()

    async def nested(call: Call[SessionToken]) -> ResolvedSession:
        try:
            await auth.call(RESOLVE_SESSION, call.request, timeout=timedelta(seconds=60))
        except ServiceError as error:
            if not outcome.done():
                outcome.set_result(error.code)
        raise ServiceError("unauthenticated")

    await auth.serve(RESOLVE_SESSION, nested)
    assert (await refusal(gateway, seconds=0.3)).code in {"timeout", "unauthenticated"}
    assert await asyncio.wait_for(outcome, 5) in {"timeout", "unavailable"}


@pytest.fixture
def everybody() -> MemberQuery:
    return MemberQuery()


async def _serve_members(bus: Bus) -> None:
    async def empty(call: Call[MemberQuery]) -> MemberPage:
        return MemberPage(items=())

    await bus.serve(LIST_MEMBERS, empty)


async def test_the_table_of_roles_is_enforced_before_the_handler(nats: TestNats, everybody: MemberQuery) -> None:
    async with signed_asker(nats) as asker, connected("members", nats) as members:
        await _serve_members(members)
        clerk = person(Role.CLERK, uuid4())
        assert (await asker.ask(LIST_MEMBERS, everybody, clerk)).items == ()
        with pytest.raises(ServiceError) as raised:
            await asker.ask(LIST_MEMBERS, everybody, person(Role.MEMBER_ADMIN, uuid4()))
        assert raised.value.code == "forbidden"


@pytest.mark.parametrize("fault", ["missing", "forged", "expired", "other audience"])
async def test_a_token_that_does_not_hold_is_refused(nats: TestNats, everybody: MemberQuery, fault: str) -> None:
    async with signed_asker(nats) as asker, connected("members", nats) as members:
        await _serve_members(members)
        with pytest.raises(ServiceError) as raised:
            await asker.gateway.call(LIST_MEMBERS, everybody, token=_bad_token(asker, fault))
        assert raised.value.code == "unauthenticated"


def _bad_token(asker: SignedAsker, fault: str) -> str | None:
    clerk, minute = person(Role.CLERK, uuid4()), timedelta(minutes=1)
    match fault:
        case "forged":
            other = KeyPair.generate()
            stolen_name = KeyPair(asker.key.kid, other.private, other.public)
            return issue_token(clerk, stolen_name, clock.now(), minute)
        case "expired":
            return issue_token(clerk, asker.key, clock.now() - timedelta(minutes=5), minute)
        case "other audience":
            claims = {"aud": "somebody else", "sub": str(clerk.person_id), "iat": clock.now(), "exp": clock.now()}
            return jwt.encode(claims, asker.key.signing_key(), algorithm="EdDSA", headers={"kid": asker.key.kid})
        case _:
            return None


async def test_keys_that_came_later_are_fetched(nats: TestNats, everybody: MemberQuery) -> None:
    """auth may change its key at any time: the first token under a new `kid` makes the service ask."""
    async with signed_asker(nats) as asker, connected("members", nats) as members:
        await _serve_members(members)
        clerk = person(Role.CLERK, uuid4())
        assert (await asker.ask(LIST_MEMBERS, everybody, clerk)).items == ()
        assert (
            SigningKey(kid=asker.key.kid, public_key=asker.key.public)
            in (await members.call(LIST_SIGNING_KEYS, NoQuestion())).keys
        )


async def test_a_reply_lost_on_the_way_leaves_it_open_whether_the_request_was_served(
    auth: Bus, gateway: Bus, nats: TestNats
) -> None:
    served, over = asyncio.Event(), asyncio.Event()

    async def serve(call: Call[SessionToken]) -> ResolvedSession:
        served.set()
        await over.wait()
        raise ServiceError("unauthenticated")

    await auth.serve(RESOLVE_SESSION, serve)
    asking = asyncio.create_task(refusal(gateway, seconds=2))
    await served.wait()
    nats.kill()
    # «unavailable» would promise that nobody took it: the gateway removes the file of an upload that nobody took.
    assert (await asking).code == "timeout"
    over.set()


async def test_a_request_that_never_left_is_unavailable(gateway: Bus, nats: TestNats) -> None:
    nats.kill()
    await eventually(lambda: _not_ready(gateway))
    assert (await refusal(gateway, seconds=0.3)).code == "unavailable"


async def _not_ready(bus: Bus) -> bool:
    try:
        await bus.check()
    except ConnectionError:
        return True
    return False
