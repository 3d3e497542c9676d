"""A rule that proves broken on live reports switches itself off, is told of, and comes back by a person's word."""

import asyncio
from collections.abc import AsyncIterator
from datetime import date, timedelta
from uuid import uuid4

import pytest
import pytest_asyncio

from chassis import clock
from chassis.errors import ServiceError
from contracts.disputes import (
    DISPUTE_ANSWERED,
    DISPUTE_OPENED,
    DisputeAnswered,
    DisputeKind,
    DisputeOpened,
    DisputeState,
)
from contracts.forms import RuleSetRef
from contracts.health import GET_HEALTH, FormHealth, HealthQuery, TriggerHealth
from contracts.periods import PeriodKind
from contracts.reports import FormTitle, MemberTitle, PeriodView
from contracts.roles import Role
from contracts.statuses import ReportStatus
from contracts.suspensions import (
    LIFT_SUSPENSION,
    LIST_SUSPENSIONS,
    SUSPENSION_CHANGED,
    LiftSuspension,
    SuspensionChanged,
    SuspensionQuery,
    SuspensionView,
)
from contracts.validator import ValidationFinished
from services.validator import builtin
from services.validator.domain.rule_set import Trigger
from tests.integration.validator.processes import worker
from tests.integration.validator.trying import FORM, TrialScene, sound, trial_scene
from tests.integration.validator.writing import TOTAL
from tests.stack import Servers, TestDatabase, TestNats
from tests.waiting import eventually

pytestmark = pytest.mark.asyncio(loop_scope="module")

UNKNOWN = Trigger(code="Х-01", title="Обращается к тому, чего нет", formula="Отчетность.НетТакого > 0")
DIVIDES = Trigger(code="Х-02", title="Делит на ноль", formula=f"1 / ({TOTAL} - {TOTAL}) > 0")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def scene(servers: Servers, broker: TestNats, database: TestDatabase) -> AsyncIterator[TrialScene]:
    async with trial_scene(servers, broker, database) as started, worker(servers, broker):
        yield started


@pytest_asyncio.fixture(loop_scope="module")
async def news(scene: TrialScene) -> "asyncio.Queue[SuspensionChanged]":
    heard: asyncio.Queue[SuspensionChanged] = asyncio.Queue()
    await scene.jobs.everything.listen(SUSPENSION_CHANGED, heard.put)
    return heard


async def rules_with(scene: TrialScene, trigger: Trigger) -> RuleSetRef:
    rules = builtin.rule_set(FORM)
    return await scene.jobs.publish_rules(rules.model_copy(update={"triggers": (*rules.triggers, trigger)}))


async def judged(scene: TrialScene, rules: RuleSetRef, **changes: object) -> ValidationFinished:
    (job,) = await scene.hand_in(sound(), rule_set=rules, **changes)
    await scene.jobs.ask(job)
    return await scene.jobs.verdict(job)


async def switched_off(scene: TrialScene, rules: RuleSetRef) -> list[SuspensionView]:
    page = await scene.ask.as_role(LIST_SUSPENSIONS, SuspensionQuery(form=FORM), Role.MEMBER_USER)
    return [trigger for trigger in page.items if trigger.rule_set_id == rules.id]


async def next_about(news: "asyncio.Queue[SuspensionChanged]", rules: RuleSetRef) -> SuspensionChanged:
    async with asyncio.timeout(15):
        while (told := await news.get()).trigger.rule_set_id != rules.id:
            continue
    return told


async def test_a_rule_that_the_form_shows_broken_is_off_after_one_report(
    scene: TrialScene, news: "asyncio.Queue[SuspensionChanged]"
) -> None:
    rules = await rules_with(scene, UNKNOWN)
    red = await judged(scene, rules)
    assert red.status is ReportStatus.CHECK_FAILED
    told = await next_about(news, rules)
    assert (told.trigger.code, told.lifted_at) == ("Х-01", None)
    assert told.trigger.reason == "Правило обращается к элементу „Отчетность.НетТакого“, которого нет в форме"
    assert told.form.suspended_in(rules.id) == ("Х-01",)
    assert [off.code for off in await switched_off(scene, rules)] == ["Х-01"]


async def test_what_is_judged_without_it_is_green_and_says_so(
    scene: TrialScene, news: "asyncio.Queue[SuspensionChanged]"
) -> None:
    rules = await rules_with(scene, UNKNOWN)
    finished = await judged(scene, rules, suspended=("Х-01",))
    assert (finished.status, finished.outcomes.suspended) == (ReportStatus.ACCEPTED, ("Х-01",))
    stored = (await scene.jobs.bytes_of(finished)).decode()
    assert "Не применялся: триггер выключен" in stored


async def test_a_second_report_does_not_switch_it_off_again(
    scene: TrialScene, news: "asyncio.Queue[SuspensionChanged]"
) -> None:
    rules = await rules_with(scene, UNKNOWN)
    await judged(scene, rules)
    first = await next_about(news, rules)
    await judged(scene, rules)
    later = await rules_with(scene, UNKNOWN)
    await judged(scene, later)
    assert (await next_about(news, later)).form.revision == first.form.revision + 1


