"""What a card may hold, and the forms in which names are searched and sorted."""

from datetime import date

import pytest

from contracts.field_errors import FIELD_WORDS
from contracts.members import AuthorisedPerson
from services.members.domain.cards import faults_of, tidied
from services.members.domain.search import folded, needle_of, other_layout, search_text
from tests.organisations import new_member

TODAY = date(2026, 11, 25)


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
    assert faults_of(tidied(new_member(email="post@bereg.example", phone="+7 (495) 000-00-00 доб. 12")), TODAY) == []


def test_every_fault_that_is_found_has_words() -> None:
    broken = new_member(inn="7", ogrn="1", full_name="", short_name="x" * 300, email="?", phone="1" * 99, status="left")
    found = faults_of(tidied(broken), TODAY)
    assert {field for field, _ in found} == {"inn", "ogrn", "full_name", "short_name", "email", "phone", "status"}
    assert {code for _, code in found} <= set(FIELD_WORDS)


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("kpp", "77010100", "kpp_form"),
        ("kpp", "770101001", None),
        ("phone", "звоните", "phone_form"),
        ("phone", "1234", "phone_form"),
        ("website", "example", "website_form"),
        ("website", "www.bereg.example", None),
        ("cbr_registered_on", date(2026, 11, 26), "date_future"),
        ("legal_address", "А" * 501, "too_long"),
    ],
)
def test_a_field_has_the_shape_that_its_name_tells(field: str, value: object, code: str | None) -> None:
    expected = [] if code is None else [(field, code)]
    assert faults_of(tidied(new_member(**{field: value})), TODAY) == expected


def test_authorised_people_are_named_by_their_place_in_the_list() -> None:
    people = (AuthorisedPerson(name="Иванов", authority="Доверенность"), AuthorisedPerson(name=" ", authority=""))
    found = faults_of(tidied(new_member(authorised=people)), TODAY)
    assert found == [("authorised.1.name", "required"), ("authorised.1.authority", "required")]
    many = (people[0],) * 21
    assert faults_of(tidied(new_member(authorised=many)), TODAY) == [("authorised", "too_many")]


def test_a_search_knows_what_was_typed_with_the_other_layout() -> None:
    assert other_layout("cthth") == "серер"
    assert other_layout(",thtu") == "берег"
    assert other_layout("берег") == ""
    assert needle_of(" «Берег»\0 ") == "берег"
