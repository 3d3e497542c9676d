"""What changed in rule sets: against the version in force, step by step; and steps that are asked for twice."""

from datetime import timedelta
from uuid import uuid4

import pytest_asyncio

from chassis import clock
from contracts.form_drafts import GET_DRAFT, PUBLISH_DRAFT, SAVE_DRAFT, START_DRAFT, PublishDraft, SaveDraft, StartDraft
from contracts.rule_changes import (
    COMPARE_RULE_SETS,
    GET_RULE_SET_HISTORY,
    AskRuleSetHistory,
    CompareRuleSets,
    RuleSetAct,
)
from contracts.validator import GET_FORM, ByCode
from contracts.workbench import (
    CREATE_RULE_SET,
    GET_RULE_SET,
    LIST_RULE_SETS,
    PUBLISH_RULE_SET,
    RETIRE_RULE_SET,
    CreateRuleSet,
    ListRuleSets,
    PublishRuleSet,
    RetireRuleSet,
    RuleSetQuery,
    RuleSetState,
    RuleSetView,
)
from services.validator import builtin
from tests.integration.validator.asking import Asking, asking
from tests.integration.validator.queue import FORM
from tests.integration.validator.writing import Methodologist, trigger
from tests.stack import Servers, TestNats

TODAY = clock.moscow_date(clock.now())
START = TODAY - timedelta(days=30)
UNTESTED = {"without_backtest": "прошлых отчетов еще нет"}


@pytest_asyncio.fixture
async def ask(servers: Servers, nats: TestNats) -> Asking:
    """A catalogue of its own, where one person may publish: versions in force are counted here."""
    async with asking(servers, nats, servers.migrated_database("validator"), two_person_publishing=False) as started:
        yield started


async def published(writer: Methodologist, *codes: str) -> RuleSetView:
    draft = await writer.writes(await writer.begins(), *(trigger(code) for code in codes))
    return await writer.publishes(draft, START, **UNTESTED)


async def test_a_draft_is_compared_with_the_version_that_it_would_take_the_place_of(ask: Asking) -> None:
    writer = Methodologist.at(ask)
    await published(writer, "Т-01", "Т-02")
    draft = await writer.writes(await writer.begins(), trigger("Т-01", "1 = 1"), trigger("Т-03"))
    found = await writer.does(COMPARE_RULE_SETS, CompareRuleSets(id=draft.id))
    assert found.before is not None
    assert (found.before.state, found.after.id, found.missed) == (RuleSetState.PUBLISHED, draft.id, None)
    kinds = [(item.kind, item.key) for item in found.difference.triggers]
    assert kinds == [("changed", "Т-01"), ("added", "Т-03"), ("removed", "Т-02")]
    (formula,) = found.difference.triggers[0].fields
    assert (formula.field, formula.before, formula.after) == ("formula", trigger().formula, "1 = 1")
    # Before that version began, the built-in one is in force.
    early = await writer.does(COMPARE_RULE_SETS, CompareRuleSets(id=draft.id, on=START - timedelta(days=1)))
    assert early.before is not None
    assert early.before.version == builtin.rule_set(FORM).version


async def test_a_version_that_was_published_meanwhile_is_told(ask: Asking) -> None:
    writer = Methodologist.at(ask)
    draft = await writer.writes(await writer.begins(), trigger("Т-05"))
    meanwhile = await published(writer, "Т-01")
    found = await writer.does(COMPARE_RULE_SETS, CompareRuleSets(id=draft.id))
    assert found.before is not None
    assert found.missed is not None
    assert found.before.id == found.missed.id == meanwhile.id


async def test_any_two_versions_of_a_form_are_compared_and_no_other(ask: Asking) -> None:
    writer = Methodologist.at(ask)
    version = await published(writer, "Т-01")
    first = (await writer.does(LIST_RULE_SETS, ListRuleSets(form=FORM))).items[-1]
    found = await writer.does(COMPARE_RULE_SETS, CompareRuleSets(id=first.id, against=version.id))
    # The built-in rules have a trigger of that code as well.
    assert [item.key for item in found.difference.triggers if item.kind == "changed"] == ["Т-01"]
    assert {item.kind for item in found.difference.triggers} == {"added", "changed"}
    other = (await writer.does(LIST_RULE_SETS, ListRuleSets(form="0420841"))).items[-1]
    step = CompareRuleSets(id=version.id, against=other.id)
    assert (await writer.refused(COMPARE_RULE_SETS, step)).code == "not_found"


async def history(writer: Methodologist, rule_set: RuleSetView) -> list[RuleSetAct]:
    return list((await writer.does(GET_RULE_SET_HISTORY, AskRuleSetHistory(id=rule_set.id))).items)


async def test_the_history_tells_who_changed_what_and_why(ask: Asking) -> None:
    writer = Methodologist.at(ask)
    draft = await writer.writes(await writer.begins(), trigger("Т-01"), trigger("Т-02"))
    draft = await writer.writes(draft, trigger("Т-01", "1 = 1"), trigger("Т-03"))
    version = await writer.publishes(draft, START, **UNTESTED)
    retired, put_in_force, saved, _, created = await history(writer, await retire(writer, version))
    assert (created.act, created.by) == ("created", version.published_by)
    assert created.based_on == builtin.rule_set(FORM).version
    assert (saved.act, saved.added, saved.removed) == ("saved", ("Т-03",), ("Т-02",))
    assert [(one.code, one.fields) for one in saved.changed] == [("Т-01", ("formula",))]
    assert (put_in_force.reason, put_in_force.without_backtest) == ("новый порядок", UNTESTED["without_backtest"])
    assert (put_in_force.effective_from, put_in_force.proposed_by) == (START, None)
    assert (retired.act, retired.reason) == ("retired", "ошибка")


