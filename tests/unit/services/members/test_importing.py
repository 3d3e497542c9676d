"""What a row of a list means for the register."""

from datetime import date
from uuid import uuid4

import pytest

from contracts.field_errors import FIELD_WORDS
from contracts.member_imports import RowOutcome
from contracts.members import CardFieldChange, MemberStatus, MemberType, OrganisationCard
from services.members.domain.importing import Planned, Planner, Row
from tests.organisations import new_member

TODAY = date(2026, 11, 25)
INN, OGRN = "7707083893", "1027700132195"
NEW = {
    "inn": INN,
    "ogrn": OGRN,
    "full_name": "ООО «Берег»",
    "short_name": "Берег",
    "type": "Микрокредитная компания",
    "included_on": "12.03.2019",
}


def card(**fields: object) -> OrganisationCard:
    given = {**new_member(inn=INN, ogrn=OGRN).model_dump(), "id": uuid4(), "revision": 3, **fields}
    return OrganisationCard.model_validate({**given, "status_since": given["included_on"]})


def planned(*rows: dict[str, str], known: OrganisationCard | None = None) -> list[Planned]:
    cards = {known.inn: known} if known else {}
    planner = Planner(cards, {one.ogrn: one.inn for one in cards.values()}, TODAY)
    return [planner.plan(Row(number, cells)) for number, cells in enumerate(rows, start=2)]


def problems(plan: Planned) -> list[tuple[str, str]]:
    return [(problem.field, problem.code) for problem in plan.problems]


def test_an_unknown_inn_is_a_new_card() -> None:
    [plan] = planned({**NEW, "status": "Кандидат", "cbr_registered_on": "2019-04-01"})
    assert plan.outcome is RowOutcome.NEW
    assert plan.new is not None
    assert (plan.new.type, plan.new.included_on) == (MemberType.MKK, date(2019, 3, 12))
    assert (plan.new.status, plan.new.cbr_registered_on) == (MemberStatus.APPLICANT, date(2019, 4, 1))


def test_a_new_card_needs_what_a_card_needs() -> None:
    [plan] = planned({"inn": INN, "type": "Банк", "included_on": "вчера"})
    assert plan.outcome is RowOutcome.WRONG
    assert problems(plan) == [
        ("type", "not_a_word"),
        ("included_on", "not_a_date"),
        ("ogrn", "required"),
        ("full_name", "required"),
        ("short_name", "required"),
    ]
    assert (plan.problems[0].found, plan.problems[0].expected) == ("Банк", "МКК или МФК")
    assert {code for _, code in problems(plan)} <= set(FIELD_WORDS)


def test_a_known_card_shows_what_would_change_and_an_empty_cell_leaves_what_is_there() -> None:
    known = card(phone="1 23 45", email="a@bereg.example")
    [plan] = planned({"inn": INN, "phone": "+7 495 000-00-00", "short_name": known.short_name}, known=known)
    assert plan.outcome is RowOutcome.CHANGED
    assert plan.changes == (CardFieldChange(field="phone", before="1 23 45", after="+7 495 000-00-00"),)
    assert plan.content is not None
    assert plan.content.email == "a@bereg.example"


def test_a_row_that_is_as_the_register_has_it_changes_nothing() -> None:
    known = card()
    full = {"inn": INN, "ogrn": OGRN, "full_name": known.full_name, "status": "член сро", "included_on": "09.01.2020"}
    [plan] = planned(full, known=known)
    assert plan.outcome is None


@pytest.mark.parametrize(
    ("cells", "problem", "found", "expected"),
    [
        ({"ogrn": "1117812345672"}, ("ogrn", "ogrn_differs"), "1117812345672", OGRN),
        ({"status": "Исключён"}, ("status", "by_its_own_act"), "Исключен", "Член СРО"),
        ({"included_on": "01.02.2020"}, ("included_on", "by_its_own_act"), "2020-02-01", "2020-01-09"),
        ({"email": "почта"}, ("email", "email_form"), "почта", "имя@домен"),
    ],
)
def test_a_list_makes_no_decisions(cells: dict[str, str], problem: tuple[str, str], found: str, expected: str) -> None:
    [plan] = planned({"inn": INN, **cells}, known=card())
    assert plan.outcome is RowOutcome.WRONG
    assert problems(plan) == [problem]
    assert (plan.problems[0].found, plan.problems[0].expected) == (found, expected)


def test_faults_that_the_card_had_before_are_not_the_lists() -> None:
    known = card(email="no address")
    [plan] = planned({"inn": INN, "phone": "+7 495 000-00-00"}, known=known)
    assert plan.outcome is RowOutcome.CHANGED


def test_an_inn_and_an_ogrn_stand_in_a_list_once() -> None:
    other = "7812345675"
    twice, same_ogrn = planned(NEW, NEW)[1], planned(NEW, {**NEW, "inn": other})[1]
    assert problems(twice) == [("inn", "repeated_inn")]
    assert problems(same_ogrn) == [("ogrn", "ogrn_taken")]


def test_the_zero_that_a_spreadsheet_dropped_is_put_back() -> None:
    [plan] = planned({**NEW, "inn": "105017420"})
    assert plan.inn == "0105017420"
    assert problems(plan) == [("inn", "inn_checksum")]


@pytest.mark.parametrize(("inn", "code"), [("", "inn_length"), ("7707083894", "inn_checksum"), ("инн", "inn_length")])
def test_a_row_without_a_proper_inn_says_so_and_nothing_else(inn: str, code: str) -> None:
    [plan] = planned({**NEW, "inn": inn, "type": "?"})
    assert problems(plan) == [("inn", code)]
