"""Lists from files: a preview changes nothing, and just that is applied, once."""

import hashlib
from dataclasses import dataclass

import pytest

from chassis.errors import ServiceError
from contracts.base import ObjectRef
from contracts.member_imports import (
    APPLY_IMPORT,
    PREVIEW_IMPORT,
    ApplyImport,
    ImportCounts,
    ImportFile,
    ImportPlan,
    ImportResult,
    RowOutcome,
)
from contracts.members import MEMBER_HISTORY, CardFieldChange, HistoryQuery
from contracts.prechecks import BUCKET
from tests.integration.members.register import Register
from tests.registry_numbers import some_inn, some_ogrn
from tests.unit.services.members.lists import table

pytestmark = pytest.mark.asyncio(loop_scope="module")

HEADING = ("ИНН", "ОГРН", "Полное наименование", "Краткое наименование", "Вид", "Дата включения", "Телефон")
PHONE = "+7 812 000-00-00"


@dataclass(frozen=True)
class Sent:
    """A file in the store, as the gateway puts it there."""

    register: Register
    object: ObjectRef

    async def preview(self) -> ImportPlan:
        return await self.register.ask(PREVIEW_IMPORT, ImportFile(object=self.object, file_name="list.csv"))

    async def apply(self, plan: str, grounds: str = "Выписка из протокола № 7") -> ImportResult:
        request = ApplyImport(object=self.object, file_name="list.csv", plan=plan, grounds=grounds)
        return await self.register.ask(APPLY_IMPORT, request)


async def _sent(register: Register, *rows: tuple[str, ...]) -> Sent:
    data = table(HEADING, *rows)
    stored = await register.members.storage.put_bytes(BUCKET, data)
    assert stored.sha256 == hashlib.sha256(data).hexdigest()
    return Sent(register, stored)


def _new(inn: str, ogrn: str | None = None) -> tuple[str, ...]:
    return (inn, ogrn or some_ogrn(), "ООО «Новая»", "Новая", "МКК", "12.03.2019", PHONE)


async def test_a_list_is_previewed_and_then_applied_as_previewed(register: Register) -> None:
    known, same = await register.enter(), await register.enter(phone=PHONE)
    inn = some_inn()
    rows = [(card.inn, card.ogrn, "", "", "", "", PHONE) for card in (known, same)]
    sent = await _sent(register, _new(inn), *rows, ("77", "", "", "", "", "", ""))
    plan = await sent.preview()
    assert plan.counts == ImportCounts(new=1, changed=1, same=1, wrong=1)
    assert [(row.number, row.outcome) for row in plan.rows] == [
        (5, RowOutcome.WRONG),
        (2, RowOutcome.NEW),
        (3, RowOutcome.CHANGED),
    ]
    assert plan.rows[2].changes == (CardFieldChange(field="phone", before=None, after=PHONE),)
    assert (plan.rows[0].problems[0].detail, plan.rows[0].problems[0].found) == (
        "ИНН организации состоит из 10 цифр.",
        "77",
    )
    # Nothing was kept.
    assert (await register.find(search=inn)).similar or not (await register.find(search=inn)).items
    assert await register.get(known.id) == known
    done = await sent.apply(plan.plan)
    assert (done.counts, done.repeated) == (plan.counts, False)
    [entered] = (await register.find(search=inn)).items
    assert entered.short_name == "Новая"
    assert (await register.get(known.id)).phone == PHONE
    [newest, _] = (await register.ask(MEMBER_HISTORY, HistoryQuery(id=known.id))).items
    assert (newest.act, newest.grounds) == ("imported", "Выписка из протокола № 7")


async def test_applied_twice_it_changes_nothing_more(register: Register) -> None:
    inn = some_inn()
    sent = await _sent(register, _new(inn))
    plan = (await sent.preview()).plan
    first, second = await sent.apply(plan), await sent.apply(plan)
    assert (first.id, first.counts) == (second.id, second.counts)
    assert (first.repeated, second.repeated) == (False, True)
    [card] = (await register.find(search=inn)).items
    assert card.revision == 1


async def test_what_changed_after_the_preview_has_to_be_previewed_again(register: Register) -> None:
    known = await register.enter()
    sent = await _sent(register, (known.inn, "", "", "", "", "", PHONE))
    plan = (await sent.preview()).plan
    other = await _sent(register, (known.inn, "", "", "", "", "", "+7 999 000-00-00"))
    with pytest.raises(ServiceError, match="import_changed"):
        await other.apply(plan)
    edited = await register.edit(known, website="www.bereg.example")
    with pytest.raises(ServiceError, match="import_changed"):
        await sent.apply(plan)
    assert await register.get(known.id) == edited


async def test_an_ogrn_of_another_organisation_is_a_row_at_fault(register: Register) -> None:
    known = await register.enter()
    plan = await (await _sent(register, _new(some_inn(), known.ogrn))).preview()
    assert [problem.code for problem in plan.rows[0].problems] == ["ogrn_taken"]


async def test_a_list_is_applied_on_grounds(register: Register) -> None:
    sent = await _sent(register, _new(some_inn()))
    with pytest.raises(ServiceError, match="invalid"):
        await sent.apply((await sent.preview()).plan, grounds=" ")


async def test_a_file_that_is_no_list_is_told_by_what_was_found(register: Register) -> None:
    stored = await register.members.storage.put_bytes(BUCKET, b"\xd0\xcf\x11\xe0 an old workbook")
    with pytest.raises(ServiceError, match="unreadable_list") as refused:
        await Sent(register, stored).preview()
    assert refused.value.params["found"] == "книга Excel 97-2003 (.xls)"
