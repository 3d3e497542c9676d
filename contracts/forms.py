"""Forms and rule sets as the other services see them; the validator owns and announces them."""

from collections.abc import Sequence
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


class RuleSetNeeds(Message):
    """Which other reports of the member the triggers look at; who asks for a check has to name them."""

    previous: bool = Field(default=False, description="the same form, the period before")
    year_ago: bool = Field(default=False, description="the same form, the same period of the year before")
    forms: tuple[str, ...] = Field(default=(), description="codes of other forms, for the same reporting date")


class EditionTitle(Message):
    """An edition of a form: its element list and recognition, for reports of `versions` (none named: of any).

    «2.16» stands for 2.16 and all that begins with it.
    """

    edition: str = ""
    versions: tuple[str, ...] = ()


class RuleSetRef(RuleSetTitle):
    """`document` is the immutable compiled-from text in storage; where it lies is nobody's business outside.

    `edition` is that of the form which its triggers were written for.
    """

    document: ObjectRef
    needs: RuleSetNeeds = RuleSetNeeds()
    edition: EditionTitle = EditionTitle()


class SuspendedTrigger(Message):
    """A trigger of a published rule set that is switched off: the rule set itself never changes."""

    id: UUID
    rule_set_id: UUID
    rule_set_version: str
    code: str
    title: str
    reason: str = Field(description="a sentence in Russian")
    reason_en: str | None = Field(default=None, description="the same in English")
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
    editions: tuple[EditionTitle, ...] = ()
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

    def other_rule_sets_on(self, reporting_date: date) -> tuple[RuleSetRef, ...]:
        """Those in force for the other editions of the form, one each: only the file tells which edition it is of."""
        first = self.rule_set_on(reporting_date)
        in_force = [rule_set for rule_set in self.rule_sets if rule_set.in_force(reporting_date)]
        # The newest last: of equals the later published one.
        oldest_first = sorted(in_force, key=lambda rule_set: rule_set.effective_from)
        found = {rule_set.edition.edition: rule_set for rule_set in oldest_first}
        return tuple(rule_set for rule_set in found.values() if rule_set is not first)


class PeriodPlace(Message):
    """Where a file states its period: paths of the year and of the part of it that `kind` asks for.

    A form that takes ordinary files has the kind alone: such a file states nothing.
    """

    kind: PeriodKind
    year: str | None = None
    part: str | None = None


def covers(versions: Sequence[str], version: str) -> bool:
    """Whether an edition for `versions` is for reports of `version`; one that names none is for all of them."""
    return not versions or any(version == known or version.startswith(known + ".") for known in versions)
