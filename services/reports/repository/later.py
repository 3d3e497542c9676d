"""Reports whose triggers may look at others: the next period, the next year, other forms of the same date."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Date, Row, Uuid, and_, any_, bindparam, cast, exists, func, or_, select, tuple_
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from contracts.forms import RuleSetRef
from contracts.validator import OtherEdition, OtherReports
from services.reports.domain.comparing import Looked
from services.reports.tables import AttemptRow, ObligationRow, SubmissionRow

_EARLIER, _NEWER = aliased(ObligationRow), aliased(ObligationRow)
_SAME_KIND = (ObligationRow.form_code == _EARLIER.form_code) & (ObligationRow.period_kind == _EARLIER.period_kind)
_NEXT = ObligationRow.starts_on == _EARLIER.ends_on + 1
_NEXT_YEAR = ObligationRow.starts_on == cast(_EARLIER.starts_on + func.make_interval(1), Date)
_OTHER_FORM = (ObligationRow.form_code != _EARLIER.form_code) & (ObligationRow.ends_on == _EARLIER.ends_on)
# Of a form that comes on events the last one handed in is looked at (`others.of_period`, `others.of_day`).
_OUTDONE = exists().where(
    _NEWER.member_id == _EARLIER.member_id,
    _NEWER.form_code == _EARLIER.form_code,
    _NEWER.ends_on == _EARLIER.ends_on,
    _NEWER.current_submission_id.is_not(None),
    or_(
        and_(_NEWER.starts_on == _EARLIER.starts_on, _NEWER.ordinal > _EARLIER.ordinal),
        and_(
            ObligationRow.form_code != _EARLIER.form_code,
            tuple_(_NEWER.starts_on, _NEWER.ordinal) > tuple_(_EARLIER.starts_on, _EARLIER.ordinal),
        ),
    ),
)
_COMPARING = (
    select(
        ObligationRow.current_submission_id,
        _EARLIER.form_code,
        _EARLIER.current_submission_id.label("newest"),
        (_SAME_KIND & _NEXT).label("is_previous"),
        (_SAME_KIND & _NEXT_YEAR).label("is_year_ago"),
        AttemptRow.job["others"].label("others"),
        AttemptRow.job["rule_set"].label("rule_set"),
        AttemptRow.job["other_editions"].label("other_editions"),
    )
    .join(_EARLIER, _EARLIER.member_id == ObligationRow.member_id)
    .join(SubmissionRow, SubmissionRow.id == ObligationRow.current_submission_id)
    .join(AttemptRow, (AttemptRow.submission_id == SubmissionRow.id) & (AttemptRow.attempt == SubmissionRow.attempt))
    .where(
        _EARLIER.id == any_(bindparam("ids", type_=ARRAY(Uuid()))),
        _EARLIER.current_submission_id.is_not(None),
        or_(_SAME_KIND & (_NEXT | _NEXT_YEAR), _OTHER_FORM),
        ~_OUTDONE,
    )
)


async def comparing_with(session: AsyncSession, obligation_ids: Collection[UUID]) -> Sequence[Looked]:
    """What was handed in that could look at these reports, each with what its newest check looked at."""
    found = await session.execute(_COMPARING, {"ids": list(obligation_ids)})
    return [_looked(row) for row in found]


def _looked(row: Row[Any]) -> Looked:
    sets = [RuleSetRef.model_validate(row.rule_set)] if row.rule_set is not None else []
    sets += [OtherEdition.model_validate(one).rule_set for one in row.other_editions or ()]
    return Looked(
        submission_id=row.current_submission_id,
        needs=[one.needs for one in sets],
        others=OtherReports.model_validate(row.others or {}),
        form=row.form_code,
        newest=row.newest,
        is_previous=row.is_previous,
        is_year_ago=row.is_year_ago,
    )