async def test_what_a_file_can_bring_about_needs_the_reports_of_several_members(
    scene: TrialScene, news: "asyncio.Queue[SuspensionChanged]"
) -> None:
    rules = await rules_with(scene, DIVIDES)
    one = uuid4()
    for _ in range(3):
        await judged(scene, rules, member_id=one)
    await judged(scene, rules, member_id=uuid4())
    assert await entered(scene, rules, 4)
    assert await switched_off(scene, rules) == []
    await judged(scene, rules, member_id=uuid4())
    assert (await next_about(news, rules)).trigger.code == "Х-02"


async def test_a_methodologist_puts_it_back_to_work_once(
    scene: TrialScene, news: "asyncio.Queue[SuspensionChanged]"
) -> None:
    rules = await rules_with(scene, UNKNOWN)
    await judged(scene, rules)
    off = (await next_about(news, rules)).trigger
    lift = LiftSuspension(id=off.id, note="Форма исправлена")
    await scene.as_methodologist(LIFT_SUSPENSION, lift)
    told = await next_about(news, rules)
    assert told.lifted_at is not None
    assert told.form.suspended_in(rules.id) == ()
    assert await switched_off(scene, rules) == []
    with pytest.raises(ServiceError) as refused:
        await scene.as_methodologist(LIFT_SUSPENSION, lift)
    assert refused.value.code == "conflict"


async def test_the_health_of_a_trigger_is_counted_by_report(scene: TrialScene) -> None:
    rules = await rules_with(scene, UNKNOWN)
    before = await health(scene)
    broken_before, reports_before = of(before, "Х-01").not_evaluable_rule, before.reports
    first = await judged(scene, rules)
    await judged(scene, rules, suspended=("Х-01",))
    job = next(job for job in scene.past if job.submission_id == first.submission_id)
    await scene.jobs.ask(job.model_copy(update={"attempt": 2}))
    await scene.jobs.verdicts(job.submission_id, 2)
    assert await entered(scene, rules, 3)
    after = await health(scene)
    assert (after.reports - reports_before, of(after, "Х-01").not_evaluable_rule - broken_before) == (2, 1)
    assert of(after, "Х-01").suspended


async def test_time_to_mend_runs_from_the_version_that_fired_to_the_one_that_held(scene: TrialScene) -> None:
    rules = await rules_with(scene, Trigger(code="Х-03", title="Меньше нуля", formula=f"{TOTAL} < 0"))
    held = await rules_with(scene, Trigger(code="Х-03", title="Больше нуля", formula=f"{TOTAL} >= 0"))
    report, received = uuid4(), clock.now() - timedelta(hours=30)
    await judged(scene, rules, obligation_id=report, received_at=received)
    await judged(scene, rules, obligation_id=report, received_at=received + timedelta(hours=1))
    await judged(scene, held, obligation_id=report, received_at=received + timedelta(hours=5))
    assert await entered(scene, held, 1)
    found = of(await health(scene, days=3), "Х-03")
    assert (found.fired, found.mended, found.mending_hours) == (2, 1, 5.0)


async def test_disputes_are_counted_and_those_that_the_sro_agreed_with(scene: TrialScene) -> None:
    upheld, waiting, explained = (
        dispute(kind) for kind in (DisputeKind.DISPUTE, DisputeKind.DISPUTE, DisputeKind.EXPLAIN)
    )
    await scene.jobs.reports.publish(DISPUTE_OPENED, waiting, message_id=str(uuid4()))
    for one in (upheld, explained):
        # The answer may overtake the news that there was a dispute.
        await scene.jobs.reports.publish(DISPUTE_ANSWERED, accepted(one), message_id=str(uuid4()))
        await scene.jobs.reports.publish(DISPUTE_OPENED, one, message_id=str(uuid4()))

    async def counted() -> bool:
        found = of(await health(scene), "Х-09")
        return (found.disputed, found.upheld) == (2, 1)

    await eventually(counted)


def dispute(kind: DisputeKind) -> DisputeOpened:
    return DisputeOpened(
        dispute_id=uuid4(),
        submission_id=uuid4(),
        obligation_id=uuid4(),
        registration_number="2026-000017",
        member=MemberTitle(id=uuid4(), name="МКК «Берег»", inn="7707083893"),
        form=FormTitle(code=FORM, title="Отчет"),
        period=PeriodView(
            kind=PeriodKind.QUARTER, start=date(2026, 7, 1), end=date(2026, 9, 30), label="III квартал 2026 года"
        ),
        trigger="Х-09",
        trigger_title="Спорный",
        rule_set=None,
        kind=kind,
        opened_by=uuid4(),
        opened_at=clock.now(),
    )


def accepted(opened: DisputeOpened) -> DisputeAnswered:
    answer = {"outcome": DisputeState.ACCEPTED, "valid_until": date(2027, 3, 31), "answered_at": clock.now()}
    return DisputeAnswered.model_validate({**opened.model_dump(), **answer})


async def health(scene: TrialScene, days: int = 1) -> FormHealth:
    today = clock.moscow_date(clock.now())
    query = HealthQuery(form=FORM, since=today - timedelta(days=days), until=today)
    return await scene.as_methodologist(GET_HEALTH, query)


def of(found: FormHealth, code: str) -> TriggerHealth:
    return next((trigger for trigger in found.triggers if trigger.code == code), TriggerHealth(code=code, title=None))


async def entered(scene: TrialScene, rules: RuleSetRef, number: int) -> bool:
    """Once so many verdicts of these rules have been counted."""
    query = "SELECT count(*) FROM judgements WHERE rule_set_id = :id"

    async def enough() -> bool:
        return await scene.count(query, id=rules.id) >= number

    return await eventually(enough)
