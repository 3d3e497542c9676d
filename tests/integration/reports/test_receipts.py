"""Receipts: signed, complete, and the same for ever."""

import asyncio
import json
from datetime import date, timedelta

import pytest

from chassis.clock import moscow_date
from chassis.reach import EVERYTHING
from chassis.signing import verify
from contracts.base import ById
from contracts.calendar import WorkingDaysPublished
from contracts.reports import GET_RECEIPT, SignedReceipt
from contracts.terms import WorkingYear
from services.reports.usecases import copies, receipts
from tests.integration.reports.scene import Owed, Scene

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def receipt_of(scene: Scene, owed: Owed, submission_id: object) -> SignedReceipt:
    return await scene.asker.ask(GET_RECEIPT, ById.model_validate({"id": submission_id}), owed.member)


async def test_keys_are_made_once_even_at_the_same_moment(scene: Scene) -> None:
    async def key_id() -> str:
        async with scene.reports.database.transaction(EVERYTHING) as uow:
            return (await receipts.signing_key(uow.session)).kid

    assert len(set(await asyncio.gather(*(key_id() for _ in range(5))))) == 1


async def test_a_date_that_cannot_be_counted_is_null_until_its_year_is_loaded(scene: Scene) -> None:
    owed = await scene.owed()
    receipt = await scene.submit(owed)
    assert receipt.deemed_received_on is None
    today = moscow_date(receipt.received_at)
    years = tuple(WorkingYear(year=year, holidays=()) for year in (today.year, today.year + 1))
    async with scene.reports.database.transaction(EVERYTHING) as uow:
        await copies.keep_working_days(uow, WorkingDaysPublished(revision=10, years=years))
    counted = (await scene.submission(receipt.submission_id, owed.member)).deemed_received_on
    assert counted == next_weekday(today)
    assert (await scene.submit(owed)).deemed_received_on == next_weekday(today)
    signed = await receipt_of(scene, owed, receipt.submission_id)
    assert json.loads(signed.document)["deemed_received_on"] is None


def next_weekday(day: date) -> date:
    day += timedelta(days=1)
    while day.weekday() > 4:
        day += timedelta(days=1)
    return day


async def test_whoever_holds_a_receipt_can_verify_it(scene: Scene) -> None:
    owed = await scene.owed()
    receipt = await scene.submit(owed, file_name="отчет за квартал.xtdd")
    signed = await receipt_of(scene, owed, receipt.submission_id)
    assert verify(signed.public_key, signed.signature, signed.document.encode())
    assert not verify(signed.public_key, signed.signature, signed.document.replace("отчет", "отчёт").encode())
    told = json.loads(signed.document)
    assert told["registration_number"] == receipt.registration_number
    assert told["file"] == {"name": "отчет за квартал.xtdd", "sha256": receipt.sha256, "size": receipt.size}
    assert told["organisation"]["inn"] == owed.card.inn
    assert told["form"] == {"code": owed.form.code, "title": owed.form.title}
    assert told["period"]["label"] == owed.report.period.label


async def test_a_receipt_does_not_change_with_what_happens_later(scene: Scene) -> None:
    owed = await scene.owed()
    receipt = await scene.submit(owed)
    before = await receipt_of(scene, owed, receipt.submission_id)
    await scene.judge(receipt)
    await scene.tell(owed.card.model_copy(update={"revision": 2, "full_name": "ООО МКК «Причал»"}))
    assert await receipt_of(scene, owed, receipt.submission_id) == before
