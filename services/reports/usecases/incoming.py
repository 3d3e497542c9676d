"""The number that the Bank of Russia gave to the registered report."""

from datetime import datetime

from chassis.clock import moscow_date
from chassis.database import UnitOfWork
from chassis.errors import ServiceError
from contracts.field_errors import field_error
from contracts.identity import Identity
from contracts.journal_acts import Act
from contracts.reports import SetIncomingNumber
from services.reports import texts
from services.reports.repository import read_models
from services.reports.usecases import access, announce, history, objects


async def set_number(uow: UnitOfWork, who: Identity, request: SetIncomingNumber, now: datetime) -> None:
    """The report shows the number of its newest version that has one. Raises ServiceError `not_found`, `invalid`."""
    _check(request, now)
    obligation, row = await access.submission_to_change(uow.session, who, request.submission_id)
    number = request.number.strip()
    text = texts.incoming_number(number, request.date)
    history.by_person(uow.session, row, now, who, "incoming_number", text)
    if obligation.incoming_version is not None and obligation.incoming_version > row.version:
        return
    before = {"number": obligation.incoming_number, "date": obligation.incoming_date}
    uow.record(
        Act.INCOMING_NUMBER_SET, objects.submission(row), before=before, after={"number": number, "date": request.date}
    )
    obligation.incoming_number, obligation.incoming_date = number, request.date
    obligation.incoming_version = row.version
    form = await read_models.form(uow.session, obligation.form_code)
    if form is None:
        raise LookupError(f"obligation {obligation.id} is of the unknown form {obligation.form_code}")
    await announce.obligation_changed(uow, obligation, form)


def _check(request: SetIncomingNumber, now: datetime) -> None:
    if not request.number.strip():
        raise ServiceError("invalid", fields=(field_error("number", "required"),))
    # A zero character would fail only in the database, as a failure of ours.
    if not request.number.strip().isprintable():
        raise ServiceError("invalid", fields=(field_error("number", "characters"),))
    if request.date > moscow_date(now):
        raise ServiceError("invalid", fields=(field_error("date", "date_future"),))
