"""SQL about former passwords, second factors and recovery codes."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.auth.tables import FormerPassword, RecoveryCode, SecondFactorRow


async def former_passwords(session: AsyncSession, person_id: UUID, limit: int) -> Sequence[str]:
    """Hashes of the passwords before the present one, newest first."""
    statement = select(FormerPassword.password_hash).where(FormerPassword.person_id == person_id)
    return (await session.scalars(statement.order_by(FormerPassword.replaced_at.desc()).limit(limit))).all()


async def second_factor(session: AsyncSession, person_id: UUID) -> SecondFactorRow | None:
    return await session.get(SecondFactorRow, person_id)


async def second_factor_locked(session: AsyncSession, person_id: UUID) -> SecondFactorRow | None:
    """The same, locked: one code must not open the account twice at the same instant."""
    return await session.scalar(select(SecondFactorRow).where(SecondFactorRow.person_id == person_id).with_for_update())


async def begin_second_factor(session: AsyncSession, person_id: UUID, secret: str, now: datetime) -> bool:
    """Keep a secret that waits to be confirmed in place of one that waits; False where one is in force."""
    fresh = {"secret": secret, "begun_at": now, "last_step": 0}
    statement = insert(SecondFactorRow).values(person_id=person_id, **fresh)
    renewed = statement.on_conflict_do_update(
        index_elements=["person_id"], set_=fresh, where=SecondFactorRow.confirmed_at.is_(None)
    )
    return await session.scalar(renewed.returning(SecondFactorRow.person_id)) is not None


async def remove_second_factor(session: AsyncSession, person_id: UUID) -> None:
    await session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person_id))
    await session.execute(delete(SecondFactorRow).where(SecondFactorRow.person_id == person_id))


async def replace_recovery_codes(session: AsyncSession, person_id: UUID, hashes: Sequence[bytes]) -> None:
    await session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person_id))
    rows = [{"code_hash": code_hash, "person_id": person_id} for code_hash in hashes]
    await session.execute(insert(RecoveryCode).values(rows))


async def use_recovery_code(session: AsyncSession, person_id: UUID, code_hash: bytes, now: datetime) -> bool:
    """Whether this is a code of the person that nobody used before; from now on it is used."""
    statement = update(RecoveryCode).where(
        RecoveryCode.code_hash == code_hash, RecoveryCode.person_id == person_id, RecoveryCode.used_at.is_(None)
    )
    return await session.scalar(statement.values(used_at=now).returning(RecoveryCode.person_id)) is not None


async def recovery_codes_left(session: AsyncSession, person_id: UUID) -> int:
    statement = select(func.count()).where(RecoveryCode.person_id == person_id, RecoveryCode.used_at.is_(None))
    return (await session.execute(statement)).scalar_one()
