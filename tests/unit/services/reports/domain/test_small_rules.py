"""Numbers, versions, fitting, re-checks, waiting, scope."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from contracts.identity import Identity
from contracts.periods import Period, PeriodKind, period_of
from contracts.roles import Role
from contracts.statuses import Cause, ReportStatus
from contracts.validator import ExpectedReport, Inspection, Reason
from services.reports.domain.fitting import misfit
from services.reports.domain.numbers import registration_number
from services.reports.domain.queueing import Throughput, eta_seconds, stage
from services.reports.domain.rechecks import Why, counted, failed_by_rule, next_recheck
from services.reports.domain.scope import NobodyError, Scope, scope_of
from services.reports.domain.versions import Standing, after_upload

NOW = datetime(2026, 10, 21, 12, tzinfo=UTC)
PERIOD = period_of(PeriodKind.QUARTER, 2026, 3)
EXPECTED = ExpectedReport(form="0420846", period=PERIOD, inn="7707083893")


def inspection(form: str = "0420846", period: Period = PERIOD, inn: str | None = "7707083893") -> Inspection:
    return Inspection(form=form, period=period, inn=inn, content_hash="0" * 64)


def test_a_registration_number_names_the_year_and_keeps_its_width() -> None:
    assert registration_number(date(2026, 10, 21), 123) == "ОТЧ-2026-0000123"


def test_the_first_document_counts_for_the_term_whatever_its_version() -> None:
    first = after_upload(Standing(0, None), NOW)
    assert first == Standing(1, NOW)
    assert after_upload(first, NOW + timedelta(days=3)) == Standing(2, NOW)
    assert after_upload(first, NOW - timedelta(days=3)) == Standing(2, NOW - timedelta(days=3))


def test_a_file_that_fits_is_not_refused() -> None:
    assert misfit(inspection(), EXPECTED) is None
    assert misfit(inspection(inn=None), EXPECTED) is None


@pytest.mark.parametrize(
    ("found", "code", "words"),
    [
        (inspection(form="0420840", inn="1"), "wrong_form", ("0420840", "0420846")),
        (
            inspection(period=period_of(PeriodKind.QUARTER, 2026, 2), inn="1"),
            "wrong_period",
            ("II квартал 2026 года", "III квартал 2026 года"),
        ),
        (inspection(inn="1"), "wrong_member", ("1", "7707083893")),
    ],
)
def test_a_misfit_names_what_was_found_and_expected(found: Inspection, code: str, words: tuple[str, str]) -> None:
    refused = misfit(found, EXPECTED)
    assert refused is not None
    assert (refused.code, (refused.found, refused.expected)) == (code, words)


def reason(cause: Cause) -> Reason:
    return Reason(code="x", cause=cause, text="x")


def test_a_failure_of_ours_is_tried_again_with_growing_pauses_and_not_for_ever() -> None:
    pauses = (timedelta(minutes=2), timedelta(hours=1))
    failed = ReportStatus.CHECK_FAILED
    ours = [reason(Cause.FILE), reason(Cause.SYSTEM)]
    assert next_recheck(failed, ours, 0, pauses, NOW) == NOW + timedelta(minutes=2)
    assert next_recheck(failed, ours, 1, pauses, NOW) == NOW + timedelta(hours=1)
    assert next_recheck(failed, ours, 2, pauses, NOW) is None
    assert next_recheck(failed, [], 0, pauses, NOW) is not None


def test_what_somebody_else_must_mend_is_not_tried_again() -> None:
    pauses = (timedelta(minutes=2),)
    assert next_recheck(ReportStatus.CHECK_FAILED, [reason(Cause.FILE)], 0, pauses, NOW) is None
    assert next_recheck(ReportStatus.ACCEPTED, [], 0, pauses, NOW) is None


def test_only_a_rule_that_failed_is_mended_by_another_rule_set() -> None:
    assert failed_by_rule(ReportStatus.CHECK_FAILED, [reason(Cause.FILE), reason(Cause.RULE)])
    assert not failed_by_rule(ReportStatus.CHECK_FAILED, [reason(Cause.FILE)])
    assert not failed_by_rule(ReportStatus.ACCEPTED_WITH_ERRORS, [reason(Cause.RULE)])


def test_outages_are_counted_and_what_people_mended_starts_the_count_anew() -> None:
    assert [counted(3, why) for why in (Why.OUTAGE_OVER, Why.RULE_MENDED, Why.TRIGGER_SUSPENDED)] == [4, 0, 0]


def test_the_wait_follows_from_those_ahead_and_the_pace_of_verdicts() -> None:
    busy = Throughput(verdicts=11, span_seconds=2)
    assert eta_seconds(0, busy) == 1
    assert eta_seconds(99, busy) == 20
    assert eta_seconds(0, Throughput(0, 0)) == 2
    assert eta_seconds(4, Throughput(2, 50)) == 10
    assert (stage(0), stage(1)) == ("checking", "queued")


def test_the_organisation_filter_is_never_open_by_accident() -> None:
    organisation = uuid4()

    def who(role: Role, of: bool) -> Identity:
        member = organisation if of else None
        return Identity(person_id=uuid4(), person_name="", organisation_id=member, roles=(role,), session_id=uuid4())

    assert scope_of(who(Role.CLERK, of=False)) == Scope(None)
    assert scope_of(who(Role.MEMBER_USER, of=True)) == Scope(organisation)
    for nobody in (
        who(Role.OPERATOR, of=False),
        who(Role.MEMBER_USER, of=False),
        who(Role.SRO_ADMIN, of=True),
    ):
        with pytest.raises(NobodyError):
            scope_of(nobody)
