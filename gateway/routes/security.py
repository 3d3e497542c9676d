"""A person's own sessions, password and second factor."""

from uuid import UUID

from fastapi import Response

from contracts.auth import NoQuestion
from contracts.base import ById
from contracts.security import (
    BEGIN_SECOND_FACTOR,
    CHANGE_PASSWORD,
    CONFIRM_SECOND_FACTOR,
    GET_SECOND_FACTOR,
    GIVE_UP_PASSWORD,
    LIST_SESSIONS,
    REMOVE_SECOND_FACTOR,
    REVOKE_SESSION,
    ChangePassword,
    ConfirmSecondFactor,
    RecoveryCodes,
    RemoveSecondFactor,
    SecondFactor,
    SecondFactorSecret,
    SessionList,
)
from gateway.context import Parts, SignedIn
from gateway.problems import documented
from gateway.routes.session import forget_cookie
from gateway.routing import api_router

router = api_router("security")


@router.get("/sessions", operation_id="listSessions", summary="Where I am signed in", responses=documented())
async def list_sessions(caller: SignedIn) -> SessionList:
    return await caller.call(LIST_SESSIONS, NoQuestion())


@router.delete(
    "/sessions/{id}",
    operation_id="revokeSession",
    summary="End one of my sessions",
    status_code=204,
    responses=documented("not_found"),
)
async def revoke_session(caller: SignedIn, gateway: Parts, id: UUID) -> None:
    await caller.call(REVOKE_SESSION, ById(id=id))
    gateway.sessions.revoke([id])
    gateway.feed.wake()


@router.put(
    "/password",
    operation_id="changePassword",
    summary="Change my password",
    status_code=204,
    responses=documented("rate_limited", "conflict"),
)
async def change_password(caller: SignedIn, body: ChangePassword) -> None:
    """Needs the current password. Every other session of mine ends."""
    await caller.call(CHANGE_PASSWORD, body)


@router.post(
    "/password/compromised",
    operation_id="giveUpPassword",
    summary="Others know my password",
    status_code=204,
    responses=documented("rate_limited", "conflict"),
)
async def give_up_password(caller: SignedIn, response: Response, gateway: Parts, body: ChangePassword) -> None:
    """A new password, and the end of every session and API key of mine, this one included."""
    await caller.call(GIVE_UP_PASSWORD, body)
    forget_cookie(response, gateway.settings)


@router.get("/second-factor", operation_id="getSecondFactor", summary="My second factor", responses=documented())
async def get_second_factor(caller: SignedIn) -> SecondFactor:
    return await caller.call(GET_SECOND_FACTOR, NoQuestion())


@router.post(
    "/second-factor",
    operation_id="beginSecondFactor",
    summary="Begin to set up a second factor",
    responses=documented("conflict"),
)
async def begin_second_factor(caller: SignedIn) -> SecondFactorSecret:
    """A secret for an application that makes codes; it counts once a code of it is confirmed."""
    return await caller.call(BEGIN_SECOND_FACTOR, NoQuestion())


@router.post(
    "/second-factor/confirm",
    operation_id="confirmSecondFactor",
    summary="Put the second factor into force",
    responses=documented("conflict", "rate_limited"),
)
async def confirm_second_factor(caller: SignedIn, gateway: Parts, body: ConfirmSecondFactor) -> RecoveryCodes:
    """Recovery codes, shown once."""
    codes = await caller.call(CONFIRM_SECOND_FACTOR, body)
    gateway.sessions.renew(caller.me.session_id)
    return codes


@router.post(
    "/second-factor/remove",
    operation_id="removeSecondFactor",
    summary="Do without the second factor",
    status_code=204,
    responses=documented("rate_limited"),
)
async def remove_second_factor(caller: SignedIn, gateway: Parts, body: RemoveSecondFactor) -> None:
    await caller.call(REMOVE_SECOND_FACTOR, body)
    gateway.sessions.renew(caller.me.session_id)