async def retire(writer: Methodologist, version: RuleSetView, **how: str) -> RuleSetView:
    step = RetireRuleSet(id=version.id, revision=version.revision, reason="ошибка", **how)
    return await writer.does(RETIRE_RULE_SET, step)


async def test_a_long_history_comes_in_pages_and_a_built_in_version_has_a_beginning(ask: Asking) -> None:
    writer = Methodologist.at(ask)
    draft = await writer.begins()
    for number in range(3):
        draft = await writer.writes(draft, trigger(f"Т-{number}"))
    first = await writer.does(GET_RULE_SET_HISTORY, AskRuleSetHistory(id=draft.id, limit=3))
    rest = await writer.does(GET_RULE_SET_HISTORY, AskRuleSetHistory(id=draft.id, limit=3, cursor=first.next))
    assert [act.revision for act in (*first.items, *rest.items)] == [4, 3, 2, 1]
    assert rest.next is None
    built_in = (await writer.does(LIST_RULE_SETS, ListRuleSets(form=FORM))).items[-1]
    (only,) = (await writer.does(GET_RULE_SET_HISTORY, AskRuleSetHistory(id=built_in.id))).items
    assert (only.act, only.by) == ("published", None)
    assert (await writer.refused(GET_RULE_SET_HISTORY, AskRuleSetHistory(id=uuid4()))).code == "not_found"


async def test_a_step_that_is_asked_for_twice_is_taken_once(ask: Asking) -> None:
    writer = Methodologist.at(ask)
    step = CreateRuleSet(form=FORM, idempotency_key="раз")
    draft = await writer.does(CREATE_RULE_SET, step)
    assert (await writer.does(CREATE_RULE_SET, step)).id == draft.id
    saved = await writer.writes(draft, trigger())
    publish = PublishRuleSet(
        id=saved.id, revision=saved.revision, effective_from=START, reason="так", idempotency_key="два", **UNTESTED
    )
    one, again = [await writer.does(PUBLISH_RULE_SET, publish) for _ in range(2)]
    assert one == again
    other = step.model_copy(update={"version": "другой"})
    assert (await writer.refused(CREATE_RULE_SET, other)).code == "idempotency_mismatch"
    # A key is a person's own.
    assert (await Methodologist.at(ask).does(CREATE_RULE_SET, step)).id != draft.id


async def test_a_refused_step_does_not_use_its_key_up(ask: Asking) -> None:
    writer = Methodologist.at(ask)
    draft = await writer.writes(await writer.begins(), trigger())
    step = PublishRuleSet(
        id=draft.id, revision=draft.revision, effective_from=START, reason="так", idempotency_key="раз"
    )
    assert (await writer.refused(PUBLISH_RULE_SET, step)).code == "backtest_needed"
    tested = step.model_copy(update=UNTESTED)
    assert (await writer.does(PUBLISH_RULE_SET, tested)).state is RuleSetState.PUBLISHED


async def new_edition(ask: Asking, name: str) -> None:
    """Publish another edition of the form beside the one that there is."""
    begun = await ask.as_role(START_DRAFT, StartDraft(code=FORM))
    content = begun.content.model_copy(update={"edition": name, "versions": ("9.9",)})
    await ask.as_role(SAVE_DRAFT, SaveDraft(code=FORM, revision=begun.revision, content=content))
    draft = await ask.as_role(GET_DRAFT, ByCode(code=FORM))
    assert draft.problems == ()
    await ask.as_role(PUBLISH_DRAFT, PublishDraft(code=FORM, revision=draft.revision, why="новый формат"))


async def test_a_draft_is_written_for_the_edition_that_it_names(ask: Asking) -> None:
    writer = Methodologist.at(ask)
    old = (await ask.as_role(GET_FORM, ByCode(code=FORM))).edition
    await new_edition(ask, "9.9")
    newest, older = await writer.begins(), await writer.begins(edition=old)
    assert (newest.edition, older.edition) == ("9.9", old)
    # Either begins with the triggers that there are; one that is based on a version keeps to its edition.
    assert newest.based_on is not None
    assert len(newest.triggers) == len(older.triggers) == len(builtin.rule_set(FORM).triggers)
    assert (await writer.begins(based_on=newest.based_on.id)).edition == old
    refusal = await writer.refused(CREATE_RULE_SET, CreateRuleSet(form=FORM, edition="нет такой"))
    assert [field.code for field in refusal.fields] == ["no_edition"]
    # A version for another edition takes nobody's place: nothing there is compared with it.
    compared = await writer.does(COMPARE_RULE_SETS, CompareRuleSets(id=newest.id))
    assert compared.before is None
    saved = await writer.writes(newest, trigger())
    version = await writer.publishes(saved, START - timedelta(days=4000), **UNTESTED)
    assert version.edition == "9.9"
    assert (await writer.does(GET_RULE_SET, RuleSetQuery(id=older.id))).mistakes == ()
