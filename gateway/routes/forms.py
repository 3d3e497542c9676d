"""Forms, and the triggers of a rule set."""

from uuid import UUID

from contracts.auth import NoQuestion
from contracts.validator import (
    GET_FORM,
    GET_RULE_SET,
    LIST_FORMS,
    ByCode,
    FormPage,
    FormView,
    RuleSetQuery,
    RuleSetView,
)
from gateway.context import SignedIn
from gateway.problems import documented
from gateway.routing import api_router

router = api_router("forms")


@router.get("/forms", operation_id="listForms", summary="Forms of reports", responses=documented())
async def list_forms(caller: SignedIn) -> FormPage:
    return await caller.call(LIST_FORMS, NoQuestion())


@router.get(
    "/forms/{code}",
    operation_id="getForm",
    summary="One form and its elements",
    responses=documented("not_found", "forbidden"),
)
async def get_form(caller: SignedIn, code: str) -> FormView:
    """Staff."""
    return await caller.call(GET_FORM, ByCode(code=code))


@router.get(
    "/rule-sets/{id}",
    operation_id="getRuleSet",
    summary="A version of the triggers of a form",
    responses=documented("not_found", "forbidden"),
)
async def get_rule_set(caller: SignedIn, id: UUID) -> RuleSetView:
    """Methodologists."""
    return await caller.call(GET_RULE_SET, RuleSetQuery(id=id))
