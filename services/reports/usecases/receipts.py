"""Receipts: proof of having filed, signed once and kept as given."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis import clock
from chassis.database import UnitOfWork
from chassis.errors import not_found
from chassis.signing import KeyPair
from contracts.forms import FormInfo
from contracts.identity import Identity
from contracts.journal_acts import Act
from contracts.members import MemberCard
from contracts.reports import SignedReceipt
from services.reports.domain.receipt import Filed, document
from services.reports.repository import journals
from services.reports.repository.obligations import period_of
from services.reports.tables import ObligationRow, SigningKeyRow, SubmissionRow
from services.reports.usecases import access, objects


def document_of(row: SubmissionRow, obligation: ObligationRow, form: FormInfo, card: MemberCard) -> str:
    """The text that is signed."""
    return document(
        Filed(
            registration_number=row.registration_number,
            submission_id=str(row.id),
            version=row.version,
            organisation=card.full_name,
            inn=card.inn,
            ogrn=card.ogrn,
            form=form.code,
            form_title=form.title,
            period=period_of(obligation),
            file_name=row.file_name,
            size=row.size,
            sha256=row.sha256,
            received_at=row.received_at,
            deemed_received_on=row.deemed_received_on,
            grounds=row.grounds,
        )
    )


async def signed(uow: UnitOfWork, who: Identity, submission_id: UUID) -> SignedReceipt:
    """Raises ServiceError `not_found`."""
    submission = await access.submission(uow.session, who, submission_id)
    found = await journals.receipt(uow.session, submission_id)
    if found is None:
        raise not_found()
    if who.is_staff:
        uow.record(Act.RECEIPT_READ, objects.submission(submission))
    row, public_key = found
    return SignedReceipt(document=row.document, signature=row.signature, key_id=row.key_id, public_key=public_key)


async def signing_key(session: AsyncSession) -> KeyPair:
    """The key that signs now; made at the first need, once for all replicas."""
    key = await journals.signing_key(session)
    if key is not None:
        return key
    await journals.lock_signing_keys(session)
    key = await journals.signing_key(session)
    if key is None:
        key = KeyPair.generate()
        session.add(SigningKeyRow(kid=key.kid, private=key.private, public=key.public, created_at=clock.now()))
    return key
