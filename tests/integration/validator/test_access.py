"""Every call x every role. The validator holds nothing of any one organisation: no object here is a foreign one."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
import pytest_asyncio

from chassis import clock
from chassis.errors import ServiceError
from chassis.identity import issue_token
from chassis.signing import KeyPair
from contracts.auth import NoQuestion
from contracts.base import Message, ObjectRef, Rpc
from contracts.form_drafts import CREATE_FORM, NewForm
from contracts.form_view import COMPARE_FILES, DRAW_FORM
from contracts.formulas import CHECK_FORMULA, GET_FORMULA_WORDS, AskWords, CheckFormula
from contracts.prechecks import BUCKET, PRECHECK_FILE, PrecheckFile
from contracts.registry import RPCS
from contracts.roles import MEMBERS, STAFF, Role
from contracts.validator import (
    GET_FORM,
    INSPECT_FILE,
    LIST_FORMS,
    ByCode,
    InspectFile,
    ValidationRequested,
)
from contracts.workbench import (
    APPROVE_RULE_SET,
    CREATE_RULE_SET,
    DELETE_RULE_SET,
    GET_RULE_SET,
    LIST_RULE_SETS,
    PUBLISH_RULE_SET,
    RETIRE_RULE_SET,
    RETURN_RULE_SET,
    SAVE_RULE_SET,
    ApproveRuleSet,
    ChangeRuleSet,
    CreateRuleSet,
    ListRuleSets,
    PublishRuleSet,
    RetireRuleSet,
    ReturnRuleSet,
    RuleSetQuery,
    RulesText,
    SaveRuleSet,
)
from tests.integration.validator import form_calls, rule_calls, trial_calls
from tests.integration.validator.asking import Asking
from tests.integration.validator.queue import FORM, JobQueue, declare_workers, report
from tests.integration.validator.viewing import comparison_of, draw_of
from tests.signed_asker import person
from tests.stack import TestNats

pytestmark = pytest.mark.asyncio(loop_scope="module")


class Known(Message):
    """What there is to ask for."""

    upload: ObjectRef
    job: ValidationRequested
    rule_set: UUID


METHODOLOGISTS = frozenset({Role.SRO_ADMIN, Role.METHODOLOGIST})
# A call that is added without a line here fails `test_every_call_stands_in_the_matrix`.
GRANTED: dict[Rpc[Any, Any], frozenset[Role]] = {
    INSPECT_FILE: MEMBERS | STAFF,
    DRAW_FORM: MEMBERS | STAFF,
    COMPARE_FILES: MEMBERS | STAFF,
    PRECHECK_FILE: MEMBERS | {Role.SRO_ADMIN, Role.CLERK},
    LIST_FORMS: MEMBERS | STAFF,
    GET_FORM: STAFF,
    GET_RULE_SET: METHODOLOGISTS,
    LIST_RULE_SETS: METHODOLOGISTS,
    CREATE_RULE_SET: METHODOLOGISTS,
    SAVE_RULE_SET: METHODOLOGISTS,
    DELETE_RULE_SET: METHODOLOGISTS,
    PUBLISH_RULE_SET: METHODOLOGISTS,
    APPROVE_RULE_SET: METHODOLOGISTS,
    RETURN_RULE_SET: METHODOLOGISTS,
    RETIRE_RULE_SET: METHODOLOGISTS,
    CHECK_FORMULA: METHODOLOGISTS,
    GET_FORMULA_WORDS: METHODOLOGISTS,
    **form_calls.GRANTED,
    **trial_calls.GRANTED,
    **rule_calls.GRANTED,
}
# Steps on a draft that is not there: whoever is granted them learns just that. What they do: `test_drafts.py`.
NOWHERE = {"id": uuid4(), "revision": 1}
STEPS: dict[Rpc[Any, Any], Message] = {
    SAVE_RULE_SET: SaveRuleSet(**NOWHERE, rules=RulesText(version="1")),
    DELETE_RULE_SET: ChangeRuleSet(**NOWHERE),
    PUBLISH_RULE_SET: PublishRuleSet(**NOWHERE, effective_from=date(2030, 1, 1), reason="новые формы"),
    APPROVE_RULE_SET: ApproveRuleSet(**NOWHERE),
    RETURN_RULE_SET: ReturnRuleSet(**NOWHERE, reason="не готово"),
    RETIRE_RULE_SET: RetireRuleSet(**NOWHERE, reason="ошибка"),
    **form_calls.STEPS,
    **trial_calls.STEPS,
    **rule_calls.STEPS,
}
REQUESTS: dict[Rpc[Any, Any], Callable[[Known], Message]] = {
    INSPECT_FILE: lambda known: InspectFile(object=known.upload, file_name="отчет.xtdd"),
    DRAW_FORM: lambda known: draw_of(known.upload),
    COMPARE_FILES: lambda known: comparison_of(known.upload, known.upload),
    PRECHECK_FILE: lambda known: PrecheckFile(job=known.job),
    LIST_FORMS: lambda known: NoQuestion(),
    GET_FORM: lambda known: ByCode(code=FORM),
    GET_RULE_SET: lambda known: RuleSetQuery(id=known.rule_set),
    LIST_RULE_SETS: lambda known: ListRuleSets(form=FORM),
    CREATE_RULE_SET: lambda known: CreateRuleSet(form=FORM),
    CHECK_FORMULA: lambda known: CheckFormula(form=FORM, formula="1 = 1"),
    GET_FORMULA_WORDS: lambda known: AskWords(form=FORM),
    **{rpc: lambda known, step=step: step for rpc, step in STEPS.items()},
    **{rpc: lambda known, request=request: request(known.upload) for rpc, request in form_calls.REQUESTS.items()},
    **{rpc: lambda known, ask=ask: ask(known.rule_set) for rpc, ask in trial_calls.REQUESTS.items()},
    **{rpc: lambda known, ask=ask: ask(known.rule_set) for rpc, ask in rule_calls.REQUESTS.items()},
}


def subject_of(rpc: Rpc[Any, Any]) -> str:
    return rpc.subject


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def known(ask: Asking, jobs: JobQueue, broker: TestNats) -> Known:
    await ask.as_role(CREATE_FORM, NewForm(code=form_calls.BEGUN))
    form = await ask.as_role(GET_FORM, ByCode(code=FORM))
    await declare_workers(broker)
    return Known(
        upload=await ask.storage.put_bytes("uploads", report()),
        job=await jobs.job(await ask.storage.put_bytes(BUCKET, report())),
        rule_set=form.rule_sets[0].id,
    )


async def test_every_call_stands_in_the_matrix() -> None:
    assert set(GRANTED) == set(REQUESTS) == {rpc for rpc in RPCS if rpc.owner == "validator"}


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("rpc", list(GRANTED), ids=subject_of)
async def test_a_role_may_do_what_it_is_granted(ask: Asking, known: Known, rpc: Rpc[Any, Any], role: Role) -> None:
    request = REQUESTS[rpc](known)
    if role in GRANTED[rpc] and rpc not in STEPS:
        assert isinstance(await ask.as_role(rpc, request, role), rpc.reply)
        return
    with pytest.raises(ServiceError) as refused:
        await ask.as_role(rpc, request, role)
    assert refused.value.code == ("not_found" if role in GRANTED[rpc] else "forbidden")


@pytest.mark.parametrize("rpc", list(GRANTED), ids=subject_of)
@pytest.mark.parametrize("token", [None, "", "x.y.z"])
async def test_without_an_identity_nothing_is_answered(
    ask: Asking, known: Known, rpc: Rpc[Any, Any], token: str | None
) -> None:
    caller = ask.gateway.gateway if "gateway" in rpc.callers else ask.reports
    with pytest.raises(ServiceError) as refused:
        await caller.call(rpc, REQUESTS[rpc](known), token=token)
    assert refused.value.code == "unauthenticated"


async def test_a_signature_of_someone_else_is_no_identity(ask: Asking, known: Known) -> None:
    forged = issue_token(person(Role.SRO_ADMIN, uuid4()), KeyPair.generate(), clock.now(), timedelta(minutes=1))
    with pytest.raises(ServiceError) as refused:
        await ask.gateway.gateway.call(LIST_FORMS, NoQuestion(), token=forged)
    assert refused.value.code == "unauthenticated"
