"""What the engine says of samples: sound ones hold every trigger, faults fire alone, omissions can't be checked."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.statuses import Cause, ReportStatus
from contracts.verdict import Outcome
from services.validator.builtin import rule_set
from services.validator.engine.judging import Verdict
from services.validator.sampler import fault_codes, form_codes, sample_report

INN = "7707083893"
FORM = "0420846"
EVERY_FAULT = [(form, code) for form in form_codes() for code in fault_codes(form)]
ERRORS = {form: {t.code for t in rule_set(form).triggers if t.severity == "error"} for form in form_codes()}

# Triggers over other reports, and those of them that look at earlier periods.
LOOKING_ELSEWHERE = {"ДВ-06", "ДВ-07", "Р-16"}
LOOKING_BACK = {"ДВ-06", "ДВ-07"}

Judge = Callable[..., Verdict]
Beside = Callable[..., dict[str, Any]]

years = st.integers(min_value=2024, max_value=2035)
periods = st.builds("{}Q{}".format, years, st.integers(min_value=1, max_value=4))
seeds = st.integers(min_value=0, max_value=2**64)


def _fired(verdict: Verdict) -> set[str]:
    return {finding.code for finding in verdict.findings if finding.outcome is Outcome.FIRED}


def _holds_everything(verdict: Verdict, form: str) -> bool:
    """What looks at reports that are not there does not apply."""
    skipped = {finding.code for finding in verdict.findings if finding.outcome is Outcome.NOT_APPLICABLE}
    held = verdict.counts.held + len(skipped & LOOKING_ELSEWHERE) == len(rule_set(form).triggers)
    return held and verdict.status is ReportStatus.ACCEPTED and verdict.remarks == ()


@pytest.mark.parametrize("form", form_codes())
@settings(max_examples=40, deadline=None)
@given(period=periods, seed=seeds)
def test_a_sample_holds_every_trigger_whatever_its_period_and_seed(
    verdict_of: Judge, beside: Beside, form: str, period: str, seed: int
) -> None:
    report = sample_report(form, period, INN, seed=seed)
    assert _holds_everything(verdict_of(form, report), form)
    verdict = verdict_of(form, report, **beside(period, seed // 2))
    assert _holds_everything(verdict, form)
    assert verdict.counts.not_applicable == (2 if (form, period) == (FORM, "2024Q1") else _without_a_year(form, period))


def _without_a_year(form: str, period: str) -> int:
    """Samples start with 2024: before that there is no year to look back at."""
    return 1 if form == FORM and period < "2025Q1" else 0


@pytest.mark.parametrize("form", form_codes())
@pytest.mark.parametrize("size", [100_000, 1_000_000])
def test_a_padded_sample_still_holds_every_trigger(verdict_of: Judge, form: str, size: int) -> None:
    assert _holds_everything(verdict_of(form, sample_report(form, "2026Q3", INN, size=size)), form)


def test_a_sample_of_25_megabytes_still_holds_every_trigger(verdict_of: Judge) -> None:
    assert _holds_everything(verdict_of(FORM, sample_report(FORM, "2026Q3", INN, size=25_000_000)), FORM)


@pytest.mark.parametrize("period", ["2024Q1", "2026Q3"])
@pytest.mark.parametrize(("form", "code"), EVERY_FAULT)
def test_a_fault_fires_its_trigger_and_no_other(
    verdict_of: Judge, beside: Beside, form: str, code: str, period: str
) -> None:
    if code in LOOKING_BACK and period == "2024Q1":
        period = "2025Q1"
    others = beside(period) if code in LOOKING_ELSEWHERE else {}
    verdict = verdict_of(form, sample_report(form, period, INN, faults=[code]), **others)

    assert _fired(verdict) == {code}
    assert verdict.counts.not_evaluable == 0
    assert verdict.status is (ReportStatus.ACCEPTED_WITH_ERRORS if code in ERRORS[form] else ReportStatus.ACCEPTED)


@pytest.mark.parametrize(("form", "code"), EVERY_FAULT)
def test_what_a_fired_trigger_says_has_no_gaps(verdict_of: Judge, beside: Beside, form: str, code: str) -> None:
    verdict = verdict_of(form, sample_report(form, "2026Q3", INN, faults=[code]), **beside("2026Q3"))
    finding = next(finding for finding in verdict.findings if finding.code == code)

    assert finding.message
    assert not set("{}") & set(finding.message)
    assert "—" not in finding.message
    assert finding.hint
    assert finding.source


@pytest.mark.parametrize("form", form_codes())
@settings(max_examples=60, deadline=None)
@given(data=st.data(), seed=seeds, period=periods)
def test_faults_combine_without_hiding_or_causing_others(
    verdict_of: Judge, form: str, data: st.DataObject, seed: int, period: str
) -> None:
    chosen = data.draw(st.sets(st.sampled_from(fault_codes(form))))
    verdict = verdict_of(form, sample_report(form, period, INN, seed=seed, faults=chosen))

    assert _fired(verdict) == chosen - LOOKING_ELSEWHERE
    assert verdict.counts.not_evaluable == 0


def test_a_fault_fires_alone_in_a_large_file_too(verdict_of: Judge) -> None:
    chosen = {"Д-05", "Д-09", "П-02", "РЗ-06", "Т-18"}
    verdict = verdict_of(FORM, sample_report(FORM, "2026Q3", INN, size=1_000_000, faults=chosen))

    assert _fired(verdict) == chosen


def test_an_omitted_mandatory_element_leaves_the_report_unchecked_for_the_member_to_mend(verdict_of: Judge) -> None:
    path = "Отчетность.Раздел4Капитал.НМКК1"
    verdict = verdict_of(FORM, sample_report(FORM, "2026Q3", INN, omit=[path]))

    assert verdict.status is ReportStatus.CHECK_FAILED
    assert {(reason.cause, reason.element) for reason in verdict.reasons} == {(Cause.FILE, path)}


def test_optional_sections_may_be_left_out(verdict_of: Judge) -> None:
    optional = [
        "Отчетность.ОтчетнаяДата",
        "Отчетность.Раздел1Реквизиты.ФИОРуководителя",
        "Отчетность.Раздел1Реквизиты.ИННРуководителя",
        "Отчетность.Раздел1Реквизиты.ЭлектроннаяПочта",
        "Отчетность.Раздел2Показатели.СредняяПСК",
        "Отчетность.Раздел5Движение",
        "Отчетность.КоллекцияРаздел6Портфель",
        "Отчетность.Раздел7Баланс",
        "Отчетность.Раздел8ДолговаяНагрузка",
        "Отчетность.КоллекцияКрупныеЗаймы.КрупныеЗаймы.КрупныеЗаймы_1.ТипЗаемщика",
        "Отчетность.КоллекцияКрупныеЗаймы.КрупныеЗаймы.КрупныеЗаймы_1.СтавкаВДень",
        "Отчетность.КоллекцияКрупныеЗаймы.КрупныеЗаймы.КрупныеЗаймы_1.НачисленныеПроценты",
        "Отчетность.Files",
    ]
    verdict = verdict_of(FORM, sample_report(FORM, "2026Q3", INN, omit=optional))

    assert verdict.status is ReportStatus.ACCEPTED
    assert _fired(verdict) == set()
    assert verdict.counts.not_evaluable == 0
    assert verdict.remarks == ()


def test_a_report_of_the_mandatory_sections_alone_is_accepted_without_a_warning(verdict_of: Judge) -> None:
    verdict = verdict_of(FORM, Path(__file__).with_name("short-report.xtdd").read_bytes())

    assert verdict.status is ReportStatus.ACCEPTED
    assert (verdict.counts.fired, verdict.counts.not_evaluable) == (0, 0)
    assert verdict.remarks == ()
