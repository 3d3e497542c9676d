"""Forms and rule sets as the other services see them; the validator owns and announces them."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from pydantic import Field

from contracts.base import Message, ObjectRef
from contracts.periods import PeriodKind
from contracts.terms import Term


class Accepts(StrEnum):
    """What a form takes: an XTDD file that is judged by triggers, or ordinary files that are not."""

    XTDD = "xtdd"
    FILES = "files"


class RuleSetTitle(Message):
    """A published version of the triggers of one form, as readers of a verdict see it.

    `effective_to` is the last reporting date of a version that was retired; one that lies before `effective_from`
    tells of a version that was withdrawn altogether.
    """

    id: UUID
    version: str
    effective_from: date
    effective_to: date | None = None

    def in_force(self, reporting_date: date) -> bool:
        ended = self.effective_to is not None and self.effective_to < reporting_date
        return self.effective_from <= reporting_date and not ended


class RuleSetRef(RuleSetTitle):
    """`document` is the immutable compiled-from text in storage; where it lies is nobody's business outside."""

    document: ObjectRef


class SuspendedTrigger(Message):
    """A trigger of a published rule set that is switched off: the rule set itself never changes."""

    id: UUID
    rule_set_id: UUID
    rule_set_version: str
    code: str
    title: str
    reason: str = Field(description="a sentence in Russian")
    element: str | None = None
    suspended_at: datetime


class FormTerms(Message):
    """What a form is, and when it falls due. A lower `revision` is old news."""

    code: str
    revision: int
    title: str
    accepts: Accepts
    file_types: tuple[str, ...] = ()
    period_kind: PeriodKind
    due: Term


class FormSummary(FormTerms):
    """A form as people see it: `rule_sets` are the published versions, newest last."""

    rule_sets: tuple[RuleSetTitle, ...] = ()


class FormInfo(FormTerms):
    """State of a form as services know it. `rule_sets` holds the published versions, newest last."""

    rule_sets: tuple[RuleSetRef, ...] = ()
    suspended: tuple[SuspendedTrigger, ...] = ()

    def suspended_in(self, rule_set_id: UUID) -> tuple[str, ...]:
        """Codes of that rule set's triggers that are switched off, sorted."""
        return tuple(sorted({s.code for s in self.suspended if s.rule_set_id == rule_set_id}))

    def rule_set_on(self, reporting_date: date) -> RuleSetRef | None:
        """The rule set in force on the reporting date, or None: then the verdict is `no_rule_set`.

        Of two that begin on one day the later published prevails: it was published to mend the other.
        """
        in_force = [rule_set for rule_set in self.rule_sets if rule_set.in_force(reporting_date)]
        # The list is the newest last, and `max` takes the first of equals.
        return max(reversed(in_force), key=lambda rule_set: rule_set.effective_from, default=None)
