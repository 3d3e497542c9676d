"""Thousands of reports that were handed in, without handing them in one by one: copies of a few real ones."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import text

from chassis.database import Database
from chassis.reach import EVERYTHING
from chassis.settings import ServiceSettings
from chassis.storage import Storage
from contracts.base import ObjectRef
from services.reports.tables import ObligationRow, SubmissionRow
from tests.product import Stack

_TOGETHER = 50


async def multiply(stack: Stack, contents: Mapping[str, Sequence[bytes]], each: int) -> None:
    """Give every submission `each` further ones beside it, of its member and period: own rows, own objects.

    `contents`: by submission, the files that its copies are of, in turn. Only what a back-test reads is made.
    """
    given = stack.installation.environment("gateway")
    storage = Storage(
        ServiceSettings(
            s3_endpoint=given["KABINET_S3_ENDPOINT"],
            s3_access_key=given["KABINET_S3_ACCESS_KEY"],
            s3_secret_key=given["KABINET_S3_SECRET_KEY"],
        )
    )
    database = Database(stack.installation.database_url("reports", "reports"), 1)
    try:
        for id, files in contents.items():
            for start in range(1, each + 1, _TOGETHER):
                numbers = range(start, min(start + _TOGETHER, each + 1))
                objects = [await storage.put_bytes("uploads", files[number % len(files)]) for number in numbers]
                await _copy(database, UUID(id), numbers, objects)
    finally:
        await database.close()


async def _copy(database: Database, id: UUID, numbers: Sequence[int], objects: Sequence[ObjectRef]) -> None:
    async with database.transaction(EVERYTHING) as uow:
        for number, stored in zip(numbers, objects, strict=True):
            obligation, submission = uuid4(), uuid4()
            owed = {"id": obligation, "ordinal": 1000 + number, "current_submission_id": submission}
            kept = {
                "id": submission,
                "obligation_id": obligation,
                "registration_number": f"B-{submission}",
                "object_key": stored.key,
                "sha256": stored.sha256,
                "size": stored.size,
            }
            of_submission = "(SELECT obligation_id FROM submissions WHERE id = :original)"
            # In one statement: each of the two names the other.
            first, second = _copying(ObligationRow, owed, of_submission), _copying(SubmissionRow, kept, ":original")
            values = {**_named(ObligationRow, owed), **_named(SubmissionRow, kept), "original": id}
            await uow.session.execute(text(f"WITH owed AS ({first}) {second}"), values)


def _named(model: Any, row: Mapping[str, Any]) -> dict[str, Any]:
    return {f"{model.__table__.name}_{name}": value for name, value in row.items()}


def _copying(model: Any, own: Mapping[str, Any], original: str) -> str:
    """The row of that id once more, with values of its own in these columns."""
    table = model.__table__
    names = [column.name for column in table.columns if column.computed is None]
    values = [f":{table.name}_{name}" if name in own else name for name in names]
    columns = ", ".join(names)
    # Names of tables and columns alone.
    return f"INSERT INTO {table.name} ({columns}) SELECT {', '.join(values)} FROM {table.name} WHERE id = {original}"  # noqa: S608
