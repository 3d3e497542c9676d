"""Forms and rule sets as the other services see them; the validator owns and announces them."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from contracts.base import Message, ObjectRef
from contracts.periods import PeriodKind
from contracts.terms import Term


class Accepts(StrEnum):
    """What a form takes: an XTDD file that is judged by triggers, or ordinary files that are not."""

    XTDD = "xtdd"
    FILES = "files"


class RuleSetTitle(Message):
    """A published version of the triggers of one form, as readers of a verdict see it."""

    id: UUID
    version: str
    effective_from: date


class RuleSetRef(RuleSetTitle):
    """`document` is the immutable compiled-from text in storage; where it lies is nobody's business outside."""

    document: ObjectRef


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

    def rule_set_on(self, reporting_date: date) -> RuleSetRef | None:
        """The rule set in force on the reporting date, or None: then the verdict is `no_rule_set`."""
        in_force = [r for r in self.rule_sets if r.effective_from <= reporting_date]
        return max(in_force, key=lambda r: (r.effective_from, r.version)) if in_force else None
