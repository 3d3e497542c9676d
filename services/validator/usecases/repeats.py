"""A step that is asked for again under its key is answered, and not taken a second time."""

import hashlib
from collections.abc import Awaitable, Callable
from uuid import UUID

from chassis.database import UnitOfWork
from chassis.errors import ServiceError
from contracts.workbench import Repeatable
from services.validator.repository import repeats
from services.validator.usecases.steps import Step


async def once(uow: UnitOfWork, step: Step, request: Repeatable, take: Callable[[], Awaitable[UUID]]) -> UUID:
    """The rule set that the step made or changed, now or when it was taken. Raises `idempotency_mismatch`."""
    key, person = request.idempotency_key, step.by.person_id
    if key is None:
        return await take()
    asked = _fingerprint(request)
    if not await repeats.first(uow.session, person, key, asked, step.at):
        before = await repeats.known(uow.session, person, key)
        if before is None or before.request != asked or before.rule_set_id is None:
            raise ServiceError("idempotency_mismatch")
        return before.rule_set_id
    id = await take()
    await repeats.answered(uow.session, person, key, id)
    return id


def _fingerprint(request: Repeatable) -> str:
    """What is asked for: a file by its content, for each upload of it lies under a key of its own."""
    text = request.model_dump_json(exclude={"idempotency_key": True, "language": True, "object": {"key": True}})
    return hashlib.sha256(f"{type(request).__name__}{text}".encode()).hexdigest()
