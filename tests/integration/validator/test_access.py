"""Every call x every role. The validator holds nothing of any one organisation: no object here is a foreign one."""

from collections.abc import Callable
from datetime import timedelta
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
from contracts.registry import RPCS
from contracts.roles import MEMBERS, STAFF, Role
from contracts.validator import (
    GET_FORM,
    GET_RULE_SET,
    INSPECT_FILE,
    LIST_FORMS,
    ByCode,
    InspectFile,
    RuleSetQuery,
)
from tests.integration.validator.asking import Asking
from tests.integration.validator.queue import FORM, report
from tests.signed_asker import person

pytestmark = pytest.mark.asyncio(loop_scope="module")


class Known(Message):
    """What there is to ask for."""

    upload: ObjectRef
    rule_set: UUID


# A call that is added without a line here fails `test_every_call_stands_in_the_matrix`.
GRANTED: dict[Rpc[Any, Any], frozenset[Role]] = {
    INSPECT_FILE: MEMBERS | STAFF,
    LIST_FORMS: MEMBERS | STAFF,
    GET_FORM: STAFF,
    GET_RULE_SET: frozenset({Role.SRO_ADMIN, Role.METHODOLOGIST}),
}
REQUESTS: dict[Rpc[Any, Any], Callable[[Known], Message]] = {
    INSPECT_FILE: lambda known: InspectFile(object=known.upload, file_name="отчет.xtdd"),
    LIST_FORMS: lambda known: NoQuestion(),
    GET_FORM: lambda known: ByCode(code=FORM),
    GET_RULE_SET: lambda known: RuleSetQuery(id=known.rule_set),
}


def subject_of(rpc: Rpc[Any, Any]) -> str:
    return rpc.subject


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def known(ask: Asking) -> Known:
    form = await ask.as_role(GET_FORM, ByCode(code=FORM))
    return Known(upload=await ask.storage.put_bytes("uploads", report()), rule_set=form.rule_sets[0].id)


async def test_every_call_stands_in_the_matrix() -> None:
    assert set(GRANTED) == set(REQUESTS) == {rpc for rpc in RPCS if rpc.owner == "validator"}


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("rpc", list(GRANTED), ids=subject_of)
async def test_a_role_may_do_what_it_is_granted(ask: Asking, known: Known, rpc: Rpc[Any, Any], role: Role) -> None:
    request = REQUESTS[rpc](known)
    if role in GRANTED[rpc]:
        assert isinstance(await ask.as_role(rpc, request, role), rpc.reply)
        return
    with pytest.raises(ServiceError) as refused:
        await ask.as_role(rpc, request, role)
    assert refused.value.code == "forbidden"


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
