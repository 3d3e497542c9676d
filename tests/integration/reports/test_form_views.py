"""Looking at a submission by its form and at what changed: reports tells who may, and which files to read."""

import pytest

from chassis.errors import ServiceError
from contracts.form_view import COMPARE_SUBMISSIONS, VIEW_FORM, CompareSubmissions, ViewForm, Window
from tests.integration.reports.scene import Scene, staff
from tests.integration.reports.test_verdicts import judged

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_the_validator_is_told_the_file_and_the_form_it_was_judged_by(scene: Scene) -> None:
    owed = await scene.owed()
    stored = await scene.put(owed.file(salt="1"))
    receipt = await scene.submit(owed, stored)
    await scene.judge(receipt, rule_set=owed.form.rule_sets[0])
    window = Window(cell="Отчетность.А", row=7)
    await scene.asker.ask(VIEW_FORM, ViewForm(id=receipt.submission_id, window=window), owed.member)
    asked = scene.inspecting.viewed[-1]
    assert (asked.object, asked.form, asked.window) == (stored, owed.form.code, window)
    assert asked.rule_set == owed.form.rule_sets[0].id


async def test_versions_are_compared_from_the_older_to_the_newer_whichever_is_asked_for(scene: Scene) -> None:
    owed, older = await judged(scene)
    newer = await scene.submit(owed)
    for one, other in ((older, newer), (newer, older)):
        asked = CompareSubmissions(id=one.submission_id, other=other.submission_id, offset=5, limit=7)
        await scene.asker.ask(COMPARE_SUBMISSIONS, asked, owed.member)
        files = scene.inspecting.compared[-1]
        assert (files.before.sha256, files.after.sha256) == (older.sha256, newer.sha256)
        assert (files.offset, files.limit) == (5, 7)


async def test_versions_of_two_reports_and_a_version_with_itself_are_not_compared(scene: Scene) -> None:
    owed, mine = await judged(scene)
    other, foreign = await judged(scene)
    assert other.report.id != owed.report.id
    for pair in ((mine, mine), (mine, foreign)):
        asked = CompareSubmissions(id=pair[0].submission_id, other=pair[1].submission_id)
        with pytest.raises(ServiceError) as refused:
            await scene.asker.ask(COMPARE_SUBMISSIONS, asked, staff())
        assert [(error.field, error.code) for error in refused.value.fields] == [("with", "other_version")]
