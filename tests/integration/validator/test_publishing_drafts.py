"""From draft to published version: dates, back-test, two persons, and out of force again."""

from collections.abc import AsyncIterator
from datetime import date, timedelta

import pytest
import pytest_asyncio

from chassis import clock
from chassis.database import Database
from chassis.reach import EVERYTHING
from contracts.forms import FormInfo
from contracts.validator import FORM_PUBLISHED
from contracts.workbench import (
    APPROVE_RULE_SET,
    GET_RULE_SET,
    PUBLISH_RULE_SET,
    RETIRE_RULE_SET,
    RETURN_RULE_SET,
    SAVE_RULE_SET,
    ApproveRuleSet,
    PublishRuleSet,
    RetireRuleSet,
    ReturnRuleSet,
    RuleSetQuery,
    RuleSetState,
    RuleSetView,
    RulesText,
    SaveRuleSet,
)
from deploy.local.servers.nats import ADMIN
from services.validator import builtin
from services.validator.domain.rule_set import RuleSet
from services.validator.repository import drafts
from services.validator.usecases import publishing
from tests.in_process import connected
from tests.integration.validator.asking import Asking, asking
from tests.integration.validator.processes import catalogue
from tests.integration.validator.queue import FORM
from tests.integration.validator.writing import Methodologist, trigger
from tests.stack import Servers, TestDatabase, TestNats
from tests.waiting import eventually

TODAY = clock.moscow_date(clock.now())
START = TODAY - timedelta(days=30)
UNTESTED = {"without_backtest": "прошлых отчетов еще нет"}


@pytest.fixture
def database(servers: Servers) -> TestDatabase:
    return servers.migrated_database("validator")


@pytest_asyncio.fixture
async def ask(servers: Servers, nats: TestNats, database: TestDatabase) -> AsyncIterator[Asking]:
    """A catalogue where one person may publish."""
    async with asking(servers, nats, database, two_person_publishing=False) as started:
        yield started


@pytest_asyncio.fixture
async def strict(servers: Servers, nats: TestNats, database: TestDatabase) -> AsyncIterator[Asking]:
    """A catalogue as it is by default: two persons publish."""
    async with asking(servers, nats, database) as started:
        yield started


@pytest_asyncio.fixture
async def heard(nats: TestNats) -> AsyncIterator[list[FormInfo]]:
    found: list[FormInfo] = []

    async def hear(info: FormInfo) -> None:
        if info.code == FORM:
            found.append(info)

    async with connected(ADMIN, nats) as bus:
        await bus.listen(FORM_PUBLISHED, hear)
        yield found


async def ready(writer: Methodologist, *codes: str) -> RuleSetView:
    """A sound draft."""
    return await writer.writes(await writer.begins(), *(trigger(code) for code in codes or ("Т-01",)))


async def newest(heard: list[FormInfo], versions: int) -> FormInfo:
    async def told() -> FormInfo | None:
        return next((info for info in reversed(heard) if len(info.rule_sets) >= versions), None)

    return await eventually(told)


async def test_a_published_draft_is_announced_and_its_document_is_what_workers_load(
    heard: list[FormInfo], ask: Asking
) -> None:
    writer = Methodologist.at(ask)
    draft = await ready(writer)
    published = await writer.publishes(draft, START, **UNTESTED)
    assert (published.id, published.state) == (draft.id, RuleSetState.PUBLISHED)
    assert (published.effective_from, published.published_by) == (START, published.changed_by)
    info = await newest(heard, 2)
    ref = info.rule_set_on(TODAY)
    assert ref is not None
    assert (ref.id, ref.version, ref.effective_from) == (draft.id, draft.version, START)
    stored = RuleSet.model_validate_json(await ask.storage.read(ref.document))
    assert (stored.effective_from, [one.code for one in stored.triggers]) == (START, ["Т-01"])
    assert stored.form == builtin.rule_set(FORM).form
    before = info.rule_set_on(START - timedelta(days=1))
    assert before is not None
    assert before.version == builtin.rule_set(FORM).version


async def test_a_published_version_never_changes(ask: Asking) -> None:
    writer = Methodologist.at(ask)
    published = await writer.publishes(await ready(writer), START, **UNTESTED)
    rules = RulesText(version=published.version)
    step = SaveRuleSet(id=published.id, revision=published.revision, rules=rules)
    assert (await writer.refused(SAVE_RULE_SET, step)).code == "not_a_draft"


