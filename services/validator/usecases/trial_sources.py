"""What can be tried: a draft as it is now, or a published version; without its dates, so that it judges any period."""

import asyncio
from dataclasses import dataclass
from hashlib import sha256

from chassis.database import UnitOfWork
from chassis.errors import not_found
from contracts.base import ObjectRef
from contracts.forms import RuleSetNeeds
from contracts.workbench import RuleSetQuery
from services.validator.domain.rule_set import RuleSet
from services.validator.repository import drafts
from services.validator.rules.checking import problems_of
from services.validator.rules.checks.needs import needs_of_document
from services.validator.usecases import releases, rule_sets
from services.validator.usecases.publishing import BUCKET, document_of


@dataclass(frozen=True)
class Source:
    """A rule set to be tried; `revision` of a draft, None of a published version. `document`: as readers load it."""

    revision: int | None
    rules: RuleSet
    document: bytes

    @property
    def needs(self) -> RuleSetNeeds:
        """Other reports that its formulas look at."""
        return needs_of_document(self.rules.model_dump(mode="json"))

    def unstored(self) -> ObjectRef:
        """A name for the document where it is handed over and never stored."""
        digest = sha256(self.document).hexdigest()
        return ObjectRef(bucket=BUCKET, key="", sha256=digest, size=len(self.document))


async def source(uow: UnitOfWork, query: RuleSetQuery) -> Source:
    """Raises `not_found`, and `rule_set_has_mistakes` of a draft that could not be published as it is."""
    draft = await drafts.draft(uow.session, query.id)
    if draft is not None:
        rules = await rule_sets.rules_of(uow, draft)
        blocking = [found for found in await asyncio.to_thread(problems_of, rules) if found.blocks]
        if blocking:
            raise releases.mistakes_error(blocking, query.language)
        return _source(draft.revision, rules)
    published = await drafts.published_version(uow.session, query.id)
    if published is None:
        raise not_found()
    return _source(None, RuleSet.model_validate(published.document))


def _source(revision: int | None, rules: RuleSet) -> Source:
    # A draft that is to come into force next year must still say something of last year's reports.
    undated = rules.model_copy(update={"effective_from": None, "effective_to": None})
    return Source(revision, undated, document_of(undated))
