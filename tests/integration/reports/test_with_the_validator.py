"""reports with the real validator and a real worker: real files, from the upload to the verdict."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import orjson
import pytest
import pytest_asyncio

from chassis.errors import ServiceError
from contracts.base import ById
from contracts.periods import Period, PeriodKind, period_of
from contracts.reports import (
    LOCATE_FILE,
    RECOGNISE_UPLOAD,
    SUBMISSION_CHECKED,
    Receipt,
    RecogniseUpload,
    SubmissionChecked,
)
from contracts.statuses import Actor, Cause, ReportStatus
from services.reports.bootstrap import build
from services.reports.settings import Settings
from services.validator.bootstrap import build_catalogue, build_worker
from services.validator.sampler.generator import fault_codes, sample_report
from services.validator.settings import Settings as ValidatorSettings
from tests.in_process import connected, running, settings_on, store_of
from tests.integration.reports.scene import YEAR, Inspecting, Owed, Scene, form_of, member_of, until
from tests.signed_asker import signed_asker
from tests.stack import Servers, TestDatabase, TestNats

pytestmark = pytest.mark.asyncio(loop_scope="module")
FORM = "0420846"
PERIOD = period_of(PeriodKind.QUARTER, YEAR, 4)


@pytest.fixture(scope="module")
def settings(servers: Servers, broker: TestNats, database: TestDatabase) -> Settings:
    return settings_on(Settings, "reports", broker, database, **store_of(servers, "reports"))


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def scene(servers: Servers, broker: TestNats, settings: Settings) -> AsyncIterator[Scene]:
    """The scene of the other tests, with the real validator in place of theirs."""
    catalogue = settings_on(
        ValidatorSettings,
        "validator",
        broker,
        servers.migrated_database("validator"),
        inspect_seconds=10,
        **store_of(servers, "validator"),
    )
    worker = settings_on(ValidatorSettings, "validator", broker, **store_of(servers, "worker"))
    async with (
        signed_asker(broker) as asker,
        connected("validator", broker) as bus,
        running("reports", settings, build) as reports,
        running("validator", catalogue, build_catalogue),
        running("validator", worker, build_worker),
    ):
        built = Scene(reports, bus, asker, Inspecting(reports))
        await until(lambda: knows(built, FORM))
        yield built


async def knows(scene: Scene, form: str) -> bool:
    return bool(await scene.rows("SELECT 1 FROM forms WHERE code = :form", form=form))


async def owed(scene: Scene, period: Period = PERIOD) -> Owed:
    form, card = form_of(code=FORM), await scene.member()
    await scene.open(form, card, period=period)
    return await scene.owed_by(card, form)


@dataclass(frozen=True)
class Judged:
    receipt: Receipt
    verdict: SubmissionChecked


async def judged(scene: Scene, slot: Owed, content: bytes, **changes: Any) -> Judged:
    checked = await scene.listen(SUBMISSION_CHECKED)
    receipt = await scene.submit(slot, content, **changes)
    async with asyncio.timeout(30):
        while (verdict := await checked.get()).submission_id != receipt.submission_id:
            continue
    return Judged(receipt, verdict)


async def test_a_report_that_holds_is_accepted(scene: Scene) -> None:
    slot = await owed(scene)
    done = await judged(scene, slot, sample_report(FORM, PERIOD, slot.card.inn))
    assert done.verdict.status is ReportStatus.ACCEPTED
    view = await scene.submission(done.receipt.submission_id, slot.member)
    assert view.verdict is not None
    assert view.verdict.rule_set is not None
    assert view.verdict.counts.held > 0


async def test_what_fires_is_counted_and_the_findings_are_an_object(scene: Scene) -> None:
    slot = await owed(scene)
    fault = fault_codes(FORM)[0]
    done = await judged(scene, slot, sample_report(FORM, PERIOD, slot.card.inn, faults=[fault]))
    assert done.verdict.counts.fired == 1
    located = await scene.asker.ask(LOCATE_FILE, ById(id=done.receipt.submission_id), slot.member)
    assert located.verdict is not None
    found = orjson.loads(await scene.reports.storage.read(located.verdict))
    assert [one["code"] for one in found["findings"] if one["outcome"] == "fired"] == [fault]


async def test_a_file_too_large_to_wait_for_is_taken_and_judged_by_the_same_rules(scene: Scene) -> None:
    slot, earlier = await owed(scene), period_of(PeriodKind.QUARTER, YEAR, 3)
    large = sample_report(FORM, earlier, slot.card.inn, size=(25 << 20) + 1)
    done = await judged(scene, slot, large)
    assert done.receipt.status is ReportStatus.CHECKING
    assert done.verdict.status is ReportStatus.CHECK_FAILED
    assert [(reason.code, reason.cause) for reason in done.verdict.reasons] == [("wrong_period", Cause.FILE)]
    assert (await scene.report(slot)).actor is Actor.MEMBER


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"%PDF-1.7", "wrong_file_type"),
        (b"<a><b></a>", "not_xml"),
        (b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', "forbidden_xml"),
    ],
)
async def test_a_file_that_cannot_be_read_is_refused_and_removed(scene: Scene, content: bytes, code: str) -> None:
    slot = await owed(scene)
    stored = await scene.put(content)
    with pytest.raises(ServiceError) as refused:
        await scene.submit(slot, stored)
    assert refused.value.code == code
    assert not await scene.reports.storage.exists(stored)


async def test_a_file_dropped_anywhere_finds_its_report(scene: Scene) -> None:
    slot = await owed(scene)
    stored = await scene.put(sample_report(FORM, PERIOD, slot.card.inn))
    found = await scene.asker.ask(RECOGNISE_UPLOAD, RecogniseUpload(object=stored, file_name="a.xtdd"), slot.member)
    assert found.report_id == slot.report.id


async def test_a_file_of_another_form_is_told_with_both_codes(scene: Scene) -> None:
    slot = await owed(scene)
    with pytest.raises(ServiceError) as refused:
        await scene.submit(slot, sample_report("0420841", PERIOD, slot.card.inn))
    assert refused.value.code == "wrong_form"
    assert refused.value.params == {"found": "0420841", "expected": FORM}


async def test_the_report_before_and_another_form_are_looked_at_once_they_are_there(scene: Scene) -> None:
    """Debt at the start against the debt at the end of the period before; the head against form 0420841."""
    card, before, last_year = await scene.member(), PERIOD.previous, PERIOD.year_ago
    for code, period in ((FORM, PERIOD), (FORM, before), (FORM, last_year), ("0420841", PERIOD)):
        await scene.open(form_of(code=code), card, period=period)
    slots = {(view.form.code, view.period.start): view for view in await scene.all_owed(card)}
    slot = Owed(form_of(code=FORM), card, slots[FORM, PERIOD.start], member_of(card))
    faulty = sample_report(FORM, PERIOD, card.inn, faults=["ДВ-06", "ДВ-07", "Р-16"])

    alone = await judged(scene, slot, faulty)
    assert (alone.verdict.status, alone.verdict.counts.fired) == (ReportStatus.ACCEPTED, 0)
    assert alone.verdict.counts.not_applicable == 3

    for code, period in ((FORM, before), (FORM, last_year), ("0420841", PERIOD)):
        other = Owed(form_of(code=code), card, slots[code, period.start], member_of(card))
        handed = await judged(scene, other, sample_report(code, period, card.inn))
        assert handed.verdict.status is ReportStatus.ACCEPTED
    done = await judged(scene, slot, faulty + b"\n")
    assert done.verdict.status is ReportStatus.ACCEPTED_WITH_ERRORS
    located = await scene.asker.ask(LOCATE_FILE, ById(id=done.receipt.submission_id), slot.member)
    assert located.verdict is not None
    found = orjson.loads(await scene.reports.storage.read(located.verdict))
    fired = {one["code"]: one for one in found["findings"] if one["outcome"] == "fired"}
    assert set(fired) == {"ДВ-06", "ДВ-07", "Р-16"}
    assert [cell["elsewhere"] for cell in fired["ДВ-06"]["cells"]] == [False, True]
    sound = await judged(scene, slot, sample_report(FORM, PERIOD, card.inn, seed=7))
    assert (sound.verdict.status, sound.verdict.counts.fired) == (ReportStatus.ACCEPTED, 0)
    assert sound.verdict.counts.not_applicable == 0
