"""The read model of member organisations, and what their exclusion means for their people."""

from chassis import clock
from chassis.database import UnitOfWork
from contracts.members import MemberCard, MemberStatus
from services.auth.domain.grants import Access, access_of
from services.auth.domain.journal import AccessEvent
from services.auth.repository import api_keys, organisations, people, sessions
from services.auth.tables import Organisation
from services.auth.usecases import places
from services.auth.usecases.sessions import keys_revoked, revoked


async def note(uow: UnitOfWork, card: MemberCard) -> None:
    """Take over the state of an organisation. Once its people may not get in, every session of theirs ends."""
    now = clock.now()
    # People before their organisation: signing in locks in this order too, else the two could block each other.
    affected = await people.of_organisation_locked(uow.session, card.id)
    known = await organisations.get_locked(uow.session, card.id)
    if known is not None and known.revision >= card.revision:
        return
    before = access_of(MemberStatus(known.status) if known else None)
    await _save(uow, known or Organisation(id=card.id), card)
    after = access_of(card.status)
    if after is Access.CLOSED:
        closed = await sessions.close_of_organisation(uow.session, card.id, now)
        await revoked(uow, closed, AccessEvent.SESSION_REVOKED, now)
        await keys_revoked(uow, await api_keys.revoke_of_organisation(uow.session, card.id, now), None, now)
    if (before is Access.CLOSED) is not (after is Access.CLOSED):
        for person in affected:
            await places.changed(uow, person, now)


async def _save(uow: UnitOfWork, row: Organisation, card: MemberCard) -> None:
    row.revision, row.name, row.inn, row.status = card.revision, card.short_name, card.inn, card.status
    row.included_on = None if card.status is MemberStatus.APPLICANT else card.included_on
    uow.session.add(row)
    await uow.session.flush()