async def test_a_draft_with_mistakes_is_not_published(ask: Asking) -> None:
    writer = Methodologist.at(ask)
    draft = await writer.writes(await writer.begins(), trigger(), trigger("Т-02", "1 +"))
    step = PublishRuleSet(id=draft.id, revision=draft.revision, effective_from=START, reason="так", **UNTESTED)
    refusal = await writer.refused(PUBLISH_RULE_SET, step)
    assert (refusal.code, refusal.params["count"]) == ("rule_set_has_mistakes", "1")
    assert [field.field for field in refusal.fields] == ["triggers.1.formula"]
    assert (await writer.does(GET_RULE_SET, RuleSetQuery(id=draft.id))).state is RuleSetState.DRAFT


async def test_publishing_asks_for_a_back_test_of_this_very_revision(ask: Asking, database: TestDatabase) -> None:
    writer = Methodologist.at(ask)
    draft = await ready(writer)
    step = PublishRuleSet(id=draft.id, revision=draft.revision, effective_from=START, reason="так")
    assert (await writer.refused(PUBLISH_RULE_SET, step)).code == "backtest_needed"
    await told_backtested(database, draft)
    assert (await writer.does(GET_RULE_SET, RuleSetQuery(id=draft.id))).backtested
    changed = await writer.writes(draft, trigger("Т-05"))
    assert not changed.backtested
    step = step.model_copy(update={"revision": changed.revision})
    assert (await writer.refused(PUBLISH_RULE_SET, step)).code == "backtest_needed"
    await told_backtested(database, changed)
    assert (await writer.does(PUBLISH_RULE_SET, step)).state is RuleSetState.PUBLISHED


async def told_backtested(database: TestDatabase, draft: RuleSetView) -> None:
    opened = Database(database.url, 1)
    async with opened.transaction(EVERYTHING) as uow:
        await drafts.mark_backtested(uow.session, draft.id, draft.revision, clock.now())
    await opened.close()


async def test_what_was_judged_is_not_rewritten(ask: Asking) -> None:
    writer = Methodologist.at(ask)
    await writer.publishes(await ready(writer), START, **UNTESTED)
    draft = await ready(writer)
    early = PublishRuleSet(
        id=draft.id, revision=draft.revision, effective_from=START - timedelta(days=1), reason="так", **UNTESTED
    )
    refusal = await writer.refused(PUBLISH_RULE_SET, early)
    assert [(field.field, field.code) for field in refusal.fields] == [("effective_from", "before_newest")]


async def test_a_version_of_the_same_day_mends_the_other(heard: list[FormInfo], ask: Asking) -> None:
    writer = Methodologist.at(ask)
    await writer.publishes(await ready(writer, "СЛОМАН"), START, **UNTESTED)
    mended = await writer.publishes(await ready(writer, "ЦЕЛ"), START, **UNTESTED)
    ref = (await newest(heard, 3)).rule_set_on(TODAY)
    assert ref is not None
    assert ref.id == mended.id


async def test_a_version_that_has_not_begun_does_not_stand_in_the_way(ask: Asking) -> None:
    writer = Methodologist.at(ask)
    await writer.publishes(await ready(writer), TODAY + timedelta(days=40), **UNTESTED)
    between = await writer.publishes(await ready(writer), START, **UNTESTED)
    assert between.state is RuleSetState.PUBLISHED


async def test_a_name_is_published_once(ask: Asking) -> None:
    writer = Methodologist.at(ask)
    draft = await writer.begins(version=builtin.rule_set(FORM).version)
    step = PublishRuleSet(id=draft.id, revision=draft.revision, effective_from=START, reason="так", **UNTESTED)
    assert [field.code for field in (await writer.refused(PUBLISH_RULE_SET, step)).fields] == ["version_taken"]


