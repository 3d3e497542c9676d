"""The forms in which names are searched and sorted."""

import pytest

from contracts.field_errors import FIELD_WORDS
from services.members.domain.cards import faults_of, folded, search_text, tidied
from tests.organisations import new_member


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("ООО МКК «Подъём»", "ооо мкк подъем"),
        ('  ООО  "Ёлка"\u00a0', "ооо елка"),
        ("Straße", "strasse"),
        ("«»", ""),
    ],
)
def test_names_are_compared_without_case_quotes_and_yo(name: str, form: str) -> None:
    assert folded(name) == form


def test_a_search_looks_into_names_and_numbers() -> None:
    assert search_text("Полное имя", "«Имя»", "77", "10") == "полное имя\nимя\n77\n10"


def test_a_proper_card_has_no_faults() -> None:
    assert faults_of(tidied(new_member(email="post@bereg.example"))) == []


def test_every_fault_that_is_found_has_words() -> None:
    broken = new_member(inn="7", ogrn="1", full_name="", short_name="x" * 300, email="?", phone="1" * 99, status="left")
    found = faults_of(tidied(broken))
    assert {field for field, _ in found} == {"inn", "ogrn", "full_name", "short_name", "email", "phone", "status"}
    assert {code for _, code in found} <= set(FIELD_WORDS)
