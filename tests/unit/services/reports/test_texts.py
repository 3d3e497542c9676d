"""What timelines say."""

from datetime import date

from contracts.statuses import Cause, ReportStatus
from contracts.validator import Counts, Reason
from services.reports import texts


def test_a_receipt_line_names_the_number_and_the_same_file() -> None:
    assert texts.received("ОТЧ-2026-0000001", 1, None) == "Получен, версия 1, регистрационный номер ОТЧ-2026-0000001"
    assert texts.received("Н", 3, 2).endswith("; файл тот же, что в версии 2")


def test_a_verdict_is_told_in_the_exact_words() -> None:
    assert texts.verdict(ReportStatus.ACCEPTED, Counts(held=8), ()) == "Принят без ошибок"
    assert texts.verdict(ReportStatus.ACCEPTED, Counts(fired=2, warnings=2), ()) == (
        "Принят без ошибок (предупреждений: 2)"
    )
    fired = Counts(fired=4, warnings=1)
    assert texts.verdict(ReportStatus.ACCEPTED_WITH_ERRORS, fired, ()) == (
        "Принят с ошибками (сработало триггеров: 3, предупреждений: 1)"
    )


def test_a_failure_is_told_with_its_first_reason() -> None:
    reason = Reason(code="bad", cause=Cause.FILE, text="Файл поврежден")
    assert texts.verdict(ReportStatus.CHECK_FAILED, Counts(), (reason,)) == (
        "Не удалось проверить на триггеры: Файл поврежден"
    )


def test_the_number_of_the_bank_is_dated_as_people_write_it() -> None:
    assert texts.incoming_number("Т1-52", date(2026, 11, 2)) == "Входящий номер Банка России: Т1-52 от 02.11.2026"
