"""SQL that takes personal data away: parts beside the chain, and what leads from a pseudonym to somebody."""

from uuid import UUID

from sqlalchemy import select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from services.journal.tables import SubjectRow

# Of what they did: who it was and from where. A refused sign-in is the act of whoever it names.
_WHO = text("""
    UPDATE details SET who_salt = NULL, who = NULL, who_erased_by = :erasure
    FROM chain
    WHERE chain.number = details.number AND details.who IS NOT NULL AND chain.number <> :erasure
        AND (chain.person = :pseudonym OR chain.person IS NULL AND chain.object_id = :object)
    RETURNING details.number
""")
# Of what was done to them: their name, and what stood there before and after.
_CONTENT = text("""
    UPDATE details SET content_salt = NULL, content = NULL, content_erased_by = :erasure
    FROM chain
    WHERE chain.number = details.number AND details.content IS NOT NULL AND chain.number <> :erasure
        AND chain.object_id = :object
    RETURNING details.number
""")


async def pseudonym_of(session: AsyncSession, subject: str) -> UUID | None:
    return await session.scalar(select(SubjectRow.pseudonym).where(SubjectRow.subject == subject))


async def erase(session: AsyncSession, pseudonym: UUID, erasure: int) -> int:
    """Take away what is known of a pseudonym, by the act `erasure`; returns how many rows lost something."""
    values = {"object": str(pseudonym), "erasure": erasure}
    touched = set((await session.execute(_WHO, {**values, "pseudonym": pseudonym})).scalars())
    touched |= set((await session.execute(_CONTENT, values)).scalars())
    forgotten = {"subject": None, "name": None, "erased_by": erasure}
    await session.execute(update(SubjectRow).where(SubjectRow.pseudonym == pseudonym).values(forgotten))
    return len(touched)
