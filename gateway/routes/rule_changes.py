"""What changed in rule sets: between two versions, and step by step. Methodologists."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import Query

from contracts.rule_changes import (
    COMPARE_RULE_SETS,
    GET_RULE_SET_HISTORY,
    AskRuleSetHistory,
    ComparedRuleSets,
    CompareRuleSets,
    RuleSetHistory,
)
from gateway.context import SignedIn
from gateway.problems import documented
from gateway.routing import api_router

router = api_router("rule sets")


@router.get(
    "/rule-sets/{id}/compare",
    operation_id="compareRuleSets",
    summary="How a version of the triggers, or a draft, differs from another",
    responses=documented("not_found", "forbidden"),
)
async def compare_rule_sets(
    caller: SignedIn,
    id: UUID,
    other: Annotated[
        UUID | None, Query(alias="with", description="without it: the version whose place it took or would take")
    ] = None,
    on: Annotated[
        date | None, Query(description="for a draft: the first reporting date that it would judge; without it: today")
    ] = None,
) -> ComparedRuleSets:
    """Trigger by trigger, with the fields that differ; parameters; the form and its elements."""
    return await caller.call(COMPARE_RULE_SETS, CompareRuleSets(id=id, against=other, on=on))


@router.get(
    "/rule-sets/{id}/history",
    operation_id="getRuleSetHistory",
    summary="Who changed a rule set, when, what and why",
    responses=documented("not_found", "forbidden"),
)
async def get_rule_set_history(
    caller: SignedIn, id: UUID, cursor: str | None = None, limit: Annotated[int, Query(ge=1, le=200)] = 50
) -> RuleSetHistory:
    """The newest step first. That of a draft goes on when it is published; what was deleted keeps its own."""
    return await caller.call(GET_RULE_SET_HISTORY, AskRuleSetHistory(id=id, cursor=cursor, limit=limit))
