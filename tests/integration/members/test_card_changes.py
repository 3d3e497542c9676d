"""What a member asks to have changed: one request at a time, confirmed or refused, never over somebody's change."""

import asyncio
from dataclasses import dataclass
from typing import Any

import pytest

from chassis.errors import ServiceError
from contracts import subjects
from contracts.base import A, ById, Q, Rpc
from contracts.card_changes import (
    ANSWER_CARD_CHANGE,
    GET_CARD_CHANGE,
    LIST_CARD_CHANGES,
    OPEN_CARD_CHANGE,
    WITHDRAW_CARD_CHANGE,
    AnswerCardChange,
    CardChangeAnswered,
    CardChangeOpened,
    CardChangeQuery,
    CardChangeState,
    CardChangeView,
    OpenCardChange,
    RequestedChange,
)
from contracts.members import MEMBER_HISTORY, CardDetails, HistoryQuery, OrganisationCard
from contracts.roles import Role
from tests.integration.members.register import Register
from tests.waiting import eventually

pytestmark = pytest.mark.asyncio(loop_scope="module")

PHONE = "+7 812 000-00-00"


@dataclass(frozen=True)
class Asker:
    """A person of a member organisation."""

    register: Register
    card: OrganisationCard
    token: str

    async def ask(self, rpc: Rpc[Q, A], request: Q) -> A:
        return await self.register.scene.gateway.call(rpc, request, token=self.token)

    async def open(self, **fields: Any) -> CardChangeView:
        details = CardDetails.model_validate({**self.card.model_dump(), **fields})
        return await self.ask(OPEN_CARD_CHANGE, OpenCardChange(revision=self.card.revision, details=details))


async def _asker(register: Register) -> Asker:
    card = await register.enter(phone="+7 495 000-00-00")
    await eventually(lambda: register.scene.rows("SELECT 1 FROM organisations WHERE id = :id", id=card.id))
    email = await register.scene.person_of_role(Role.MEMBER_USER, card.id)
    return Asker(register, card, await register.scene.token(email))


async def _answer(register: Register, request: CardChangeView, outcome: CardChangeState, reason: str = "") -> Any:
    return await register.ask(ANSWER_CARD_CHANGE, AnswerCardChange(id=request.id, outcome=outcome, reason=reason))


async def test_a_confirmed_change_is_in_the_register_and_its_history(register: Register) -> None:
    asker = await _asker(register)
    request = await asker.open(phone=PHONE, head_name="Орлова М. П.")
    assert request.changes == (
        RequestedChange(field="phone", before="+7 495 000-00-00", after=PHONE, current="+7 495 000-00-00"),
        RequestedChange(field="head_name", before=None, after="Орлова М. П.", current=None),
    )
    assert (await register.get(asker.card.id)).phone == "+7 495 000-00-00"
    answered = await _answer(register, request, CardChangeState.ACCEPTED)
    assert (answered.state, answered.answered_by) == (CardChangeState.ACCEPTED, "Анна Соколова")
    card = await register.get(asker.card.id)
    assert (card.phone, card.head_name, card.revision) == (PHONE, "Орлова М. П.", 2)
    [newest, _] = (await register.ask(MEMBER_HISTORY, HistoryQuery(id=card.id))).items
    assert newest.act == "requested"
    assert newest.grounds is not None
    assert newest.grounds.startswith("Запрос организации от")
    own = await asker.ask(GET_CARD_CHANGE, ById(id=request.id))
    assert (own.state, own.answered_by) == (CardChangeState.ACCEPTED, None)


async def test_a_refusal_needs_a_reason_which_the_member_reads(register: Register) -> None:
    asker = await _asker(register)
    request = await asker.open(short_name="МКК «Другая»")
    with pytest.raises(ServiceError) as refused:
        await _answer(register, request, CardChangeState.REFUSED, " ")
    assert [(f.field, f.code) for f in refused.value.fields] == [("reason", "required")]
    await _answer(register, request, CardChangeState.REFUSED, "Приложите лист записи ЕГРЮЛ")
    own = await asker.ask(GET_CARD_CHANGE, ById(id=request.id))
    assert (own.state, own.answer) == (CardChangeState.REFUSED, "Приложите лист записи ЕГРЮЛ")
    assert await register.get(asker.card.id) == asker.card
    with pytest.raises(ServiceError, match="card_change_answered"):
        await _answer(register, request, CardChangeState.ACCEPTED)


