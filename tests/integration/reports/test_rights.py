"""Every call x every role x own and foreign object: what is foreign is absent, what is not one's right is forbidden."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import pytest
import pytest_asyncio

from chassis import clock
from chassis.errors import ServiceError
from contracts.base import ById, Rpc
from contracts.disputes import (
    ANSWER_DISPUTE,
    DISPUTES_OF_SUBMISSION,
    LIST_DISPUTES,
    OPEN_DISPUTE,
    AnswerDispute,
    DisputeKind,
    DisputeQuery,
    DisputeState,
    OpenDispute,
)
from contracts.form_view import COMPARE_SUBMISSIONS, VIEW_FORM, CompareSubmissions, ViewForm, Window
from contracts.identity import Identity
from contracts.periods import PeriodKind
from contracts.prechecks import BUCKET as PRECHECKS
from contracts.prechecks import PRECHECK, Precheck
from contracts.registry import RPCS
from contracts.reports import (
    GET_OBLIGATION,
    GET_RECEIPT,
    GET_SUBMISSION,
    JOURNAL_REFUSAL,
    LIST_OBLIGATIONS,
    LOCATE_FILE,
    OPEN_PERIOD,
    RECHECK,
    RECOGNISE_UPLOAD,
    SET_INCOMING_NUMBER,
    SUBMIT,
    ObligationQuery,
    OpenPeriod,
    RecogniseUpload,
    RefusedUpload,
    Registration,
    SetIncomingNumber,
    Submit,
)
from contracts.roles import MEMBERS, STAFF, Role
from tests.integration.reports.scene import YEAR, Owed, Scene, submit_of
from tests.signed_asker import person

pytestmark = pytest.mark.asyncio(loop_scope="module")


@dataclass(frozen=True)
class Papers:
    """A report with a judged submission."""

    owed: Owed
    submission_id: UUID
    earlier_id: UUID


@dataclass(frozen=True)
class Two:
    """The papers of two members: one's own and a foreign one's."""

    own: Papers
    foreign: Papers


async def papers(scene: Scene) -> Papers:
    owed = await scene.owed()
    earlier = await scene.submit(owed)
    receipt = await scene.submit(owed)
    await scene.judge(receipt)
    return Papers(owed, receipt.submission_id, earlier.submission_id)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def two(scene: Scene) -> Two:
    return Two(await papers(scene), await papers(scene))


async def by_report(scene: Scene, who: Identity, one: Papers) -> Any:
    return ById(id=one.owed.report.id)


async def by_submission(scene: Scene, who: Identity, one: Papers) -> Any:
    return ById(id=one.submission_id)


async def upload(scene: Scene, who: Identity, one: Papers) -> Submit:
    registered = Registration(received_at=clock.now(), grounds="сбой кабинета") if who.is_staff else None
    stored = await scene.put(one.owed.file(salt=str(who.person_id)))
    return submit_of(stored, report_id=one.owed.report.id, registration=registered)


async def number(scene: Scene, who: Identity, one: Papers) -> SetIncomingNumber:
    return SetIncomingNumber(submission_id=one.submission_id, number="Т1", date=date(YEAR, 10, 1))


async def query(scene: Scene, who: Identity, one: Papers) -> ObligationQuery:
    return ObligationQuery(form=one.owed.form.code)


async def opening(scene: Scene, who: Identity, one: Papers) -> OpenPeriod:
    due = one.owed.report.due_date
    return OpenPeriod(form=one.owed.form.code, kind=PeriodKind.QUARTER, year=YEAR, number=3, due_date=due)


async def dropped(scene: Scene, who: Identity, one: Papers) -> RecogniseUpload:
    return RecogniseUpload(object=await scene.put(one.owed.file(salt="r")), file_name="отчет.xtdd")


async def looked_at(scene: Scene, who: Identity, one: Papers) -> Precheck:
    stored = await scene.reports.storage.put_bytes(PRECHECKS, one.owed.file(salt="p"))
    return Precheck(report_id=one.owed.report.id, object=stored, file_name="отчет.xtdd")


async def explanation(scene: Scene, who: Identity, one: Papers) -> OpenDispute:
    trigger = f"П-{who.person_id}"
    await scene.change(
        "UPDATE verdicts SET fired = jsonb_build_array(CAST(:trigger AS text)) WHERE submission_id = :id",
        trigger=trigger,
        id=one.submission_id,
    )
    # A re-check by the role before leaves it «На проверке».
    await scene.change("UPDATE submissions SET status = 'accepted' WHERE id = :id", id=one.submission_id)
    return OpenDispute(
        submission_id=one.submission_id, trigger=trigger, trigger_title="Т", kind=DisputeKind.EXPLAIN, text="Так верно"
    )


async def disputes(scene: Scene, who: Identity, one: Papers) -> DisputeQuery:
    return DisputeQuery(member=one.owed.card.id)


async def answer(scene: Scene, who: Identity, one: Papers) -> AnswerDispute:
    """To a dispute that the owner of the papers opens."""
    owner = one.owed.member.model_copy(update={"person_id": who.person_id})
    opened = await scene.asker.ask(OPEN_DISPUTE, await explanation(scene, owner, one), owner)
    return AnswerDispute(id=opened.id, outcome=DisputeState.REFUSED, answer="Данные не подтверждены")


async def refusal(scene: Scene, who: Identity, one: Papers) -> RefusedUpload:
    return RefusedUpload(report_id=one.owed.report.id, code="too_large", file_name="x", size=1, received_at=clock.now())


async def view(scene: Scene, who: Identity, one: Papers) -> ViewForm:
    return ViewForm(id=one.submission_id, window=Window())


async def comparison(scene: Scene, who: Identity, one: Papers) -> CompareSubmissions:
    """With a version before, handed in by the member itself."""
    return CompareSubmissions(id=one.submission_id, other=one.earlier_id)


Make = Callable[[Scene, Identity, Papers], Awaitable[Any]]

# Calls about one object: what a person of another organisation asks for is not there.
ABOUT_ONE: dict[Rpc[Any, Any], Make] = {
    GET_OBLIGATION: by_report,
    GET_SUBMISSION: by_submission,
    LOCATE_FILE: by_submission,
    VIEW_FORM: view,
    COMPARE_SUBMISSIONS: comparison,
    GET_RECEIPT: by_submission,
    SUBMIT: upload,
    SET_INCOMING_NUMBER: number,
    PRECHECK: looked_at,
    OPEN_DISPUTE: explanation,
    DISPUTES_OF_SUBMISSION: by_submission,
}
# Calls whose answer does not depend on whose object is named, or that no member may make.
OTHERS: dict[Rpc[Any, Any], Make] = {
    RECHECK: by_submission,
    LIST_OBLIGATIONS: query,
    OPEN_PERIOD: opening,
    RECOGNISE_UPLOAD: dropped,
    JOURNAL_REFUSAL: refusal,
    LIST_DISPUTES: disputes,
    ANSWER_DISPUTE: answer,
}
CALLS = {**ABOUT_ONE, **OTHERS}


def subject_of(value: object) -> str | None:
    return value.subject if isinstance(value, Rpc) else None


async def outcome(scene: Scene, rpc: Rpc[Any, Any], who: Identity, one: Papers) -> str:
    """`ok`, or the code of the refusal."""
    request = await CALLS[rpc](scene, who, one)
    try:
        await scene.asker.ask(rpc, request, who)
    except ServiceError as error:
        return error.code
    return "ok"


async def test_every_call_of_reports_stands_in_the_matrix() -> None:
    # What only a service may ask for, no person can: the broker gives the gateway no right to it.
    assert set(CALLS) == {rpc for rpc in RPCS if rpc.owner == "reports" and rpc.roles is not None}


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("rpc", list(CALLS), ids=subject_of)
async def test_own_papers_by_role(scene: Scene, two: Two, rpc: Rpc[Any, Any], role: Role) -> None:
    who = person(role, two.own.owed.card.id)
    allowed = rpc.roles is not None and role in rpc.roles
    # A re-check leaves the submission «На проверке»: the next asker comes too soon, which is not a question of rights.
    expected = {"ok", "conflict"} if rpc is RECHECK else {"ok"}
    assert await outcome(scene, rpc, who, two.own) in (expected if allowed else {"forbidden"})


@pytest.mark.parametrize("role", sorted(MEMBERS))
@pytest.mark.parametrize("rpc", list(ABOUT_ONE), ids=subject_of)
async def test_foreign_papers_are_not_there(scene: Scene, two: Two, rpc: Rpc[Any, Any], role: Role) -> None:
    who = person(role, two.own.owed.card.id)
    assert await outcome(scene, rpc, who, two.foreign) == "not_found"


@pytest.mark.parametrize("role", sorted(MEMBERS))
async def test_a_list_and_a_recognised_file_show_own_papers_only(scene: Scene, two: Two, role: Role) -> None:
    who, foreign = person(role, two.own.owed.card.id), two.foreign
    for asked in (ObligationQuery(form=foreign.owed.form.code), ObligationQuery(member=foreign.owed.card.id)):
        assert (await scene.asker.ask(LIST_OBLIGATIONS, asked, who)).items == ()
    everything = await scene.asker.ask(LIST_OBLIGATIONS, ObligationQuery(), who)
    assert {item.member.id for item in everything.items} == {two.own.owed.card.id}
    found = await scene.asker.ask(RECOGNISE_UPLOAD, await dropped(scene, who, foreign), who)
    assert found.report_id is None


@pytest.mark.parametrize("role", sorted(STAFF))
async def test_staff_see_the_papers_of_every_member(scene: Scene, two: Two, role: Role) -> None:
    who = person(role, two.own.owed.card.id)
    for one in (two.own, two.foreign):
        assert await outcome(scene, GET_SUBMISSION, who, one) == "ok"


@pytest.mark.parametrize("role", sorted(MEMBERS))
async def test_an_own_version_is_not_compared_with_a_foreign_one(scene: Scene, two: Two, role: Role) -> None:
    who = person(role, two.own.owed.card.id)
    for pair in ((two.own, two.foreign), (two.foreign, two.own)):
        asked = CompareSubmissions(id=pair[0].submission_id, other=pair[1].submission_id)
        with pytest.raises(ServiceError) as refused:
            await scene.asker.ask(COMPARE_SUBMISSIONS, asked, who)
        assert refused.value.code == "not_found"


async def test_members_do_not_read_the_names_of_the_sros_people(scene: Scene, two: Two) -> None:
    own = two.own
    clerk = person(Role.CLERK, own.owed.card.id)
    receipt = await scene.asker.ask(SUBMIT, await upload(scene, clerk, own), clerk)
    for_member = await scene.submission(receipt.submission_id, own.owed.member)
    for_staff = await scene.submission(receipt.submission_id, clerk)
    assert (for_member.submitted_by, for_member.timeline[0].actor) == ("СРО", "СРО")
    assert (for_staff.submitted_by, for_staff.timeline[0].actor) == (clerk.person_name, clerk.person_name)
