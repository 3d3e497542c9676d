"""A file dropped anywhere: which report it fits, and nothing is kept."""

import pytest

from chassis.errors import ServiceError
from contracts.base import ObjectRef
from contracts.identity import Identity
from contracts.periods import PeriodKind, period_of
from contracts.reports import RECOGNISE_UPLOAD, Recognised, RecogniseUpload
from contracts.roles import Role
from tests.integration.reports.scene import YEAR, Scene, refused_file, report_file, staff

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def recognise(scene: Scene, stored: ObjectRef, who: Identity) -> Recognised:
    return await scene.asker.ask(RECOGNISE_UPLOAD, RecogniseUpload(object=stored, file_name="отчет.xtdd"), who)


async def test_a_file_finds_its_report_among_several(scene: Scene) -> None:
    owed = await scene.owed()
    await scene.open(owed.form, owed.card, period=period_of(PeriodKind.QUARTER, YEAR, 2))
    stored = await scene.put(owed.file())
    found = await recognise(scene, stored, owed.member)
    assert (found.report_id, found.form_title) == (owed.report.id, owed.form.title)
    assert (found.period_label, found.inspection.form) == (owed.report.period.label, owed.form.code)
    assert not await scene.reports.storage.exists(stored)


async def test_a_file_that_fits_nothing_is_still_told_what_it_is(scene: Scene) -> None:
    owed = await scene.owed()
    elsewhere = await scene.put(report_file(owed.form, owed.card, period_of(PeriodKind.QUARTER, YEAR, 1)))
    found = await recognise(scene, elsewhere, owed.member)
    assert (found.report_id, found.period_label) == (None, f"I квартал {YEAR} года")


async def test_staff_find_the_report_of_the_member_that_the_file_names(scene: Scene) -> None:
    owed, other = await scene.owed(), await scene.member()
    await scene.open(owed.form, other)
    found = await recognise(scene, await scene.put(owed.file()), staff(Role.CLERK))
    assert found.report_id == owed.report.id
    nameless = await recognise(scene, await scene.put(owed.file(inn=None)), staff(Role.CLERK))
    assert nameless.report_id is None


async def test_an_unreadable_file_is_told_and_removed_too(scene: Scene) -> None:
    owed = await scene.owed()
    stored = await scene.put(refused_file("forbidden_xml"))
    with pytest.raises(ServiceError, match="forbidden_xml"):
        await recognise(scene, stored, owed.member)
    assert not await scene.reports.storage.exists(stored)
