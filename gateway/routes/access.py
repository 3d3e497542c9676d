"""Getting in: access requests of a public page, and invitations."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query, Request
from pydantic import Field

from chassis.errors import ServiceError
from contracts.access import (
    ACCEPT_INVITATION,
    APPROVE_ACCESS_REQUEST,
    INVITE,
    JOIN_BY_INVITATION,
    LIST_ACCESS_REQUESTS,
    LIST_INVITATIONS,
    OFFER_INVITATION,
    PLACE_ACCESS_REQUEST,
    REFUSE_ACCESS_REQUEST,
    RESEND_INVITATION,
    WITHDRAW_INVITATION,
    AcceptedInvitation,
    AcceptInvitation,
    AccessRequestPage,
    AccessRequestQuery,
    AccessRequestState,
    ApproveAccessRequest,
    InvitationPage,
    InvitationQuery,
    InvitationSecret,
    InvitationView,
    Invite,
    JoinByInvitation,
    Line,
    OfferedInvitation,
    PlaceAccessRequest,
    RefuseAccessRequest,
)
from contracts.base import ById, Done, Message
from contracts.field_errors import field_error
from contracts.roles import Role
from gateway.context import Gateway, Parts, SignedIn, signed_in
from gateway.problems import documented, documented_open
from gateway.routing import api_router

router = api_router("access")

# The secret of a link: never an id that could be guessed, and no longer than one.
Token = Annotated[str, Path(min_length=20, max_length=100, pattern=r"^[A-Za-z0-9_-]+$")]


class Approval(Message):
    role: Role = Field(default=Role.MEMBER_ADMIN, description="member_admin or member_user")


class Refusal(Message):
    reason: Line


class Acceptance(Message):
    """`name` and `password` are of somebody new; who is signed in sends neither."""

    name: Line | None = None
    password: str | None = Field(default=None, max_length=1000)
    rules_version: int | None = Field(default=None, description="the version of the rules of use that was read")


@router.post(
    "/access-requests",
    operation_id="placeAccessRequest",
    summary="Ask for access",
    status_code=202,
    responses=documented_open("rate_limited"),
)
async def place_access_request(body: PlaceAccessRequest, request: Request, gateway: Parts) -> Done:
    """Open to everybody. The answer is the same whatever is known of the address or the organisation."""
    _slow_down(gateway, request, "request")
    return await gateway.bus.call(PLACE_ACCESS_REQUEST, body)


@router.get(
    "/access-requests",
    operation_id="listAccessRequests",
    summary="Who asks for access",
    responses=documented("forbidden"),
)
async def list_access_requests(
    caller: SignedIn,
    state: AccessRequestState = AccessRequestState.WAITING,
    cursor: str | None = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> AccessRequestPage:
    return await caller.call(LIST_ACCESS_REQUESTS, AccessRequestQuery(state=state, cursor=cursor, limit=limit))


@router.post(
    "/access-requests/{id}/approve",
    operation_id="approveAccessRequest",
    summary="Invite whoever asked",
    responses=documented(
        "forbidden", "not_found", "request_decided", "organisation_unknown", "organisation_closed", "already_invited"
    ),
)
async def approve_access_request(caller: SignedIn, id: UUID, body: Approval) -> InvitationView:
    """The organisation of that ИНН must be in the register. The person gets a mail with a link."""
    return await caller.call(APPROVE_ACCESS_REQUEST, ApproveAccessRequest(id=id, role=body.role))


@router.post(
    "/access-requests/{id}/refuse",
    operation_id="refuseAccessRequest",
    summary="Refuse an access request",
    status_code=204,
    responses=documented("forbidden", "not_found", "request_decided"),
)
async def refuse_access_request(caller: SignedIn, id: UUID, body: Refusal) -> None:
    await caller.call(REFUSE_ACCESS_REQUEST, RefuseAccessRequest(id=id, reason=body.reason))


@router.get(
    "/invitations",
    operation_id="listInvitations",
    summary="Invitations on their way",
    responses=documented("forbidden"),
)
async def list_invitations(
    caller: SignedIn,
    organisation: UUID | None = None,
    cursor: str | None = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 100,
) -> InvitationPage:
    """Pending and expired ones: an organisation's own, or those that staff ask for."""
    return await caller.call(
        LIST_INVITATIONS, InvitationQuery(organisation_id=organisation, cursor=cursor, limit=limit)
    )


