"""members: the register of member organisations."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from pydantic import Field

from contracts import subjects
from contracts.base import ById, Event, Message, Rpc
from contracts.roles import READERS, REGISTRARS, STAFF


class MemberType(StrEnum):
    """Kinds of microfinance organisations, with the words that formulas compare with (`ЧЛЕН.Тип = "МКК"`)."""

    MKK = "МКК"
    MFK = "МФК"


class MemberStatus(StrEnum):
    APPLICANT = "applicant"
    MEMBER = "member"
    SUSPENDED = "suspended"
    EXCLUDED = "excluded"
    LEFT = "left"


MOST_AUTHORISED = 20


class AuthorisedPerson(Message):
    """Somebody who acts for the organisation besides its head, by the document named in `authority`."""

    name: str
    position: str | None = None
    authority: str
    valid_until: date | None = Field(default=None, description="the last day of the document; null: without end")
    phone: str | None = None
    email: str | None = None


class CardDetails(Message):
    """What an organisation tells of itself, and may ask to have changed."""

    full_name: str
    short_name: str
    kpp: str | None = Field(default=None, description="КПП, 9 signs")
    email: str | None = None
    phone: str | None = None
    website: str | None = None
    legal_address: str | None = None
    postal_address: str | None = None
    head_name: str | None = None
    head_position: str | None = None
    authorised: tuple[AuthorisedPerson, ...] = ()


class CardContent(CardDetails):
    """All of a card that the staff edit; numbers of the state and the status change in other ways, or never."""

    type: MemberType
    registry_number: str | None = Field(default=None, description="number in the register of the SRO's members")
    cbr_number: str | None = Field(default=None, description="number in the Bank of Russia's register")
    cbr_registered_on: date | None = None


class RegisterMember(CardContent):
    inn: str = Field(description="ИНН, 10 digits with a valid checksum")
    ogrn: str = Field(description="ОГРН, 13 digits with a valid checksum")
    included_on: date = Field(description="inclusion in the register; of an applicant, the date of the application")
    status: MemberStatus = Field(default=MemberStatus.MEMBER, description="applicant or member")


class MemberCard(Message):
    """State of an organisation, as other services keep it; a lower `revision` is old news."""

    id: UUID
    revision: int
    inn: str
    ogrn: str
    full_name: str
    short_name: str
    type: MemberType
    status: MemberStatus
    included_on: date
    email: str | None = None
    phone: str | None = None


class OrganisationCard(MemberCard):
    """The whole card: for those who may see it, never in an event. People's names stay in the register."""

    status_since: date
    status_grounds: str | None = None
    kpp: str | None = None
    website: str | None = None
    legal_address: str | None = None
    postal_address: str | None = None
    head_name: str | None = None
    head_position: str | None = None
    authorised: tuple[AuthorisedPerson, ...] = ()
    registry_number: str | None = None
    cbr_number: str | None = None
    cbr_registered_on: date | None = None


class EditMember(Message):
    """`revision` is the one that was edited: a card that changed meanwhile is `stale_revision`."""

    id: UUID
    revision: int
    content: CardContent
    grounds: str = Field(description="the document or the event behind the change")


class MemberQuery(Message):
    search: str | None = None
    status: MemberStatus | None = None
    cursor: str | None = None
    limit: int = Field(default=50, ge=1, le=200)


class MemberPage(Message):
    items: tuple[MemberCard, ...]
    next: str | None = None
    similar: bool = Field(default=False, description="nothing matched the search; these come closest to it")


class CardPage(Message):
    """Whole cards, for an export; without authorised people."""

    items: tuple[OrganisationCard, ...]
    next: str | None = None


class CardFieldChange(Message):
    """A field before and after, as text: dates `YYYY-MM-DD`, codes as they are, a person a line."""

    field: str
    before: str | None = None
    after: str | None = None


class HistoryAct(StrEnum):
    REGISTERED = "registered"
    STATUS = "status"
    EDITED = "edited"
    IMPORTED = "imported"
    REQUESTED = "requested"


class CardHistoryEntry(Message):
    """`by` is null where the reader may not know the name: members see their own people, and `by_sro`."""

    revision: int
    at: datetime
    act: HistoryAct
    by: str | None
    by_sro: bool
    counts_from: date
    grounds: str | None
    changes: tuple[CardFieldChange, ...]


class HistoryQuery(Message):
    """Newest first."""

    id: UUID
    cursor: str | None = None
    limit: int = Field(default=50, ge=1, le=200)


class CardHistory(Message):
    items: tuple[CardHistoryEntry, ...]
    next: str | None = None


class ChangeMemberStatus(Message):
    id: UUID
    status: MemberStatus
    grounds: str = Field(min_length=1)
    on: date | None = Field(default=None, description="the day from which it counts; null: today in Moscow")


_GATEWAY = ("gateway",)

REGISTER_MEMBER = Rpc(subjects.MEMBER_REGISTER, RegisterMember, OrganisationCard, "members", _GATEWAY, REGISTRARS)
GET_MEMBER = Rpc(subjects.MEMBER_GET, ById, OrganisationCard, "members", _GATEWAY, READERS)
LIST_MEMBERS = Rpc(subjects.MEMBER_LIST, MemberQuery, MemberPage, "members", _GATEWAY, STAFF)
EXPORT_MEMBERS = Rpc(subjects.MEMBER_EXPORT, MemberQuery, CardPage, "members", _GATEWAY, STAFF)
EDIT_MEMBER = Rpc(subjects.MEMBER_EDIT, EditMember, OrganisationCard, "members", _GATEWAY, REGISTRARS)
MEMBER_HISTORY = Rpc(subjects.MEMBER_HISTORY, HistoryQuery, CardHistory, "members", _GATEWAY, READERS)
CHANGE_MEMBER_STATUS = Rpc(
    subjects.MEMBER_CHANGE_STATUS, ChangeMemberStatus, OrganisationCard, "members", _GATEWAY, REGISTRARS
)

MEMBER_CHANGED = Event(subjects.EVT_MEMBER_CHANGED, MemberCard, "members", "EVT_MEMBERS")
