"""Finding what a person asks for, within its organisation; a foreign object is absent."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.errors import ServiceError, not_found
from contracts.identity import Identity
from services.reports.domain.scope import NobodyError, Scope, scope_of
from services.reports.repository import obligations, submissions
from services.reports.repository.obligations import Listed
from services.reports.tables import ObligationRow, SubmissionRow


def scope(identity: Identity) -> Scope:
    """Raises ServiceError `forbidden` for whoever is neither staff nor of a member organisation."""
    try:
        return scope_of(identity)
    except NobodyError as error:
        raise ServiceError("forbidden") from error


async def obligation(session: AsyncSession, identity: Identity, obligation_id: UUID) -> Listed:
    """Raises ServiceError `not_found`."""
    found = await obligations.describe(session, scope(identity), obligation_id)
    if found is None:
        raise not_found()
    return found


async def submission(session: AsyncSession, identity: Identity, submission_id: UUID) -> SubmissionRow:
    """Raises ServiceError `not_found`."""
    found = await submissions.find(session, scope(identity), submission_id)
    if found is None:
        raise not_found()
    return found


async def submission_to_change(
    session: AsyncSession, identity: Identity, submission_id: UUID
) -> tuple[ObligationRow, SubmissionRow]:
    """Both rows locked, the obligation first. Raises ServiceError `not_found`."""
    found = await submission(session, identity, submission_id)
    obligation_row = await obligations.lock(session, found.obligation_id)
    return obligation_row, await submissions.lock(session, submission_id)