@router.post(
    "/invitations",
    operation_id="invite",
    summary="Invite somebody",
    status_code=201,
    responses=documented("forbidden", "not_found", "already_invited", "already_member", "organisation_closed"),
)
async def invite(caller: SignedIn, body: Invite) -> InvitationView:
    """An admin invites into the own organisation, staff into the one they name. The person gets a mail with a link."""
    return await caller.call(INVITE, body)


@router.post(
    "/invitations/{id}/resend",
    operation_id="resendInvitation",
    summary="Send an invitation again",
    responses=documented("forbidden", "not_found", "organisation_closed"),
)
async def resend_invitation(caller: SignedIn, id: UUID) -> InvitationView:
    """A new link with a new term; the one before it works no more."""
    return await caller.call(RESEND_INVITATION, ById(id=id))


@router.delete(
    "/invitations/{id}",
    operation_id="withdrawInvitation",
    summary="Withdraw an invitation",
    status_code=204,
    responses=documented("forbidden", "not_found"),
)
async def withdraw_invitation(caller: SignedIn, id: UUID) -> None:
    await caller.call(WITHDRAW_INVITATION, ById(id=id))


@router.get(
    "/invitations/{token}/accept",
    operation_id="readInvitation",
    summary="What a link invites to",
    responses=documented_open("invitation_over", "organisation_closed", "blocked", "rate_limited"),
)
async def read_invitation(token: Token, request: Request, gateway: Parts) -> OfferedInvitation:
    """Open to whoever holds the link. `signs_in`: the invitation is accepted once signed in under its address."""
    _slow_down(gateway, request, "invitation")
    offered = await gateway.bus.call(OFFER_INVITATION, InvitationSecret(secret=token))
    _forgive(gateway, request, "invitation")
    return offered


@router.post(
    "/invitations/{token}/accept",
    operation_id="acceptInvitation",
    summary="Accept an invitation",
    responses=documented_open(
        "unauthenticated",
        "csrf",
        "invitation_over",
        "invitation_for_another",
        "account_exists",
        "rules_changed",
        "organisation_closed",
        "blocked",
        "rate_limited",
    ),
)
async def accept_invitation(token: Token, body: Acceptance, request: Request, gateway: Parts) -> AcceptedInvitation:
    """With a name and a password of somebody new; without them by whoever is signed in under that address."""
    address = request.client.host if request.client else ""
    if body.password is None:
        caller = await signed_in(request, gateway)
        if caller.me.scopes is not None:
            raise ServiceError("forbidden")
        wish = JoinByInvitation(secret=token, rules_version=body.rules_version, address=address)
        joined = await caller.call(JOIN_BY_INVITATION, wish)
        gateway.sessions.renew(caller.me.session_id)
        return joined
    if body.name is None:
        raise ServiceError("invalid", fields=(field_error("name", "required"),))
    _slow_down(gateway, request, "invitation")
    accepted = await gateway.bus.call(
        ACCEPT_INVITATION,
        AcceptInvitation(
            secret=token,
            name=body.name,
            password=body.password,
            rules_version=body.rules_version,
            address=address,
        ),
    )
    _forgive(gateway, request, "invitation")
    return accepted


def _slow_down(gateway: Gateway, request: Request, what: str) -> None:
    """Nobody behind one address tries out links, or fills the list of requests. Raises `rate_limited`."""
    gateway.visits.attempt(_visitor(request, what))


def _forgive(gateway: Gateway, request: Request, what: str) -> None:
    gateway.visits.forgive(_visitor(request, what))


def _visitor(request: Request, what: str) -> str:
    return f"{what} {request.client.host if request.client else ''}"
