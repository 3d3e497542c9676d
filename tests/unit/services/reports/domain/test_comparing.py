"""A report that was judged by a look at another is checked again once that other has a new version."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from contracts.base import ObjectRef
from contracts.forms import RuleSetNeeds
from contracts.periods import PeriodKind, period_of
from contracts.validator import OtherReport, OtherReports
from services.reports.domain.comparing import Looked, is_stale

SEEN, NEWER = uuid4(), uuid4()


def report(submission_id: UUID = SEEN, form: str = "0420846") -> OtherReport:
    stored = ObjectRef(bucket="uploads", key="k", sha256="0" * 64, size=1)
    period = period_of(PeriodKind.QUARTER, 2026, 1)
    return OtherReport(submission_id=submission_id, object=stored, file_name="r.xtdd", form=form, period=period)


def looked(newest: UUID = NEWER, *needs: RuleSetNeeds, **fields: Any) -> Looked:
    others = fields.pop("others", OtherReports())
    return Looked(uuid4(), needs, others, "0420846", newest, **{"is_previous": False, "is_year_ago": False, **fields})


PREVIOUS, YEAR_AGO, FORM = (
    RuleSetNeeds(previous=True),
    RuleSetNeeds(year_ago=True),
    RuleSetNeeds(forms=("0420846",)),
)


@pytest.mark.parametrize(
    ("needs", "place", "others"),
    [
        (PREVIOUS, {"is_previous": True}, OtherReports(previous=report())),
        (YEAR_AGO, {"is_year_ago": True}, OtherReports(year_ago=report())),
        (FORM, {}, OtherReports(forms=(report(form="0420841"), report()))),
    ],
)
def test_another_version_or_none_is_stale_and_the_very_same_is_not(
    needs: RuleSetNeeds, place: dict[str, bool], others: OtherReports
) -> None:
    assert is_stale(looked(NEWER, needs, others=others, **place))
    assert is_stale(looked(NEWER, needs, **place))
    assert not is_stale(looked(SEEN, needs, others=others, **place))


def test_what_no_trigger_compares_with_is_never_stale() -> None:
    assert not is_stale(looked(NEWER, is_previous=True))
    assert not is_stale(looked(NEWER, YEAR_AGO, FORM, is_previous=True))
    assert not is_stale(looked(NEWER, PREVIOUS, FORM, is_year_ago=True))
    assert not is_stale(looked(NEWER, PREVIOUS, YEAR_AGO, RuleSetNeeds(forms=("0420841",))))


def test_an_edition_of_the_form_that_looks_is_enough() -> None:
    assert is_stale(looked(NEWER, RuleSetNeeds(), PREVIOUS, is_previous=True))
