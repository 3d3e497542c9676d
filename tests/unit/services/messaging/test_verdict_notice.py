"""What a verdict means for the member, and the words in which it is told."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest

from contracts.periods import PeriodKind
from contracts.reports import FormTitle, PeriodView, SubmissionChecked
from contracts.statuses import STATUS_LABELS_RU, Cause, ReportStatus
from contracts.validator import Counts, Reason
from services.messaging.domain.verdict_notice import State, Term, verdict_notice
from services.messaging.texts import CATALOGUES, EN, RU, Words

DUE = date(2026, 10, 30)
FORM = "Отчет о микрофинансовой деятельности"
PERIOD = "III квартал 2026 года"


def reasons(*causes: Cause) -> tuple[Reason, ...]:
    return tuple(Reason(code="c", cause=cause, text="Стр. 12: 123456,78 вместо 100") for cause in causes)


def checked(status: ReportStatus, **changes: Any) -> SubmissionChecked:
    values: dict[str, Any] = {
        "submission_id": UUID(int=1),
        "obligation_id": UUID(int=2),
        "member_id": UUID(int=3),
        "submitted_by": UUID(int=4),
        "attempt": 1,
        "current": True,
        "registration_number": "2026-000017",
        "form": FormTitle(code="0420846", title=FORM),
        "period": PeriodView(kind=PeriodKind.QUARTER, start=date(2026, 7, 1), end=date(2026, 9, 30), label=PERIOD),
        "status": status,
        "counts": Counts(fired=987654),
        "due_date": DUE,
        "received_at": datetime(2026, 10, 30, 20, 59, tzinfo=UTC),
        "checked_at": datetime(2026, 10, 30, 21, 0, tzinfo=UTC),
    }
    return SubmissionChecked(**values | changes)


def state(event: SubmissionChecked) -> State:
    return verdict_notice(event, DUE).state


def words(event: SubmissionChecked, received_on: date = DUE) -> Words:
    return RU.words(verdict_notice(event, received_on))


FAILED = ReportStatus.CHECK_FAILED


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        (checked(ReportStatus.ACCEPTED), State.ACCEPTED),
        (checked(ReportStatus.ACCEPTED_WITH_ERRORS), State.MEND),
        (checked(FAILED, reasons=reasons(Cause.FILE)), State.OTHER_FILE),
        (checked(FAILED, reasons=reasons(Cause.RULE)), State.RULE_AT_FAULT),
        (checked(FAILED, reasons=reasons(Cause.SYSTEM)), State.SYSTEM_AT_FAULT),
        (checked(FAILED), State.SYSTEM_AT_FAULT),
        (checked(ReportStatus.ACCEPTED_WITH_ERRORS, current=False), State.SUPERSEDED),
    ],
)
def test_the_state_says_who_acts(event: SubmissionChecked, expected: State) -> None:
    assert state(event) is expected


def test_what_the_member_can_mend_is_told_before_what_others_must() -> None:
    assert state(checked(FAILED, reasons=reasons(Cause.SYSTEM, Cause.RULE, Cause.FILE))) is State.OTHER_FILE
    assert state(checked(FAILED, reasons=reasons(Cause.SYSTEM, Cause.RULE))) is State.RULE_AT_FAULT


@pytest.mark.parametrize(
    ("event", "received_on", "term"),
    [
        (checked(FAILED, reasons=reasons(Cause.SYSTEM)), DUE, Term.KEPT),
        (checked(FAILED, reasons=reasons(Cause.RULE)), DUE, Term.KEPT),
        (checked(FAILED, reasons=reasons(Cause.SYSTEM)), date(2026, 10, 31), Term.DATE_STAYS),
        (checked(FAILED, reasons=reasons(Cause.SYSTEM), due_date=None), DUE, Term.DATE_STAYS),
        (checked(FAILED, reasons=reasons(Cause.FILE)), DUE, Term.UNSAID),
        (checked(ReportStatus.ACCEPTED_WITH_ERRORS), DUE, Term.KEPT),
        (checked(ReportStatus.ACCEPTED_WITH_ERRORS), date(2026, 10, 31), Term.UNSAID),
        (checked(ReportStatus.ACCEPTED, current=False), DUE, Term.UNSAID),
    ],
)
def test_the_term_is_called_kept_only_when_it_was(event: SubmissionChecked, received_on: date, term: Term) -> None:
    assert verdict_notice(event, received_on).term is term


@pytest.mark.parametrize(
    ("event", "title"),
    [
        (checked(ReportStatus.ACCEPTED_WITH_ERRORS), f"[Нужно исправить] {FORM}, {PERIOD}: Принят с ошибками"),
        (checked(ReportStatus.ACCEPTED), f"[Принят] {FORM}, {PERIOD}: Принят без ошибок"),
        (checked(FAILED), f"[Перепроверим] {FORM}, {PERIOD}: Не удалось проверить на триггеры"),
    ],
)
def test_a_title_starts_with_the_state_and_ends_with_the_exact_status(event: SubmissionChecked, title: str) -> None:
    assert words(event).title == title


@pytest.mark.parametrize("cause", [Cause.RULE, Cause.SYSTEM])
def test_who_is_not_at_fault_reads_that_the_term_is_kept_and_nothing_is_asked(cause: Cause) -> None:
    text = words(checked(FAILED, reasons=reasons(cause))).text
    assert "От вас ничего не требуется" in text or "от вас ничего не требуется" in text
    assert text.endswith("Срок соблюдён.")


def test_a_text_names_form_period_status_and_what_to_do() -> None:
    text = words(checked(ReportStatus.ACCEPTED_WITH_ERRORS)).text
    assert text.startswith(f"«{FORM}» (0420846), {PERIOD}. Статус: «Принят с ошибками».")
    assert "загрузите исправленный файл" in text


def test_a_second_check_says_that_it_is_one() -> None:
    assert "Отчет проверен повторно." in words(checked(ReportStatus.ACCEPTED, attempt=2)).text
    assert "повторно" not in words(checked(ReportStatus.ACCEPTED)).text


@pytest.mark.parametrize("status", [ReportStatus.ACCEPTED, ReportStatus.ACCEPTED_WITH_ERRORS, FAILED])
@pytest.mark.parametrize("cause", list(Cause))
def test_no_figures_of_a_report_stand_in_a_notice(status: ReportStatus, cause: Cause) -> None:
    for catalogue in CATALOGUES.values():
        said = catalogue.words(verdict_notice(checked(status, reasons=reasons(cause)), DUE))
        assert "987654" not in said.title + said.text
        assert "123456" not in said.title + said.text


def test_both_languages_have_words_for_every_state_and_term() -> None:
    for catalogue in (RU, EN):
        assert set(catalogue.marks) == set(catalogue.advice) == set(State)
        assert set(catalogue.terms) == set(Term)
    assert RU.statuses is STATUS_LABELS_RU
