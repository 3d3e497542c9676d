"""What can be tried: a draft as it is now, or a published version; without its dates, so that it judges any period."""

from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from chassis.database import UnitOfWork
from chassis.errors import not_found
from contracts.base import ObjectRef
from services.validator.domain.rule_set import RuleSet
from services.validator.repository import rule_sets
from services.validator.usecases.publishing import BUCKET, document_of


@dataclass(frozen=True)
class Source:
    """A rule set to be tried; `revision` of a draft, None of a published version."""

    id: UUID
    revision: int | None
    rules: RuleSet

    @property
    def bytes(self) -> bytes:
        """As the readers load it."""
        return document_of(self.rules)

    def unstored(self) -> ObjectRef:
        """A name for its bytes where they are handed over and never stored."""
        data = self.bytes
        return ObjectRef(bucket=BUCKET, key="", sha256=sha256(data).hexdigest(), size=len(data))


async def source(uow: UnitOfWork, id: UUID) -> Source:
    """Raises `not_found`."""
    found = await rule_sets.rule_set(uow.session, id)
    if found is None:
        raise not_found()
    return Source(id, None, undated(found[1]))


def undated(rules: RuleSet) -> RuleSet:
    """A draft that is to come into force next year must still say something of last year's reports."""
    return rules.model_copy(update={"effective_from": None, "effective_to": None})
