"""members: the register of member organisations."""

from datetime import date
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


class RegisterMember(Message):
    inn: str = Field(description="ИНН, 10 digits with a valid checksum")
    ogrn: str = Field(description="ОГРН, 13 digits with a valid checksum")
    full_name: str
    short_name: str
    type: MemberType
    included_on: date = Field(description="inclusion in the register; of an applicant, the date of the application")
    status: MemberStatus = Field(default=MemberStatus.MEMBER, description="applicant or member")
    email: str | None = None
    phone: str | None = None


class MemberCard(Message):
    """State of an organisation; a lower `revision` is old news."""

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


class MemberQuery(Message):
    search: str | None = None
    status: MemberStatus | None = None
    cursor: str | None = None
    limit: int = Field(default=50, ge=1, le=200)


class MemberPage(Message):
    items: tuple[MemberCard, ...]
    next: str | None = None


class ChangeMemberStatus(Message):
    id: UUID
    status: MemberStatus
    grounds: str = Field(min_length=1)
    on: date | None = Field(default=None, description="the day from which it counts; null: today in Moscow")


_GATEWAY = ("gateway",)

REGISTER_MEMBER = Rpc(subjects.MEMBER_REGISTER, RegisterMember, MemberCard, "members", _GATEWAY, REGISTRARS)
GET_MEMBER = Rpc(subjects.MEMBER_GET, ById, MemberCard, "members", _GATEWAY, READERS)
LIST_MEMBERS = Rpc(subjects.MEMBER_LIST, MemberQuery, MemberPage, "members", _GATEWAY, STAFF)
CHANGE_MEMBER_STATUS = Rpc(
    subjects.MEMBER_CHANGE_STATUS, ChangeMemberStatus, MemberCard, "members", _GATEWAY, REGISTRARS
)

MEMBER_CHANGED = Event(subjects.EVT_MEMBER_CHANGED, MemberCard, "members", "EVT_MEMBERS")
