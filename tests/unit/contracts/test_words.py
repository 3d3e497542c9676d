"""The words that members see: the exact ones, in two languages."""

import string

import pytest

from contracts.errors import KINDS, FieldError, http_status, words
from contracts.field_errors import FIELD_WORDS, field_error, field_words
from contracts.statuses import STATUS_LABELS_EN, STATUS_LABELS_RU, ReportStatus


def _parameters(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def test_the_five_statuses_have_the_words_of_the_instruction() -> None:
    assert [STATUS_LABELS_RU[status] for status in ReportStatus] == [
        "Не загружался",
        "На проверке",
        "Принят с ошибками",
        "Принят без ошибок",
        "Не удалось проверить на триггеры",
    ]
    assert set(STATUS_LABELS_EN) == set(ReportStatus)


@pytest.mark.parametrize("code", KINDS)
def test_an_error_has_words_in_both_languages(code: str) -> None:
    kind = KINDS[code]
    assert 400 <= kind.status < 600
    assert kind.ru.title
    assert kind.ru.detail
    assert kind.en.title
    assert kind.en.detail


@pytest.mark.parametrize("code", KINDS)
def test_an_error_takes_no_parameter_in_english_that_russian_lacks(code: str) -> None:
    kind = KINDS[code]
    assert _parameters(kind.en.detail) <= _parameters(kind.ru.detail)


def test_a_parameter_that_nobody_gave_does_not_fail_the_error() -> None:
    assert "-" in words("wrong_form", {"found": "0420840"}).detail


def test_an_unknown_code_reads_as_an_internal_error() -> None:
    assert words("no_such_code", {}) == words("internal", {})
    assert http_status("no_such_code") == 500


@pytest.mark.parametrize("code", FIELD_WORDS)
def test_a_field_at_fault_has_words_in_both_languages(code: str) -> None:
    error = field_error("inn", code)
    assert error.detail == field_words(error) == FIELD_WORDS[code][0]
    assert field_words(error, "en") == FIELD_WORDS[code][1]
    assert FIELD_WORDS[code][1]


def test_a_field_code_of_a_newer_service_keeps_its_own_words() -> None:
    error = FieldError(field="inn", code="of_tomorrow", detail="Слова завтрашнего дня.")
    assert field_words(error, "en") == "Слова завтрашнего дня."
