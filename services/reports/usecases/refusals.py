"""The journal of refused uploads: all that is left of them."""

from datetime import datetime

from chassis.database import UnitOfWork
from contracts.identity import Identity
from contracts.journal import ActObject
from contracts.journal_acts import Act, ObjectKind
from contracts.reports import RefusedUpload, Submit
from services.reports.tables import RefusalRow


def of_submission(request: Submit, code: str) -> RefusedUpload:
    """What the journal keeps of an upload that was refused after its file had been stored."""
    return RefusedUpload(
        report_id=request.report_id,
        code=code,
        file_name=request.file_name,
        size=request.object.size,
        sha256=request.object.sha256,
        received_at=request.received_at,
    )


async def journal(uow: UnitOfWork, who: Identity, refused: RefusedUpload, now: datetime) -> None:
    """Keep a line here, and put the refusal on record."""
    row = RefusalRow(
        at=now,
        received_at=refused.received_at,
        code=refused.code,
        report_id=refused.report_id,
        organisation_id=who.organisation_id,
        person_id=who.person_id,
        person_name=who.person_name,
        file_name=refused.file_name,
        size=refused.size,
        sha256=refused.sha256,
    )
    uow.session.add(row)
    asked = ActObject(kind=ObjectKind.REPORT, id=str(refused.report_id or ""))
    uow.record(Act.UPLOAD_REFUSED, asked, after=refused.model_dump(mode="json", exclude={"report_id"}))
