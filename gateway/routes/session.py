"""Signing in and out, and who am I."""

from datetime import UTC, datetime
from uuid import UUID

from fastapi import Request, Response
from pydantic import Field

from chassis.errors import ServiceError
from contracts.auth import CLOSE_SESSION, OPEN_SESSION, SWITCH_SESSION, Me, OpenSession, SessionToken, SwitchSession
from contracts.base import Message
from gateway import csrf
from gateway.context import COOKIE, Parts, SignedIn
from gateway.problems import documented, documented_open
from gateway.routing import api_router
from gateway.settings import GatewaySettings

router = api_router("session")


class SignIn(Message):
    email: str = Field(max_length=320)
    password: str = Field(max_length=1000)
    otp: str | None = Field(default=None, max_length=20)


class SignedInView(Me):
    """Who is signed in. `csrf_token` goes into the header `X-CSRF-Token` of every write."""

    csrf_token: str


@router.post(
    "/session",
    operation_id="openSession",
    summary="Sign in",
    responses=documented_open("wrong_credentials", "otp_needed", "wrong_otp", "blocked", "rate_limited"),
)
async def open_session(body: SignIn, request: Request, response: Response, gateway: Parts) -> SignedInView:
    """Sets the cookie `kabinet_session`. Any wrong pair gives the same 401; 423 is told only after a right one.

    `otp_needed`: the pair is right, send it again with the code of the second factor.
    """
    address = request.client.host if request.client else ""
    gateway.sign_ins.attempt(address)
    question = OpenSession(**body.model_dump(), address=address, user_agent=request.headers.get("user-agent", "")[:500])
    try:
        opened = await gateway.bus.call(OPEN_SESSION, question)
    except ServiceError as refusal:
        if refusal.code not in ("wrong_credentials", "wrong_otp"):
            gateway.sign_ins.forgive(address)
        raise
    gateway.sign_ins.forgive(address)
    _set_cookie(response, gateway.settings, opened.session_token, opened.expires_at)
    return SignedInView(**opened.me.model_dump(), csrf_token=csrf.token_for(opened.session_token))


class OtherPlace(Message):
    organisation_id: UUID | None = Field(default=None, description="one of `me.places`; null is the SRO")


@router.post(
    "/session/organisation",
    operation_id="switchOrganisation",
    summary="Act for another organisation",
    responses=documented("place_closed"),
)
async def switch_organisation(caller: SignedIn, body: OtherPlace, response: Response, gateway: Parts) -> SignedInView:
    """A new cookie and a new CSRF token: what still holds the old ones acts for nobody."""
    if caller.me.scopes is not None:
        raise ServiceError("forbidden")
    question = SwitchSession(session_token=caller.session_token, organisation_id=body.organisation_id)
    opened = await gateway.bus.call(SWITCH_SESSION, question)
    gateway.sessions.revoke([caller.me.session_id])
    gateway.feed.wake()
    _set_cookie(response, gateway.settings, opened.session_token, opened.expires_at)
    return SignedInView(**opened.me.model_dump(), csrf_token=csrf.token_for(opened.session_token))


@router.delete("/session", operation_id="closeSession", summary="Sign out", status_code=204, responses=documented())
async def close_session(caller: SignedIn, response: Response, gateway: Parts) -> None:
    """Ends the session everywhere and takes the cookie away."""
    await gateway.bus.call(CLOSE_SESSION, SessionToken(session_token=caller.session_token))
    gateway.sessions.revoke([caller.me.session_id])
    gateway.feed.wake()
    forget_cookie(response, gateway.settings)


@router.get("/me", operation_id="getMe", summary="Who am I", responses=documented())
async def get_me(caller: SignedIn) -> SignedInView:
    return SignedInView(**caller.me.model_dump(), csrf_token=csrf.token_for(caller.session_token))


def forget_cookie(response: Response, settings: GatewaySettings) -> None:
    """Take the cookie away from the browser."""
    _set_cookie(response, settings, "", datetime.fromtimestamp(0, UTC))


def _set_cookie(response: Response, settings: GatewaySettings, value: str, expires: datetime) -> None:
    response.set_cookie(
        COOKIE, value, expires=expires, path="/", secure=settings.cookie_secure, httponly=True, samesite="lax"
    )
