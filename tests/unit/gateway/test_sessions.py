"""auth is asked once a minute for a session, and a revoked session is forgotten at once."""

import asyncio
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from chassis.errors import ServiceError
from contracts.auth import Me, PersonView, ResolvedSession
from contracts.roles import Role
from gateway.sessions import Sessions

NOW = datetime(2026, 10, 30, 9, tzinfo=UTC)


class Auth:
    """auth as the gateway sees it, with one session."""

    def __init__(self) -> None:
        person = PersonView(id=uuid4(), name="Анна Петрова", email="anna@example.org")
        self.me = Me(person=person, roles=(Role.CLERK,), session_id=uuid4())
        self.now = NOW
        self.asked = 0
        self.may_answer = asyncio.Event()
        self.may_answer.set()
        self.error: ServiceError | None = None

    async def resolve(self, _: str) -> ResolvedSession:
        self.asked += 1
        await self.may_answer.wait()
        if self.error:
            raise self.error
        return ResolvedSession(
            identity_token=f"token {self.asked}", token_expires_at=self.now + timedelta(minutes=1), me=self.me
        )

    def sessions(self) -> Sessions:
        return Sessions(self.resolve, now=lambda: self.now)


async def test_the_answer_is_kept_for_its_life() -> None:
    auth = Auth()
    sessions = auth.sessions()
    first = await sessions.resolve("cookie")
    auth.now = NOW + timedelta(seconds=40)
    assert await sessions.resolve("cookie") == first
    assert auth.asked == 1


async def test_an_identity_is_not_used_in_its_last_seconds() -> None:
    auth = Auth()
    sessions = auth.sessions()
    await sessions.resolve("cookie")
    auth.now = NOW + timedelta(seconds=51)
    assert (await sessions.resolve("cookie")).identity_token == "token 2"


async def test_requests_that_arrive_together_ask_once() -> None:
    auth = Auth()
    sessions = auth.sessions()
    await asyncio.gather(*(sessions.resolve("cookie") for _ in range(20)))
    assert auth.asked == 1


async def test_a_request_that_is_broken_off_does_not_take_the_answer_from_the_others() -> None:
    auth = Auth()
    auth.may_answer.clear()
    sessions = auth.sessions()
    leaving = asyncio.create_task(sessions.resolve("cookie"))
    staying = asyncio.create_task(sessions.resolve("cookie"))
    await asyncio.wait({leaving, staying}, timeout=0)
    leaving.cancel()
    auth.may_answer.set()
    assert (await staying).me == auth.me


async def test_a_revoked_session_is_unknown_at_once() -> None:
    auth = Auth()
    sessions = auth.sessions()
    await sessions.resolve("cookie")
    sessions.revoke([auth.me.session_id])
    with pytest.raises(ServiceError, match="unauthenticated"):
        await sessions.resolve("cookie")


async def test_a_session_revoked_while_auth_answers_is_not_kept() -> None:
    auth = Auth()
    auth.may_answer.clear()
    sessions = auth.sessions()
    asking = asyncio.create_task(sessions.resolve("cookie"))
    await asyncio.wait({asking}, timeout=0)
    sessions.revoke([auth.me.session_id])
    auth.may_answer.set()
    with pytest.raises(ServiceError, match="unauthenticated"):
        await asking


async def test_auth_is_asked_again_after_the_bus_was_away() -> None:
    auth = Auth()
    sessions = auth.sessions()
    await sessions.resolve("cookie")
    sessions.forget_all()
    await sessions.resolve("cookie")
    assert auth.asked == 2


async def test_a_refusal_is_not_remembered() -> None:
    auth = Auth()
    auth.error = ServiceError("unavailable")
    sessions = auth.sessions()
    with pytest.raises(ServiceError, match="unavailable"):
        await sessions.resolve("cookie")
    auth.error = None
    assert (await sessions.resolve("cookie")).me == auth.me
