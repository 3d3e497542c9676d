"""Cards as they are stored, shown, recorded and announced."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import uuid4

from chassis import clock
from chassis.database import UnitOfWork
from chassis.errors import ServiceError
from contracts.field_errors import field_error
from contracts.identity import Identity
from contracts.journal import ActObject
from contracts.journal_acts import Act, ObjectKind
from contracts.members import (
    MEMBER_CHANGED,
    CardContent,
    CardDetails,
    HistoryAct,
    MemberCard,
    OrganisationCard,
    RegisterMember,
)
from services.members.domain import search
from services.members.repository import history
from services.members.tables import HistoryRow, Member

_ACTS = {HistoryAct.REGISTERED: Act.MEMBER_REGISTERED, HistoryAct.STATUS: Act.MEMBER_STATUS_CHANGED}


def card_of(member: Member) -> OrganisationCard:
    return OrganisationCard.model_validate(member, from_attributes=True)


def state_of(member: Member) -> dict[str, Any]:
    """The card as history keeps it."""
    return card_of(member).model_dump(mode="json")


def new_member(request: RegisterMember) -> Member:
    """A card that is not in the register yet. Expects `tidied` text without faults."""
    member = Member(
        id=uuid4(),
        revision=1,
        inn=request.inn,
        ogrn=request.ogrn,
        status=request.status,
        status_since=request.included_on,
        included_on=request.included_on,
    )
    put(member, request)
    return member


def put(member: Member, content: CardContent | CardDetails) -> None:
    """Take over every field of `content`, and what is searched and sorted by."""
    names = (CardContent if isinstance(content, CardContent) else CardDetails).model_fields
    plain = content.model_dump(mode="json", include={"authorised"})
    for name in names:
        setattr(member, name, plain[name] if name in plain else getattr(content, name))
    member.sort_key = search.folded(content.short_name)
    member.search_text = search.search_text(content.full_name, content.short_name, member.inn, member.ogrn)


async def record(
    uow: UnitOfWork,
    identity: Identity,
    member: Member,
    act: HistoryAct,
    *,
    counts_from: date,
    grounds: str | None,
) -> OrganisationCard:
    """Write the history of a change, put it on record and announce it: with what others need, and nobody's name."""
    card = card_of(member)
    told = MemberCard.model_validate(card.model_dump())
    before = await history.last(uow.session, member.id) if member.revision > 1 else None
    named = ActObject(kind=ObjectKind.MEMBER, id=str(member.id), title=member.short_name, organisation_id=member.id)
    after = {**told.model_dump(mode="json"), "counts_from": counts_from, "grounds": grounds}
    known = MemberCard.model_validate(before.card).model_dump(mode="json") if before else None
    uow.record(_ACTS.get(act, Act.MEMBER_EDITED), named, before=known, after=after)
    uow.session.add(
        HistoryRow(
            id=uuid4(),
            member_id=member.id,
            revision=member.revision,
            at=clock.now(),
            act=act,
            by_person_id=identity.person_id,
            by_name=identity.person_name,
            by_organisation_id=identity.organisation_id,
            counts_from=counts_from,
            grounds=grounds,
            card=card.model_dump(mode="json"),
        )
    )
    await uow.emit(MEMBER_CHANGED, told)
    return card


def refuse_faults(faults: Sequence[tuple[str, str | None]]) -> None:
    """Raises `invalid` naming every field at fault."""
    fields = [field_error(field, code) for field, code in faults if code is not None]
    if fields:
        raise ServiceError("invalid", fields=fields)
