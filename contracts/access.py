"""Getting in: access requests of a public page, and invitations with a link that works once."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from contracts import subjects
from contracts.auth import OrganisationView
from contracts.base import NO_IDENTITY, ById, Done, Event, Message, Rpc
from contracts.roles import EVERYONE, REGISTRARS, Role
from contracts.rules_of_use import RulesOfUse

_NO_NUL = r"^[^\x00]*$"
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200, pattern=_NO_NUL)]
OptionalLine = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200, pattern=_NO_NUL)]
Paragraph = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000, pattern=_NO_NUL)]
Secret = Annotated[str, StringConstraints(min_length=20, max_length=100, pattern=r"^[A-Za-z0-9_-]*$")]


class PlaceAccessRequest(Message):
    """What a visitor writes. The answer is the same whatever is known of the address or the organisation."""

    inn: OptionalLine = Field(description="ИНН of the organisation")
    organisation: Line
    name: Line
    email: Line
    position: OptionalLine = ""
    comment: Paragraph = ""


class AccessRequestState(StrEnum):
    WAITING = "waiting"
    APPROVED = "approved"
    REFUSED = "refused"


class AccessRequestView(Message):
    """`registered` is the organisation of this ИНН in the register, `known` whether somebody has this address."""

    id: UUID
    placed_at: datetime
    inn: str
    organisation: str
    name: str
    email: str
    position: str
    comment: str
    state: AccessRequestState
    registered: OrganisationView | None = None
    known: bool = False
    decided_at: datetime | None = None
    reason: str | None = None


class AccessRequestQuery(Message):
    state: AccessRequestState = AccessRequestState.WAITING
    cursor: str | None = None
    limit: int = Field(default=50, ge=1, le=200)


class AccessRequestPage(Message):
    items: tuple[AccessRequestView, ...]
    next: str | None = None


class ApproveAccessRequest(Message):
    """Invites the person into the organisation of that ИНН, which must be in the register by then."""

    id: UUID
    role: Role = Role.MEMBER_ADMIN


class RefuseAccessRequest(Message):
    id: UUID
    reason: Line


class Invite(Message):
    """`organisation_id` is for staff; an organisation's own admin invites into its own. Both dates inclusive."""

    email: Line
    name: Line
    role: Role = Field(default=Role.MEMBER_USER, description="member_admin or member_user")
    organisation_id: UUID | None = None
    valid_from: date | None = Field(default=None, description="null: from the day of acceptance")
    valid_until: date | None = Field(default=None, description="the last day, of a deputy; null: without end")


class InvitationState(StrEnum):
    PENDING = "pending"
    EXPIRED = "expired"


class InvitationView(Message):
    """One that was neither accepted nor withdrawn. `issues`: how many links were sent, of which the last one works."""

    id: UUID
    organisation: OrganisationView
    email: str
    name: str
    role: Role
    valid_from: date | None = None
    valid_until: date | None = None
    invited_by: str
    invited_at: datetime
    issues: int
    expires_at: datetime
    state: InvitationState
    undelivered: bool = Field(default=False, description="the mail of the last link could not be delivered")


class InvitationQuery(Message):
    """`organisation_id` narrows the list of staff; an organisation's own people see its own."""

    organisation_id: UUID | None = None
    cursor: str | None = None
    limit: int = Field(default=100, ge=1, le=200)


class InvitationPage(Message):
    items: tuple[InvitationView, ...]
    next: str | None = None


class InvitationSecret(Message):
    """What the link of an invitation carries: auth keeps its hash only."""

    secret: Secret


class OfferedInvitation(Message):
    """What the holder of the link is invited to.

    `signs_in`: the address belongs to somebody who gets in already, and accepts once signed in.
    """

    organisation: str
    email: str
    name: str
    role: Role
    valid_from: date | None = None
    valid_until: date | None = None
    expires_at: datetime
    signs_in: bool
    rules: RulesOfUse | None = None


