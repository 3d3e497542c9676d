"""The register: entering organisations, what is refused, what is announced and kept."""

import asyncio
from datetime import date

import pytest

from chassis.errors import ServiceError
from contracts import subjects
from contracts.members import MemberCard, MemberStatus, MemberType, OrganisationCard, RegisterMember
from tests.integration.members.register import Register
from tests.organisations import new_member
from tests.registry_numbers import some_inn

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def _refusal(register: Register, **fields: object) -> ServiceError:
    with pytest.raises(ServiceError) as raised:
        await register.enter(**fields)
    return raised.value


async def _announced(register: Register, card: MemberCard) -> list[MemberCard]:
    rows = await register.rows(
        "SELECT payload FROM outbox WHERE subject = :s ORDER BY id", s=subjects.EVT_MEMBER_CHANGED
    )
    cards = [MemberCard.model_validate_json(bytes(row.payload)) for row in rows]
    return [announced for announced in cards if announced.id == card.id]


def _public(card: OrganisationCard) -> MemberCard:
    """The card as others hear of it."""
    return MemberCard.model_validate(card.model_dump())


async def test_an_organisation_is_entered_as_a_member_and_shown_as_it_was_given(register: Register) -> None:
    given = new_member(email="post@bereg.example", phone="+7 495 000-00-00", type=MemberType.MFK)
    card = await register.enter(**given.model_dump())
    assert await register.get(card.id) == card
    assert card.revision == 1
    assert card.status is MemberStatus.MEMBER
    assert RegisterMember.model_validate(card.model_dump()) == given
    assert card.status_since == given.included_on


async def test_spaces_and_control_characters_in_texts_are_tidied(register: Register) -> None:
    inn = some_inn()
    card = await register.enter(inn=f" {inn} ", short_name="  МКК\t«Берег»\0 ", full_name="МКК\n«Берег»", email=" ")
    assert (card.inn, card.short_name, card.full_name, card.email) == (inn, "МКК «Берег»", "МКК «Берег»", None)


async def test_every_field_at_fault_is_named_at_once_with_its_words(register: Register) -> None:
    refused = await _refusal(
        register,
        inn="7707083894",
        ogrn="123",
        full_name=" ",
        short_name="М" * 201,
        email="no address",
        status=MemberStatus.SUSPENDED,
    )
    assert refused.code == "invalid"
    assert {(field.field, field.code) for field in refused.fields} == {
        ("inn", "inn_checksum"),
        ("ogrn", "ogrn_length"),
        ("full_name", "required"),
        ("short_name", "too_long"),
        ("email", "email_form"),
        ("status", "status_first"),
    }
    assert all(field.detail for field in refused.fields)


async def test_an_inn_is_in_the_register_once(register: Register) -> None:
    card = await register.enter()
    refused = await _refusal(register, inn=card.inn)
    assert (refused.code, refused.params) == ("already_registered", {"inn": card.inn})


async def test_an_ogrn_is_in_the_register_once(register: Register) -> None:
    card = await register.enter()
    refused = await _refusal(register, ogrn=card.ogrn)
    assert [(field.field, field.code) for field in refused.fields] == [("ogrn", "ogrn_taken")]


async def test_of_two_who_enter_the_same_inn_at_once_one_is_told(register: Register) -> None:
    inn = some_inn()
    outcomes = await asyncio.gather(*(register.enter(inn=inn) for _ in range(4)), return_exceptions=True)
    assert sum(isinstance(outcome, OrganisationCard) for outcome in outcomes) == 1
    assert {o.code for o in outcomes if isinstance(o, ServiceError)} == {"already_registered"}


async def test_every_change_is_announced_with_a_growing_revision(register: Register) -> None:
    card = await register.enter()
    suspended = await register.step(card, MemberStatus.SUSPENDED)
    excluded = await register.step(suspended, MemberStatus.EXCLUDED)
    assert await _announced(register, card) == [_public(one) for one in (card, suspended, excluded)]
    assert [c.revision for c in (card, suspended, excluded)] == [1, 2, 3]


async def test_a_refused_change_announces_nothing_and_leaves_no_history(register: Register) -> None:
    card = await register.enter()
    with pytest.raises(ServiceError):
        await register.step(card, MemberStatus.APPLICANT)
    assert await _announced(register, card) == [_public(card)]
    assert len(await register.rows("SELECT 1 FROM member_history WHERE member_id = :id", id=card.id)) == 1


async def test_history_keeps_who_when_from_which_day_and_on_what_grounds(register: Register) -> None:
    card = await register.enter()
    suspended = await register.step(card, MemberStatus.SUSPENDED, on=date(2026, 10, 1))
    rows = await register.rows("SELECT * FROM member_history WHERE member_id = :id ORDER BY revision", id=card.id)
    assert [row.counts_from for row in rows] == [card.included_on, date(2026, 10, 1)]
    assert [row.grounds for row in rows] == [None, "Протокол № 7"]
    assert {row.by_name for row in rows} == {"Анна Соколова"}
    assert [OrganisationCard.model_validate(row.card) for row in rows] == [card, suspended]


async def test_an_applicant_is_included_on_the_day_of_its_admission(register: Register) -> None:
    applicant = await register.enter(status=MemberStatus.APPLICANT, included_on=date(2026, 9, 1))
    admitted = await register.step(applicant, MemberStatus.MEMBER, on=date(2026, 10, 5))
    assert applicant.included_on == date(2026, 9, 1)
    assert admitted.included_on == date(2026, 10, 5)
    back = await register.step(await register.step(admitted, MemberStatus.SUSPENDED), MemberStatus.MEMBER)
    assert back.included_on == date(2026, 10, 5)


@pytest.mark.parametrize(("on", "code"), [(date(2019, 12, 31), "date_order"), (date(2099, 1, 1), "date_future")])
async def test_a_change_counts_neither_before_the_last_one_nor_from_a_day_to_come(
    register: Register, on: date, code: str
) -> None:
    card = await register.enter(included_on=date(2020, 1, 9))
    with pytest.raises(ServiceError) as raised:
        await register.step(card, MemberStatus.SUSPENDED, on=on)
    assert [(field.field, field.code) for field in raised.value.fields] == [("on", code)]


async def test_two_changes_at_once_do_not_overwrite_each_other(register: Register) -> None:
    card = await register.enter()
    outcomes = await asyncio.gather(
        register.step(card, MemberStatus.EXCLUDED), register.step(card, MemberStatus.LEFT), return_exceptions=True
    )
    assert sum(isinstance(outcome, OrganisationCard) for outcome in outcomes) == 1
    assert (await register.get(card.id)).revision == 2
