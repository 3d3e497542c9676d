"""Idempotency keys, refusals, receipts and their keys, the quarantine."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.signing import KeyPair
from services.reports.tables import IdempotencyRow, QuarantineRow, ReceiptRow, SigningKeyRow, SubmissionRow

_ONE_KEY_AT_A_TIME = text("SELECT pg_advisory_xact_lock(hashtext('reports.signing_keys'))")
_BATCH = 500
# Statements of the way of an upload are made once: to build and to look up one costs more than to run it.
_REMEMBERED = select(IdempotencyRow).where(
    IdempotencyRow.person_id == bindparam("person_id"), IdempotencyRow.key == bindparam("key")
)
_REMEMBER = text("""
    INSERT INTO idempotency_keys (person_id, key, obligation_id, sha256, submission_id, created_at)
    VALUES (:person_id, :key, :obligation_id, :sha256, :submission_id, :created_at)
    ON CONFLICT DO NOTHING RETURNING key
""")


async def remembered(session: AsyncSession, person_id: UUID, key: str) -> IdempotencyRow | None:
    return (await session.scalars(_REMEMBERED, {"person_id": person_id, "key": key})).one_or_none()


async def remember(session: AsyncSession, row: IdempotencyRow) -> bool:
    """Whether the key is new. A concurrent request with the same key waits here until the other has committed."""
    values = {column.name: getattr(row, column.name) for column in IdempotencyRow.__table__.columns}
    return (await session.execute(_REMEMBER, values)).scalar() is not None


async def signing_key(session: AsyncSession) -> KeyPair | None:
    """The newest key that signs receipts."""
    newest = select(SigningKeyRow).order_by(SigningKeyRow.created_at.desc()).limit(1)
    row = (await session.scalars(newest)).one_or_none()
    return KeyPair(row.kid, row.private, row.public) if row is not None else None


async def lock_signing_keys(session: AsyncSession) -> None:
    """Two replicas at their first need must not make two keys."""
    await session.execute(_ONE_KEY_AT_A_TIME)


async def receipt(session: AsyncSession, submission_id: UUID) -> tuple[ReceiptRow, str] | None:
    """A receipt and the public key that verifies it."""
    statement = (
        select(ReceiptRow, SigningKeyRow.public)
        .join(SigningKeyRow, SigningKeyRow.kid == ReceiptRow.key_id)
        .where(ReceiptRow.submission_id == submission_id)
    )
    found = (await session.execute(statement)).one_or_none()
    return (found[0], found[1]) if found is not None else None


async def undated(session: AsyncSession, after: UUID | None) -> Sequence[SubmissionRow]:
    """Submissions without a deemed-received date, by id, in batches."""
    statement = select(SubmissionRow).where(SubmissionRow.deemed_received_on.is_(None))
    if after is not None:
        statement = statement.where(SubmissionRow.id > after)
    return (await session.scalars(statement.order_by(SubmissionRow.id).limit(_BATCH))).all()


async def known_keys(session: AsyncSession, keys: Collection[str]) -> set[str]:
    """Those of `keys` that some submission holds."""
    return set(await session.scalars(select(SubmissionRow.object_key).where(SubmissionRow.object_key.in_(keys))))


async def quarantined_before(session: AsyncSession, moment: datetime) -> Sequence[QuarantineRow]:
    kept = QuarantineRow.deleted_at.is_(None) & (QuarantineRow.moved_at < moment)
    return (await session.scalars(select(QuarantineRow).where(kept).order_by(QuarantineRow.moved_at))).all()


async def mark_deleted(session: AsyncSession, quarantine_id: UUID, at: datetime) -> None:
    await session.execute(update(QuarantineRow).where(QuarantineRow.id == quarantine_id).values(deleted_at=at))