class AcceptInvitation(Message):
    """By somebody new: a name, an own password, and the version of the rules of use that was read."""

    secret: Secret
    name: Line
    password: str = Field(max_length=1000)
    rules_version: int | None = None
    address: str = ""


class JoinByInvitation(Message):
    """By somebody who is signed in under the address of the invitation."""

    secret: Secret
    rules_version: int | None = None
    address: str = ""


class AcceptedInvitation(Message):
    email: str
    organisation_id: UUID


class InvitationIssued(Message):
    """A mail with a link is asked for. The link itself is asked of auth when the mail goes out: see `ISSUE_SECRET`."""

    invitation_id: UUID
    issue: int
    email: str
    name: str
    organisation: str
    invited_by: str
    expires_at: datetime


class InvitationUndelivered(Message):
    """The mail of this issue was given up: no such mailbox, or none that took it in time."""

    invitation_id: UUID
    issue: int


class AccessRequestPlaced(Message):
    """Somebody asks for access, or asks again: staff are told of each request once."""

    id: UUID
    organisation: str
    inn: str


class IssueSecret(Message):
    invitation_id: UUID
    issue: int


_GATEWAY = ("gateway",)
_INVITERS = REGISTRARS | {Role.MEMBER_ADMIN}

PLACE_ACCESS_REQUEST = Rpc(subjects.ACCESS_REQUEST_PLACE, PlaceAccessRequest, Done, "auth", _GATEWAY, NO_IDENTITY)
LIST_ACCESS_REQUESTS = Rpc(
    subjects.ACCESS_REQUEST_LIST, AccessRequestQuery, AccessRequestPage, "auth", _GATEWAY, REGISTRARS
)
APPROVE_ACCESS_REQUEST = Rpc(
    subjects.ACCESS_REQUEST_APPROVE, ApproveAccessRequest, InvitationView, "auth", _GATEWAY, REGISTRARS
)
REFUSE_ACCESS_REQUEST = Rpc(subjects.ACCESS_REQUEST_REFUSE, RefuseAccessRequest, Done, "auth", _GATEWAY, REGISTRARS)

INVITE = Rpc(subjects.INVITATION_CREATE, Invite, InvitationView, "auth", _GATEWAY, _INVITERS)
LIST_INVITATIONS = Rpc(subjects.INVITATION_LIST, InvitationQuery, InvitationPage, "auth", _GATEWAY, _INVITERS)
RESEND_INVITATION = Rpc(subjects.INVITATION_RESEND, ById, InvitationView, "auth", _GATEWAY, _INVITERS)
WITHDRAW_INVITATION = Rpc(subjects.INVITATION_WITHDRAW, ById, Done, "auth", _GATEWAY, _INVITERS)
OFFER_INVITATION = Rpc(subjects.INVITATION_OFFER, InvitationSecret, OfferedInvitation, "auth", _GATEWAY, NO_IDENTITY)
ACCEPT_INVITATION = Rpc(subjects.INVITATION_ACCEPT, AcceptInvitation, AcceptedInvitation, "auth", _GATEWAY, NO_IDENTITY)
JOIN_BY_INVITATION = Rpc(
    subjects.INVITATION_JOIN, JoinByInvitation, AcceptedInvitation, "auth", _GATEWAY, EVERYONE, always=True
)
# A fresh secret for the mail that is about to leave; the one before it ends. `not_found` once nothing is to be sent.
ISSUE_SECRET = Rpc(subjects.INVITATION_SECRET, IssueSecret, InvitationSecret, "auth", ("messaging",), NO_IDENTITY)

INVITATION_ISSUED = Event(subjects.EVT_INVITATION_ISSUED, InvitationIssued, "auth", "EVT_AUTH")
INVITATION_UNDELIVERED = Event(subjects.EVT_INVITATION_UNDELIVERED, InvitationUndelivered, "messaging", "EVT_MESSAGING")
ACCESS_REQUEST_PLACED = Event(subjects.EVT_ACCESS_REQUEST_PLACED, AccessRequestPlaced, "auth", "EVT_AUTH")
