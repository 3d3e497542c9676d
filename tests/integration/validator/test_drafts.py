"""Drafts of rule sets: begun from a published version, saved with mistakes, never over somebody else's change."""

import pytest

from chassis.errors import ServiceError
from contracts.workbench import (
    CREATE_RULE_SET,
    DELETE_RULE_SET,
    GET_RULE_SET,
    LIST_RULE_SETS,
    SAVE_RULE_SET,
    ChangeRuleSet,
    CreateRuleSet,
    ListRuleSets,
    RuleSetQuery,
    RuleSetState,
    RulesText,
    SaveRuleSet,
)
from services.validator import builtin
from tests.integration.validator.asking import Asking
from tests.integration.validator.queue import FORM
from tests.integration.validator.writing import Methodologist, trigger

pytestmark = pytest.mark.asyncio(loop_scope="module")

RULES = builtin.rule_set(FORM)


async def test_a_draft_begins_with_the_triggers_of_the_newest_version(ask: Asking) -> None:
    draft = await Methodologist.at(ask).begins()
    assert (draft.state, draft.revision, draft.form, draft.effective_from) == (RuleSetState.DRAFT, 1, FORM, None)
    assert [one.model_dump() for one in draft.triggers] == [one.model_dump() for one in RULES.triggers]
    assert draft.based_on is not None
    assert draft.based_on.version == RULES.version
    assert draft.mistakes == ()
    assert not draft.backtested


async def test_drafts_stand_before_the_published_versions(ask: Asking) -> None:
    writer = Methodologist.at(ask)
    draft = await writer.begins(version="мой черновик")
    items = (await writer.does(LIST_RULE_SETS, ListRuleSets(form=FORM))).items
    assert (items[0].id, items[0].version) == (draft.id, "мой черновик")
    assert items[0].changed_by is not None
    assert items[0].changed_by.person_id == writer.who.person_id
    assert (items[-1].version, items[-1].state) == (RULES.version, RuleSetState.PUBLISHED)
    assert items[-1].trigger_count == len(RULES.triggers)


async def test_two_drafts_get_names_of_their_own(ask: Asking) -> None:
    writer = Methodologist.at(ask)
    assert (await writer.begins()).version != (await writer.begins()).version


async def test_a_draft_is_kept_with_its_mistakes_and_tells_them(ask: Asking) -> None:
    writer = Methodologist.at(ask)
    draft = await writer.begins()
    saved = await writer.writes(draft, trigger(), trigger("Т-02", "СУММА(Отчетность"), trigger("Т-02"))
    assert saved.revision == draft.revision + 1
    told = {(one.code, one.position, one.field, one.line, one.column) for one in saved.mistakes}
    assert ("expected", 2, "formula", 1, 17) in told
    assert ("duplicate_code", 3, "code", None, None) in told
    assert all(one.blocks for one in saved.mistakes)
    assert [one.formula for one in saved.triggers][1] == "СУММА(Отчетность"
    english = await writer.does(GET_RULE_SET, RuleSetQuery(id=draft.id, language="en"))
    assert [one.text for one in english.mistakes] != [one.text for one in saved.mistakes]


async def test_an_element_that_the_form_lacks_blocks(ask: Asking) -> None:
    writer = Methodologist.at(ask)
    saved = await writer.writes(await writer.begins(), trigger(formula="Отчетность.Раздел2Показатели.Задолженость > 0"))
    (mistake,) = saved.mistakes
    assert (mistake.code, mistake.trigger, mistake.position, mistake.blocks) == ("unknown_path", "Т-01", 1, True)


async def test_a_change_that_was_not_seen_is_not_overwritten(ask: Asking) -> None:
    one, other = Methodologist.at(ask), Methodologist.at(ask)
    draft = await one.begins()
    saved = await other.writes(draft, trigger())
    rules = RulesText(version=draft.version, triggers=(trigger("Т-99"),))
    refusal = await one.refused(SAVE_RULE_SET, SaveRuleSet(id=draft.id, revision=draft.revision, rules=rules))
    assert (refusal.code, refusal.params["who"]) == ("stale_revision", other.who.person_name)
    assert refusal.data == {"revision": saved.revision}
    kept = await one.does(GET_RULE_SET, RuleSetQuery(id=draft.id))
    assert [one.code for one in kept.triggers] == ["Т-01"]


async def test_saving_the_same_again_is_no_new_revision(ask: Asking) -> None:
    writer = Methodologist.at(ask)
    saved = await writer.writes(await writer.begins(), trigger())
    assert (await writer.writes(saved, trigger())).revision == saved.revision


async def test_a_draft_can_be_thrown_away_and_a_published_version_cannot(ask: Asking) -> None:
    writer = Methodologist.at(ask)
    draft = await writer.begins()
    await writer.does(DELETE_RULE_SET, ChangeRuleSet(id=draft.id, revision=draft.revision))
    with pytest.raises(ServiceError) as gone:
        await writer.does(GET_RULE_SET, RuleSetQuery(id=draft.id))
    assert gone.value.code == "not_found"
    published = (await writer.does(LIST_RULE_SETS, ListRuleSets(form=FORM))).items[-1]
    refusal = await writer.refused(DELETE_RULE_SET, ChangeRuleSet(id=published.id, revision=published.revision))
    assert refusal.code == "not_a_draft"


async def test_a_form_of_ordinary_files_has_no_rule_sets(ask: Asking) -> None:
    code = builtin.forms_without_triggers()[0].code
    refusal = await Methodologist.at(ask).refused(CREATE_RULE_SET, CreateRuleSet(form=code))
    assert [field.code for field in refusal.fields] == ["files_form"]


async def test_a_draft_is_not_based_on_another_forms_version(ask: Asking) -> None:
    writer = Methodologist.at(ask)
    other = (await writer.does(LIST_RULE_SETS, ListRuleSets(form="0420841"))).items[-1]
    refusal = await writer.refused(CREATE_RULE_SET, CreateRuleSet(form=FORM, based_on=other.id))
    assert [field.code for field in refusal.fields] == ["other_form"]


async def test_what_no_message_of_the_bus_could_carry_is_refused(ask: Asking) -> None:
    writer = Methodologist.at(ask)
    draft = await writer.begins()
    many = tuple(trigger(f"Т-{number}", hint="очень подробно " * 60) for number in range(200))
    rules = RulesText(version=draft.version, triggers=many)
    refusal = await writer.refused(SAVE_RULE_SET, SaveRuleSet(id=draft.id, revision=draft.revision, rules=rules))
    assert (refusal.code, refusal.params["limit"]) == ("rule_set_too_large", "240")