async def test_one_proposes_and_another_approves(strict: Asking) -> None:
    one, other = Methodologist.at(strict), Methodologist.at(strict)
    draft = await ready(one)
    proposed = await one.publishes(draft, START, **UNTESTED)
    assert (proposed.state, proposed.two_person) == (RuleSetState.PROPOSED, True)
    assert proposed.proposal is not None
    assert proposed.proposal.by.person_id == one.who.person_id
    approval = ApproveRuleSet(id=draft.id, revision=proposed.revision)
    assert (await one.refused(APPROVE_RULE_SET, approval)).code == "second_person_needed"
    published = await other.does(APPROVE_RULE_SET, approval)
    assert (published.state, published.effective_from) == (RuleSetState.PUBLISHED, START)
    assert published.published_by is not None
    assert published.published_by.person_id == other.who.person_id


async def test_whoever_changes_what_was_proposed_withdraws_it(strict: Asking) -> None:
    one, other = Methodologist.at(strict), Methodologist.at(strict)
    proposed = await one.publishes(await ready(one), START, **UNTESTED)
    changed = await other.writes(proposed, trigger("Т-07"))
    assert (changed.state, changed.proposal) == (RuleSetState.DRAFT, None)
    refusal = await one.refused(APPROVE_RULE_SET, ApproveRuleSet(id=changed.id, revision=changed.revision))
    assert refusal.code == "not_proposed"


async def test_a_proposed_draft_can_be_returned_to_work(strict: Asking) -> None:
    one, other = Methodologist.at(strict), Methodologist.at(strict)
    proposed = await one.publishes(await ready(one), START, **UNTESTED)
    again = PublishRuleSet(id=proposed.id, revision=proposed.revision, effective_from=START, reason="так", **UNTESTED)
    assert (await other.refused(PUBLISH_RULE_SET, again)).code == "already_proposed"
    step = ReturnRuleSet(id=proposed.id, revision=proposed.revision, reason="допуск мал")
    assert (await other.does(RETURN_RULE_SET, step)).state is RuleSetState.DRAFT


async def test_a_retired_version_gives_way_to_the_one_before(heard: list[FormInfo], ask: Asking) -> None:
    writer = Methodologist.at(ask)
    published = await writer.publishes(await ready(writer), START, **UNTESTED)
    last_day = TODAY - timedelta(days=5)
    step = RetireRuleSet(id=published.id, revision=published.revision, last_day=last_day, reason="отменена")
    retired = await writer.does(RETIRE_RULE_SET, step)
    assert (retired.state, retired.effective_to) == (RuleSetState.RETIRED, last_day)

    async def told() -> FormInfo | None:
        return next((info for info in heard if info.rule_sets[-1].effective_to == last_day), None)

    info = await eventually(told)
    in_force = [info.rule_set_on(day) for day in (START, last_day, TODAY)]
    assert [ref.version for ref in in_force if ref] == [
        retired.version,
        retired.version,
        builtin.rule_set(FORM).version,
    ]
    assert (await writer.refused(RETIRE_RULE_SET, step)).code == "not_published"


async def test_a_version_published_by_mistake_judges_nothing(heard: list[FormInfo], ask: Asking) -> None:
    writer = Methodologist.at(ask)
    published = await writer.publishes(await ready(writer), START, **UNTESTED)
    await writer.does(RETIRE_RULE_SET, RetireRuleSet(id=published.id, revision=published.revision, reason="по ошибке"))

    async def told() -> FormInfo | None:
        return next((info for info in heard if info.rule_sets[-1].effective_to), None)

    info = await eventually(told)
    assert {ref.version for day in (START, TODAY) if (ref := info.rule_set_on(day))} == {builtin.rule_set(FORM).version}
    early = START - timedelta(days=10)
    assert (await writer.publishes(await ready(writer), early, **UNTESTED)).state is RuleSetState.PUBLISHED


async def test_an_update_of_kabinet_leaves_the_sros_own_versions_in_force(
    servers: Servers, nats: TestNats, database: TestDatabase, ask: Asking
) -> None:
    writer = Methodologist.at(ask)
    own = await writer.publishes(await ready(writer), START, **UNTESTED)
    rules = builtin.rule_set(FORM)
    newer = rules.model_copy(update={"version": "next", "effective_from": date(TODAY.year, 1, 1)})
    async with catalogue(servers, nats, database) as platform:
        await publishing.publish(platform.database, platform.storage, newer)
        async with platform.database.transaction(EVERYTHING) as uow:
            names = {row.version for row in await drafts.published(uow.session, FORM)}
    assert names == {rules.version, own.version}
