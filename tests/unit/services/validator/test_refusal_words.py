"""Refusals are told to people in words of their own language, never in our identifiers."""

import re

import pytest

from contracts.errors import words
from services.validator.reader.refusals import (
    Refusal,
    refuse,
    refuse_at,
    refuse_encoding,
    refuse_limit,
    refuse_package,
)
from services.validator.reader.texts import LIMITS, PACKAGE
from services.validator.refusal_words import params

REFUSED = (
    *(refuse_limit(limit, 500) for limit in LIMITS),
    *(refuse_package(reason) for reason in PACKAGE),
    *(refuse_at(code, line) for code in ("not_xml", "truncated_xml") for line in (None, 1, 271)),
    *(refuse_encoding(stated) for stated in (None, "x-klingon")),
    refuse("empty_file"),
    refuse("forbidden_xml"),
    refuse("too_large", expected="64"),
    refuse("period_missing", expected="Год"),
    refuse("wrong_file_type", found="PDF"),
    refuse("no_report_in_package"),
    refuse("several_reports_in_package", found="2", expected="1"),
    refuse("wrong_form", found="0420841", expected="0420846"),
)


@pytest.mark.parametrize("refusal", REFUSED, ids=lambda refusal: f"{refusal.code}-{refusal.found}-{refusal.line}")
@pytest.mark.parametrize("language", ["ru", "en"])
def test_a_refusal_has_no_blank_and_no_identifier_in_its_words(refusal: Refusal, language: str) -> None:
    detail = words(refusal.code, params(refusal.to_json()), language).detail
    assert not re.search(r": -|\(-\)|\{|\b[a-z]+_[a-z]+\b", detail), detail
    assert language == "ru" or not re.search("[а-яё]", detail.replace("Год", ""), re.IGNORECASE), detail


def test_the_line_of_a_mistake_is_named() -> None:
    assert "в строке 271" in words("not_xml", params(refuse_at("not_xml", 271).to_json())).detail
