"""What is not taken: told clearly, removed at once, and journalled; nothing else is left."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from chassis import clock
from chassis.errors import ServiceError
from contracts.base import ObjectRef
from contracts.identity import Identity
from contracts.journal import REPORTS_ACT
from contracts.members import MemberStatus
from contracts.periods import PeriodKind, period_containing, period_of
from contracts.reports import JOURNAL_REFUSAL, RefusedUpload, Registration
from contracts.roles import Role
from tests.integration.reports.scene import (
    PERIOD,
    YEAR,
    Owed,
    Scene,
    member_of,
    refused_file,
    report_file,
    staff,
)

pytestmark = pytest.mark.asyncio(loop_scope="module")
UNREADABLE = (
    "empty_file",
    "not_xml",
    "truncated_xml",
    "forbidden_xml",
    "xml_limits",
    "bad_encoding",
    "period_missing",
    "bad_package",
    "no_report_in_package",
    "several_reports_in_package",
    "wrong_file_type",
)


async def refused(
    scene: Scene, owed: Owed, content: bytes, *, who: Identity | None = None, **more: object
) -> ServiceError:
    """The refusal of an upload that must leave nothing but its line in the journal."""
    stored = await scene.put(content)
    before = await left(scene)
    with pytest.raises(ServiceError) as caught:
        await scene.submit(owed, stored, who=who or owed.member, **more)
    assert not await scene.reports.storage.exists(stored)
    assert await left(scene) == before
    await assert_journalled(scene, stored, caught.value.code, who or owed.member)
    return caught.value


async def suggested(scene: Scene, error: ServiceError) -> Any:
    """The obligation that a refusal points to."""
    found = await scene.rows("SELECT * FROM obligations WHERE id = :id", id=error.data["suggested_report_id"])
    return found[0]


async def left(scene: Scene) -> list[int]:
    """How many rows each table has that an accepted upload would have added to."""
    told = f"outbox WHERE subject <> '{REPORTS_ACT.subject}'"
    tables = ("submissions", "attempts", "verdicts", "timeline", "idempotency_keys", "receipts", told)
    return [(await scene.rows(f"SELECT count(*) FROM {table}"))[0][0] for table in tables]  # noqa: S608


async def assert_journalled(scene: Scene, stored: ObjectRef, code: str, who: Identity) -> None:
    row = (await scene.rows("SELECT * FROM refusals ORDER BY id DESC LIMIT 1"))[0]
    assert (row.code, row.sha256, row.size) == (code, stored.sha256, stored.size)
    assert (row.person_id, row.person_name, row.file_name) == (who.person_id, who.person_name, "отчет.xtdd")
    assert clock.now() - row.at < timedelta(minutes=1)


async def test_a_file_of_another_form_is_told_with_the_report_that_it_fits(scene: Scene) -> None:
    owed, other = await scene.owed(), await scene.form()
    await scene.open(other, owed.card)
    error = await refused(scene, owed, report_file(other, owed.card))
    fits = await scene.rows("SELECT id FROM obligations WHERE form_code = :form", form=other.code)
    assert error.code == "wrong_form"
    assert error.params == {"found": other.code, "expected": owed.form.code}
    assert error.data == {**error.params, "suggested_report_id": str(fits[0].id)}


async def test_a_file_for_another_period_is_told_with_both_periods_in_words(scene: Scene) -> None:
    owed, earlier = await scene.owed(), period_of(PeriodKind.QUARTER, YEAR, 2)
    await scene.open(owed.form, owed.card, period=earlier)
    error = await refused(scene, owed, report_file(owed.form, owed.card, earlier))
    assert error.code == "wrong_period"
    assert error.params == {"found": f"II квартал {YEAR} года", "expected": f"III квартал {YEAR} года"}
    assert (await suggested(scene, error)).starts_on == earlier.start


async def test_a_file_that_fits_no_report_gets_no_suggestion(scene: Scene) -> None:
    owed = await scene.owed()
    error = await refused(scene, owed, report_file(owed.form, owed.card, period_of(PeriodKind.QUARTER, YEAR, 1)))
    assert (error.code, error.data["suggested_report_id"]) == ("wrong_period", None)


async def test_a_file_of_another_member_never_points_into_its_reports(scene: Scene) -> None:
    owed, stranger = await scene.owed(), await scene.member()
    await scene.open(owed.form, stranger)
    error = await refused(scene, owed, report_file(owed.form, stranger))
    assert error.code == "wrong_member"
    assert error.params == {"found": stranger.inn, "expected": owed.card.inn}
    assert error.data["suggested_report_id"] is None


async def test_staff_are_pointed_to_the_member_that_the_file_is_of(scene: Scene) -> None:
    owed, right = await scene.owed(), await scene.member()
    await scene.open(owed.form, right)
    registration = Registration(received_at=clock.now(), grounds="Письмо по почте: сбой кабинета")
    error = await refused(scene, owed, report_file(owed.form, right), who=staff(Role.CLERK), registration=registration)
    assert (error.code, (await suggested(scene, error)).member_id) == ("wrong_member", right.id)


@pytest.mark.parametrize("code", UNREADABLE)
async def test_what_makes_a_file_unreadable_is_passed_on(scene: Scene, code: str) -> None:
    owed = await scene.owed()
    assert (await refused(scene, owed, refused_file(code))).code == code


async def test_a_file_of_no_known_form_is_told_which_one_is_awaited_here(scene: Scene) -> None:
    owed = await scene.owed()
    content = refused_file("wrong_form", found="0420999", expected=f"0420841, {owed.form.code}")
    error = await refused(scene, owed, content)
    assert error.params == {"found": "0420999", "expected": owed.form.code}
    assert error.data == {**error.params, "suggested_report_id": None}


async def test_another_format_keeps_the_validators_own_words(scene: Scene) -> None:
    owed = await scene.owed()
    error = await refused(scene, owed, refused_file("wrong_form", found="XBRL", expected="XTDD"))
    assert (error.code, error.params) == ("wrong_form", {"found": "XBRL", "expected": "XTDD"})


async def test_an_empty_file_is_refused_without_asking_anybody(scene: Scene) -> None:
    owed, asked = await scene.owed(), scene.inspecting.asked
    stored = await scene.put(b"")
    with pytest.raises(ServiceError, match="empty_file"):
        await scene.submit(owed, stored)
    assert scene.inspecting.asked == asked
    assert not await scene.reports.storage.exists(stored)


@pytest.mark.parametrize("status", [MemberStatus.SUSPENDED, MemberStatus.EXCLUDED, MemberStatus.LEFT])
async def test_a_member_that_is_no_longer_in_force_hands_in_nothing(scene: Scene, status: MemberStatus) -> None:
    owed = await scene.owed()
    await scene.tell(owed.card.model_copy(update={"revision": 2, "status": status}))
    assert (await refused(scene, owed, owed.file())).code == "forbidden"


async def test_a_report_that_is_not_there_or_not_mine_is_the_same(scene: Scene) -> None:
    owed, foreign = await scene.owed(), await scene.owed()
    for report_id in (uuid4(), foreign.report.id):
        assert (await refused(scene, owed, owed.file(), report_id=report_id)).code == "not_found"


async def test_a_report_is_not_taken_before_its_period_ends(scene: Scene) -> None:
    current = period_containing(PeriodKind.QUARTER, clock.moscow_date(clock.now()))
    owed = await scene.owed(period=current)
    error = await refused(scene, owed, report_file(owed.form, owed.card, current))
    assert error.code == "not_yet_due"
    assert error.params == {"period": current.label, "from": f"{current.end + timedelta(days=1):%d.%m.%Y}"}


async def test_a_file_for_an_ended_period_on_a_running_one_is_told_as_such(scene: Scene) -> None:
    current = period_containing(PeriodKind.QUARTER, clock.moscow_date(clock.now()))
    owed = await scene.owed(period=current)
    await scene.open(owed.form, owed.card, period=PERIOD)
    error = await refused(scene, owed, report_file(owed.form, owed.card, PERIOD))
    assert error.code == "wrong_period"
    assert error.data["suggested_report_id"] is not None


async def test_a_refusal_leaves_the_versions_before_it_as_they_were(scene: Scene) -> None:
    owed = await scene.owed()
    receipt = await scene.submit(owed)
    before = await scene.report(owed)
    await refused(scene, owed, refused_file("truncated_xml"))
    assert await scene.report(owed) == before
    assert before.current_submission_id == receipt.submission_id


async def test_what_the_gateway_refused_is_journalled_for_whoever_sent_it(scene: Scene) -> None:
    owed = await scene.owed()
    told = RefusedUpload(
        report_id=owed.report.id,
        code="too_large",
        file_name="огромный.xtdd",
        size=70_000_000,
        received_at=clock.now(),
    )
    await scene.asker.ask(JOURNAL_REFUSAL, told, owed.member)
    row = (await scene.rows("SELECT * FROM refusals WHERE person_id = :id", id=owed.member.person_id))[-1]
    assert (row.code, row.size, row.sha256, row.organisation_id) == ("too_large", 70_000_000, None, owed.card.id)


async def test_a_member_cannot_register_a_document(scene: Scene) -> None:
    owed = await scene.owed()
    registration = Registration(received_at=clock.now(), grounds="я так хочу")
    for role in (Role.MEMBER_USER, Role.MEMBER_ADMIN):
        error = await refused(scene, owed, owed.file(), who=member_of(owed.card, role), registration=registration)
        assert error.code == "forbidden"
