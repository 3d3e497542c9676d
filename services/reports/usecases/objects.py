"""How the journal names what is done here."""

from uuid import UUID

from chassis.database import UnitOfWork
from contracts.identity import Identity
from contracts.journal import ActObject
from contracts.journal_acts import Act, ObjectKind
from contracts.reports import LocatedFile, Reading
from services.reports.tables import DisputeRow, PeriodRow, SubmissionRow

_READ = {Reading.FILE: Act.FILE_READ, Reading.VERDICT: Act.VERDICT_READ}


def submission(row: SubmissionRow) -> ActObject:
    return _submission(row.id, row.registration_number, row.member_id)


def dispute(row: DisputeRow) -> ActObject:
    return ActObject(kind=ObjectKind.DISPUTE, id=str(row.id), title=row.trigger, organisation_id=row.member_id)


def period(row: PeriodRow) -> ActObject:
    title = f"{row.form_code}, {row.starts_on:%d.%m.%Y}-{row.ends_on:%d.%m.%Y}"
    return ActObject(kind=ObjectKind.PERIOD, id=str(row.id), title=title)


async def note_reading(uow: UnitOfWork, who: Identity, id: UUID, located: LocatedFile, reading: Reading | None) -> None:
    """That staff looked into a member's paper is an act; a member who reads its own is not."""
    if reading is not None and who.is_staff:
        object = _submission(id, located.registration_number, located.member.id if located.member else None)
        uow.record(_READ[reading], object)


def _submission(id: UUID, title: str, member_id: UUID | None) -> ActObject:
    return ActObject(kind=ObjectKind.SUBMISSION, id=str(id), title=title, organisation_id=member_id)
