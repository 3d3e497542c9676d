"""Editing a card: by whoever saw the newest, with its history, which nobody can change."""

from datetime import date

import pytest
from sqlalchemy.exc import DBAPIError

from chassis.errors import ServiceError
from contracts.members import (
    MEMBER_HISTORY,
    AuthorisedPerson,
    CardFieldChange,
    CardHistory,
    HistoryAct,
    HistoryQuery,
    MemberStatus,
    OrganisationCard,
)
from contracts.roles import Role
from tests.integration.members.register import Register
from tests.waiting import eventually

pytestmark = pytest.mark.asyncio(loop_scope="module")

HEAD = {"head_name": "Орлова Мария Петровна", "head_position": "Генеральный директор"}


async def _history(register: Register, card: OrganisationCard, *, cursor: str | None = None) -> CardHistory:
    return await register.ask(MEMBER_HISTORY, HistoryQuery(id=card.id, limit=2, cursor=cursor))


async def test_a_card_is_edited_by_whoever_saw_the_newest(register: Register) -> None:
    card = await register.enter()
    edited = await register.edit(card, **HEAD, short_name=" МКК  «Причал» ")
    assert (edited.revision, edited.short_name, edited.head_name) == (2, "МКК «Причал»", HEAD["head_name"])
    assert (await register.find(search="причалы")).items[0].id == card.id
    with pytest.raises(ServiceError, match="stale_revision") as stale:
        await register.edit(card, phone="+7 495 000-00-00")
    assert stale.value.params["who"] == "Анна Соколова"


async def test_an_edit_without_a_difference_leaves_no_trace(register: Register) -> None:
    card = await register.enter()
    assert await register.edit(card, short_name=f" {card.short_name}") == card


async def test_faults_of_an_edit_are_named_with_their_place(register: Register) -> None:
    card = await register.enter()
    people = [AuthorisedPerson(name="", authority="Доверенность").model_dump()]
    with pytest.raises(ServiceError) as refused:
        await register.edit(card, kpp="77", authorised=people)
    assert {(f.field, f.code) for f in refused.value.fields} == {
        ("kpp", "kpp_form"),
        ("authorised.0.name", "required"),
    }


async def test_history_tells_what_was_before_and_after(register: Register) -> None:
    card = await register.enter()
    person = AuthorisedPerson(name="Лапин И. В.", authority="Доверенность № 1", valid_until=date(2027, 1, 31))
    edited = await register.edit(card, authorised=[person.model_dump()], kpp="770101001")
    await register.step(edited, MemberStatus.SUSPENDED)
    first = await _history(register, card)
    assert [entry.act for entry in first.items] == [HistoryAct.STATUS, HistoryAct.EDITED]
    suspended, edit = first.items
    assert {change.field for change in suspended.changes} == {"status", "status_since", "status_grounds"}
    assert edit.changes == (
        CardFieldChange(field="kpp", before=None, after="770101001"),
        CardFieldChange(field="authorised", before=None, after="Лапин И. В., Доверенность № 1, 2027-01-31"),
    )
    assert (edit.by, edit.by_sro, edit.grounds) == ("Анна Соколова", True, "Письмо № 3")
    rest = await _history(register, card, cursor=first.next)
    assert [(entry.act, entry.revision) for entry in rest.items] == [(HistoryAct.REGISTERED, 1)]
    assert {"inn", "ogrn", "full_name"} <= {change.field for change in rest.items[0].changes}
    assert rest.next is None


async def test_a_member_reads_its_history_without_names_of_the_staff(register: Register) -> None:
    card = await register.enter()
    await eventually(lambda: register.scene.rows("SELECT 1 FROM organisations WHERE id = :id", id=card.id))
    token = await register.scene.token(await register.scene.person_of_role(Role.MEMBER_USER, card.id))
    own = await register.scene.gateway.call(MEMBER_HISTORY, HistoryQuery(id=card.id), token=token)
    assert [(entry.by, entry.by_sro) for entry in own.items] == [(None, True)]


@pytest.mark.parametrize("statement", ["UPDATE member_history SET grounds = ''", "DELETE FROM member_history"])
async def test_the_database_refuses_to_change_the_history(register: Register, statement: str) -> None:
    await register.enter()
    with pytest.raises(DBAPIError, match="never changed"):
        await register.rows(statement)


@pytest.mark.parametrize("cursor", ["x", "WyI5OTk5OTk5OTk5OTkiXQ=="])
async def test_a_cursor_of_no_history_is_refused(register: Register, cursor: str) -> None:
    with pytest.raises(ServiceError, match="invalid"):
        await _history(register, await register.enter(), cursor=cursor)
