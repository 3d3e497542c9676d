"""A refusal says what was found, what was expected and who acts next, in the reader's language."""

from chassis.errors import ServiceError
from contracts.errors import KINDS, FieldError
from contracts.field_errors import FIELD_WORDS, field_error
from gateway.problems import Problem, documented, problem

TRACE = "0af7651916cd43dd8448eb211c80319c"


def test_a_refusal_has_a_stable_code_and_words_in_russian() -> None:
    told = problem(ServiceError("not_found"), "ru", TRACE)
    assert (told.code, told.status, told.title, told.trace_id) == ("not_found", 404, "Не найдено", TRACE)


def test_the_words_are_english_for_those_who_ask() -> None:
    assert problem(ServiceError("not_found"), "en", TRACE).title == "Not found"


def test_what_was_found_and_expected_is_told_to_people_and_to_programs() -> None:
    error = ServiceError(
        "wrong_period", {"found": "31.03.2026", "expected": "30.06.2026"}, data={"suggested_report_id": "0198"}
    )
    told = problem(error, "ru", TRACE)
    assert "31.03.2026" in told.detail
    assert (told.found, told.expected, told.suggested_report_id) == ("31.03.2026", "30.06.2026", "0198")


def test_data_of_a_service_never_takes_the_place_of_a_standard_field() -> None:
    error = ServiceError("conflict", data={"status": 200, "trace_id": "forged", "found": 3, "more": [1]})
    told = problem(error, "ru", TRACE)
    assert (told.status, told.trace_id, told.found) == (409, TRACE, 3)
    assert told.model_dump()["more"] == [1]


def test_fields_at_fault_are_named_with_words() -> None:
    error = ServiceError(
        "invalid",
        fields=[
            FieldError(field="inn", code="missing"),
            FieldError(field="ogrn", code="checksum", detail="Не сходится."),
        ],
    )
    assert [(e.field, e.detail) for e in problem(error, "ru", TRACE).errors] == [
        ("inn", "Нужно заполнить."),
        ("ogrn", "Не сходится."),
    ]


def test_words_that_a_service_told_in_russian_are_told_in_english_to_who_reads_it() -> None:
    error = ServiceError("invalid", fields=[field_error("inn", "inn_checksum")])
    russian, english = (problem(error, language, TRACE).errors[0].detail for language in ("ru", "en"))
    assert (russian, english) == FIELD_WORDS["inn_checksum"]


def test_every_code_can_be_told_without_its_parameters() -> None:
    for code in KINDS:
        for language in ("ru", "en"):
            told = problem(ServiceError(code), language, TRACE)
            assert told.title
            assert Problem.model_validate_json(told.model_dump_json()) == told


def test_codes_of_one_status_are_documented_together() -> None:
    assert documented("wrong_form", "conflict")[409]["description"] == "`wrong_form`, `conflict`"