async def test_one_request_waits_at_a_time_also_of_two_at_once(register: Register) -> None:
    asker = await _asker(register)
    outcomes = await asyncio.gather(*(asker.open(phone=f"{PHONE} {n}") for n in range(3)), return_exceptions=True)
    assert sum(isinstance(one, CardChangeView) for one in outcomes) == 1
    assert {one.code for one in outcomes if isinstance(one, ServiceError)} == {"card_change_open"}
    [waiting] = (await asker.ask(LIST_CARD_CHANGES, CardChangeQuery())).items
    withdrawn = await asker.ask(WITHDRAW_CARD_CHANGE, ById(id=waiting.id))
    assert withdrawn.state is CardChangeState.WITHDRAWN
    assert (await asker.open(phone=PHONE)).state is CardChangeState.OPEN


async def test_a_request_never_overwrites_what_the_staff_changed_meanwhile(register: Register) -> None:
    asker = await _asker(register)
    request = await asker.open(phone=PHONE)
    await register.edit(asker.card, phone="+7 999 000-00-00")
    shown = await register.ask(GET_CARD_CHANGE, ById(id=request.id))
    assert (shown.outdated, shown.changes[0].current) == (True, "+7 999 000-00-00")
    with pytest.raises(ServiceError, match="card_change_outdated"):
        await _answer(register, request, CardChangeState.ACCEPTED)
    assert (await register.get(asker.card.id)).phone == "+7 999 000-00-00"
    with pytest.raises(ServiceError, match="stale_revision"):
        await asker.open(website="www.bereg.example")


async def test_a_change_of_another_field_does_not_stand_in_the_way(register: Register) -> None:
    asker = await _asker(register)
    request = await asker.open(phone=PHONE)
    await register.edit(asker.card, website="www.bereg.example")
    await _answer(register, request, CardChangeState.ACCEPTED)
    card = await register.get(asker.card.id)
    assert (card.phone, card.website) == (PHONE, "www.bereg.example")


async def test_a_request_without_a_difference_or_with_faults_is_refused(register: Register) -> None:
    asker = await _asker(register)
    with pytest.raises(ServiceError, match="no_changes"):
        await asker.open()
    with pytest.raises(ServiceError, match="invalid"):
        await asker.open(email="no address")


async def test_those_that_wait_come_oldest_first_in_pages(register: Register) -> None:
    askers = [await _asker(register) for _ in range(3)]
    mine = [(await asker.open(phone=PHONE)).id for asker in askers]
    found, cursor = [], None
    while True:
        query = CardChangeQuery(state=CardChangeState.OPEN, limit=2, cursor=cursor)
        page = await register.ask(LIST_CARD_CHANGES, query)
        found += [one.id for one in page.items]
        assert page.waiting >= 3
        if (cursor := page.next) is None:
            break
    assert [one for one in found if one in mine] == mine
    own = await register.ask(LIST_CARD_CHANGES, CardChangeQuery(member=askers[0].card.id))
    assert [one.id for one in own.items] == mine[:1]


async def test_both_sides_are_told_which_fields_and_no_values(register: Register) -> None:
    asker = await _asker(register)
    request = await asker.open(phone=PHONE)
    await _answer(register, request, CardChangeState.ACCEPTED)
    rows = await register.rows(
        "SELECT subject, payload FROM outbox WHERE subject LIKE 'evt.members.card_change.%' ORDER BY id"
    )
    told = {row.subject: bytes(row.payload) for row in rows if str(request.id).encode() in bytes(row.payload)}
    opened = CardChangeOpened.model_validate_json(told[subjects.EVT_CARD_CHANGE_OPENED])
    answered = CardChangeAnswered.model_validate_json(told[subjects.EVT_CARD_CHANGE_ANSWERED])
    assert opened.fields == answered.fields == ("phone",)
    assert answered.outcome is CardChangeState.ACCEPTED
    assert not any(PHONE.encode() in payload for payload in told.values())
