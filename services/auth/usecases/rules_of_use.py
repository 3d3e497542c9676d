"""The rules of use: read, accepted, published anew."""

from datetime import datetime

from chassis import clock
from chassis.database import UnitOfWork
from chassis.errors import ServiceError
from contracts.field_errors import field_error
from contracts.identity import Identity
from contracts.rules_of_use import AcceptRules, PublishRules, RulesForPerson, RulesOfUse
from services.auth.domain.journal import AccessEvent
from services.auth.repository import journal, rules
from services.auth.tables import RulesRow


async def read(uow: UnitOfWork, who: Identity) -> RulesForPerson:
    """The newest version, in force or not yet, and what the asker accepted last."""
    newest = await rules.newest(uow.session)
    mine = await rules.accepted(uow.session, who.person_id)
    return RulesForPerson(
        rules=view(newest) if newest else None,
        accepted_version=mine.version if mine else None,
        accepted_at=mine.accepted_at if mine else None,
    )


async def accept(uow: UnitOfWork, who: Identity, wish: AcceptRules, now: datetime) -> None:
    """Accept the newest version, before it is in force too. Raises ServiceError `rules_changed` for any other."""
    newest = await rules.newest(uow.session)
    if newest is None or newest.version != wish.version:
        raise ServiceError("rules_changed")
    if await rules.accept(uow.session, who.person_id, wish.version, now, wish.address):
        journal.write(uow, AccessEvent.RULES_ACCEPTED, now, after={"version": wish.version})


async def publish(uow: UnitOfWork, who: Identity, wish: PublishRules, now: datetime) -> RulesOfUse:
    """The next version. Newcomers accept it from now on, everybody else from `in_force_from`."""
    today = clock.moscow_date(now)
    if wish.in_force_from is not None and wish.in_force_from < today:
        raise ServiceError("invalid", fields=(field_error("in_force_from", "date_past"),))
    await rules.lock_publishing(uow.session)
    newest = await rules.newest(uow.session)
    row = RulesRow(
        version=newest.version + 1 if newest else 1,
        text=wish.text,
        published_at=now,
        published_by=who.person_id,
        in_force_from=wish.in_force_from or today,
    )
    uow.session.add(row)
    journal.write(uow, AccessEvent.RULES_PUBLISHED, now, after={"version": row.version})
    return view(row)


def view(row: RulesRow) -> RulesOfUse:
    return RulesOfUse(
        version=row.version, text=row.text, published_at=row.published_at, in_force_from=row.in_force_from
    )
