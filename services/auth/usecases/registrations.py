"""Whether organisations registered within their term: see `domain/registration.py`."""

from collections.abc import Sequence
from datetime import datetime

from chassis import clock
from chassis.database import UnitOfWork
from contracts.people import Registration, RegistrationPage, RegistrationState
from services.auth.domain.grants import STATUSES_WITH_ACCESS
from services.auth.domain.registration import standing
from services.auth.repository import grants, invitations, working_days
from services.auth.tables import Organisation
from services.auth.usecases import views

# A register has some hundreds of members; those that nobody has entered for are a few of them.
_MOST = 500


async def waiting(uow: UnitOfWork, now: datetime) -> RegistrationPage:
    """Organisations in force for which nobody has got in yet, the earliest inclusion first."""
    statuses = sorted(status.value for status in STATUSES_WITH_ACCESS)
    rows = await grants.without_people(uow.session, statuses, _MOST)
    found = await of(uow, rows, now)
    return RegistrationPage(items=tuple(sorted(found, key=lambda one: one.state is not RegistrationState.OVERDUE)))


async def of(uow: UnitOfWork, rows: Sequence[Organisation], now: datetime) -> list[Registration]:
    """How each of these organisations stands."""
    ids, today = [row.id for row in rows], clock.moscow_date(now)
    first = await grants.first_at(uow.session, ids)
    invited = await invitations.invited(uow.session, ids, now)
    years = await working_days.years(uow.session)
    found = []
    for row in rows:
        registered_on = clock.moscow_date(first[row.id]) if row.id in first else None
        stands = standing(row.included_on, registered_on, today, years)
        found.append(
            Registration(
                organisation=views.organisation_view(row),
                included_on=row.included_on,
                due_on=stands.due_on,
                registered_on=registered_on,
                state=stands.state,
                working_days_left=stands.working_days_left,
                invited=row.id in invited,
            )
        )
    return found
