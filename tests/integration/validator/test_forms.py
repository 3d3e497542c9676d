"""Forms and their triggers, as people ask for them."""

from uuid import uuid4

import pytest

from chassis.errors import ServiceError
from contracts.auth import NoQuestion
from contracts.base import Message, Rpc
from contracts.validator import GET_FORM, LIST_FORMS, ByCode
from contracts.workbench import GET_RULE_SET, RuleSetQuery
from services.validator import builtin
from tests.integration.validator.asking import Asking
from tests.integration.validator.queue import FORM

pytestmark = pytest.mark.asyncio(loop_scope="module")

RULES = builtin.rule_set(FORM)


async def test_every_form_is_listed_with_its_versions(ask: Asking) -> None:
    page = await ask.as_role(LIST_FORMS, NoQuestion())
    codes = [form.code for form in page.items]
    assert codes == sorted(codes)
    listed = {form.code: form for form in page.items}
    for rules in builtin.rule_sets():
        form = listed[rules.form.code]
        assert (form.title, form.accepts, form.due) == (rules.form.title, rules.form.accepts, rules.form.due)
        assert [version.version for version in form.rule_sets] == [rules.version]
    for plain in builtin.forms_without_triggers():
        assert listed[plain.code].rule_sets == ()
    assert page.next is None


async def test_a_form_tells_its_elements(ask: Asking) -> None:
    form = await ask.as_role(GET_FORM, ByCode(code=FORM))
    assert (form.code, form.title, len(form.rule_sets)) == (FORM, RULES.form.title, 1)
    assert [element.model_dump() for element in form.elements] == [e.model_dump() for e in RULES.form.elements]


async def test_a_rule_set_tells_its_triggers(ask: Asking) -> None:
    form = await ask.as_role(GET_FORM, ByCode(code=FORM))
    shown = await ask.as_role(GET_RULE_SET, RuleSetQuery(id=form.rule_sets[0].id))
    assert (shown.ref, shown.form) == (form.rule_sets[0], FORM)
    assert [(one.code, one.formula, one.when, one.source) for one in shown.triggers] == [
        (one.code, one.formula, one.when, one.source) for one in RULES.triggers
    ]


@pytest.mark.parametrize(
    ("rpc", "request_"), [(GET_FORM, ByCode(code="0409999")), (GET_RULE_SET, RuleSetQuery(id=uuid4()))]
)
async def test_what_is_not_there_is_not_found(ask: Asking, rpc: Rpc[Message, Message], request_: Message) -> None:
    with pytest.raises(ServiceError) as refused:
        await ask.as_role(rpc, request_)
    assert refused.value.code == "not_found"
