"""The five statuses with their exact words, and what each verdict explains, over HTTP on the running product."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from typing import Any

import psutil
import pytest
import pytest_asyncio

from tests.cabinet import STAFF, signed_in
from tests.e2e.desk import ORDINARY, PDF, Desk, desk_of
from tests.product import Stack

pytestmark = pytest.mark.asyncio(loop_scope="module")

NOT_SUBMITTED = ("not_submitted", "Не загружался")
CHECKING = ("checking", "На проверке")
WITH_ERRORS = ("accepted_with_errors", "Принят с ошибками")
ACCEPTED = ("accepted", "Принят без ошибок")
CHECK_FAILED = ("check_failed", "Не удалось проверить на триггеры")
SHARE = "Отчетность.Раздел4Капитал.НМКК1"
FIGURES = "Отчетность.Раздел2Показатели"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def desk(stack: Stack) -> AsyncIterator[Desk]:
    async with desk_of(stack) as opened:
        yield opened


def status(shown: dict[str, Any]) -> tuple[str, str]:
    return shown["status"], shown["status_label"]


@contextmanager
def no_workers(stack: Stack) -> Iterator[None]:
    """A while in which nothing is judged."""
    workers = [psutil.Process(stack.process(name).pid) for name in stack.workers()]
    for worker in workers:
        worker.suspend()
    try:
        yield
    finally:
        for worker in workers:
            worker.resume()


async def test_the_demo_was_handed_in_with_every_verdict(stack: Stack) -> None:
    """By the first versions of the reports: what other tests have uploaded since are later ones."""
    async with signed_in(stack, STAFF) as staff:
        reports = await staff.reports(form="0420846", limit=200)
        shown = {status(report) for report in reports if not report["submissions_count"]}
        for report in reports:
            if report["submissions_count"]:
                first = (await staff.get(f"/reports/{report['id']}"))["submissions"][-1]
                shown.add(status(await staff.verdict(first["id"])))
    assert shown == {NOT_SUBMITTED, ACCEPTED, WITH_ERRORS, CHECK_FAILED}


async def test_a_report_of_a_period_to_come_was_not_submitted(desk: Desk) -> None:
    report = await desk.report(ago=0)
    assert status(report) == NOT_SUBMITTED
    assert (report["actor"], report["submitted_at"], report["submissions_count"]) == ("member", None, 0)


async def test_a_report_is_being_checked_until_a_worker_has_judged_it(stack: Stack, desk: Desk) -> None:
    report = await desk.report()
    with no_workers(stack):
        receipt = await desk.cabinet.upload(report["id"], desk.sample(report))
        waiting = await desk.cabinet.submission(receipt["submission_id"])
        listed = await desk.report()
    assert status(receipt) == status(waiting) == status(listed) == CHECKING
    assert (waiting["verdict"], listed["actor"]) == (None, "system")
    assert waiting["queue"]["position"] >= 0
    assert waiting["queue"]["eta_seconds"] > 0
    assert status(await desk.cabinet.verdict(receipt["submission_id"])) == ACCEPTED


async def test_exactly_the_faults_of_a_file_are_named(desk: Desk) -> None:
    report = await desk.report()
    checked = await desk.upload(report, desk.sample(report, faults=["П-01", "Р-03"]))
    fired = await desk.findings(checked, outcome="fired")
    assert status(checked) == WITH_ERRORS
    assert set(fired) == {"П-01", "Р-03"}
    assert checked["verdict"]["counts"]["fired"] == 2
    (reason,) = checked["verdict"]["reasons"]
    assert (reason["cause"], reason["text"]) == ("file", "Сработали триггеры: П-01, Р-03")
    listed = await desk.report()
    assert (status(listed), listed["actor"], listed["counts"]["fired"]) == (WITH_ERRORS, "member", 2)


async def test_a_fired_equation_shows_its_evidence(desk: Desk) -> None:
    report = await desk.report()
    content = desk.sample(report, faults=["П-01"])
    found = (await desk.findings(await desk.upload(report, content), outcome="fired"))["П-01"]
    cells = {cell["path"]: cell for cell in found["cells"]}
    whole, *parts = (cells[f"{FIGURES}.Задолженность{which}"] for which in ("Всего", "ФЛ", "ИП", "ЮЛ"))
    assert found["formula_filled"] == f"{whole['value']} = {' + '.join(part['value'] for part in parts)} ± 1"
    assert (found["left"], found["expected"], found["difference"]) == (whole["value"], found["right"], "-1000")
    assert whole["label"] == "Задолженность по микрозаймам, всего, тыс. руб."
    # The line is that of the file: the value stands on it.
    lines = content.decode("utf-8-sig").splitlines()
    assert all(cell["value"] in lines[cell["line"] - 1] for cell in cells.values())
    assert (found["outcome"], found["severity"], found["title"] != "") == ("fired", "error", True)
    assert found["message"]
    assert found["hint"]
    assert found["source"]


async def test_a_corrected_file_is_the_next_version_and_the_current_one(desk: Desk) -> None:
    report = await desk.report()
    wrong = await desk.upload(report, desk.sample(report, faults=["Р-03"]))
    right = await desk.upload(report, desk.sample(report))
    shown = await desk.cabinet.get(f"/reports/{report['id']}")
    newest, before, *_ = shown["submissions"]
    assert [status(version) for version in (newest, before)] == [ACCEPTED, WITH_ERRORS]
    assert (newest["id"], before["id"]) == (right["id"], wrong["id"])
    assert newest["version"] == before["version"] + 1 == shown["submissions_count"]
    assert [version["id"] for version in shown["submissions"] if version["current"]] == [right["id"]]
    assert (shown["current_submission_id"], status(shown), shown["actor"]) == (right["id"], ACCEPTED, "none")
    assert right["verdict"]["counts"]["fired"] == right["verdict"]["counts"]["not_evaluable"] == 0


async def test_a_missing_element_is_the_members_to_mend(desk: Desk) -> None:
    report = await desk.report()
    checked = await desk.upload(report, desk.sample(report, omit=[SHARE], faults=["Р-03"]))
    assert status(checked) == CHECK_FAILED
    absent = next(reason for reason in checked["verdict"]["reasons"] if reason["code"] == "element_absent")
    assert (absent["cause"], absent["element"]) == ("file", SHARE)
    assert SHARE in absent["text"]
    # What fired is shown all the same.
    assert set(await desk.findings(checked, outcome="fired")) == {"Р-03"}
    unanswered = await desk.findings(checked, outcome="not_evaluable")
    assert {found["cause"] for found in unanswered.values()} == {"file"}
    assert (await desk.report())["actor"] == "member"


async def test_an_ordinary_file_is_accepted_and_not_checked(desk: Desk) -> None:
    report = await desk.report(ago=1, form=ORDINARY)
    checked = await desk.upload(report, PDF, name="Жалобы за квартал.pdf")
    assert status(checked) == ACCEPTED
    assert checked["timeline"][-1]["text"] == "Принят без ошибок: форма не проверяется на триггеры"
    assert checked["verdict"]["rule_set"] is None
    assert (await desk.cabinet.get(f"/submissions/{checked['id']}/findings"))["items"] == []


async def test_a_recheck_by_the_staff_adds_a_verdict_and_keeps_the_old_one(stack: Stack, desk: Desk) -> None:
    report = await desk.report()
    checked = await desk.upload(report, desk.sample(report, faults=["Р-03"]))
    async with signed_in(stack, STAFF) as staff:
        again = await staff.post(f"/submissions/{checked['id']}/recheck")
        assert status(again) == CHECKING
        rechecked = await staff.verdict(checked["id"])
    assert [verdict["attempt"] for verdict in rechecked["verdicts"]] == [2, 1]
    assert {status(verdict) for verdict in rechecked["verdicts"]} == {WITH_ERRORS}
    assert rechecked["verdicts"][1] == checked["verdict"]
    codes = [entry["code"] for entry in rechecked["timeline"]]
    assert codes == ["received", "accepted_with_errors", "recheck_started", "accepted_with_errors"]
    # The same file, rule set and context: the same findings, and the member sees no name of the staff.
    assert set(await desk.findings(checked, outcome="fired")) == {"Р-03"}
    started = (await desk.cabinet.submission(checked["id"]))["timeline"][2]
    assert started["actor"] == "СРО"


async def test_versions_uploaded_at_once_each_get_their_own_number_and_verdict(desk: Desk) -> None:
    report = await desk.report()
    files = [desk.sample(report, seed=seed, faults=["Р-03"] if seed % 2 else []) for seed in range(6)]
    checked = await asyncio.gather(*(desk.upload(report, content) for content in files))
    versions = [version["version"] for version in checked]
    assert len(set(versions)) == len(files)
    assert [status(version) for version in checked] == [ACCEPTED, WITH_ERRORS] * 3
    shown = await desk.cabinet.get(f"/reports/{report['id']}")
    assert shown["submissions"][0]["version"] == max(versions) == shown["submissions_count"]
    newest = next(version for version in checked if version["version"] == max(versions))
    assert (shown["current_submission_id"], status(shown)) == (newest["id"], status(newest))
