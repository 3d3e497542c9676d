"""Rule sets: drafts, publishing and retirement. Methodologists; members see rules only as what they say."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import Response
from pydantic import Field

from contracts.base import Message
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
    Line,
    ListRuleSets,
    PublishRuleSet,
    Reason,
    RetireRuleSet,
    ReturnRuleSet,
    RuleSetPage,
    RuleSetQuery,
    RuleSetView,
    RulesText,
    SaveRuleSet,
)
from gateway.context import SignedIn
from gateway.problems import documented
from gateway.repeats import REPEAT_CODES, OnceKey
from gateway.revisions import EDIT_CODES, Seen, told
from gateway.routing import api_router

router = api_router("rule sets")

Comment = Annotated[str, Field(max_length=1000)]
_EDITED = ("not_found", "forbidden", *EDIT_CODES)
_STEP = (*_EDITED, *REPEAT_CODES)


class NewDraft(Message):
    """`based_on` is a published version; null: the newest one of the edition. `version` null: the next free name.

    `edition` of the form that the triggers are written for; null: that of `based_on`, without one the newest.
    """

    based_on: UUID | None = None
    edition: Line | None = None
    version: Line | None = None


class DraftText(Message):
    rules: RulesText
    reason: Comment | None = Field(default=None, description="why it was changed: for the history")


class Publication(Message):
    effective_from: date = Field(description="the first reporting date that is judged by it")
    reason: Reason
    without_backtest: Reason | None = Field(
        default=None, description="why this revision goes out without a back-test; needed when it had none"
    )


class Approval(Message):
    reason: Comment | None = None


class Return(Message):
    reason: Reason


class Retirement(Message):
    last_day: date | None = Field(
        default=None, description="the last reporting date that it judges; null: published by mistake, it judges none"
    )
    reason: Reason


@router.get(
    "/forms/{code}/rule-sets",
    operation_id="listRuleSets",
    summary="Versions of the triggers of a form",
    responses=documented("not_found", "forbidden"),
)
async def list_rule_sets(caller: SignedIn, code: str) -> RuleSetPage:
    """Drafts first, then published and retired versions, the newest first."""
    return await caller.call(LIST_RULE_SETS, ListRuleSets(form=code))


@router.post(
    "/forms/{code}/rule-sets",
    operation_id="createRuleSet",
    summary="Begin a draft",
    status_code=201,
    responses=documented("not_found", "forbidden", *REPEAT_CODES),
)
async def create_rule_set(
    caller: SignedIn, response: Response, code: str, body: NewDraft, key: OnceKey = None
) -> RuleSetView:
    question = CreateRuleSet(form=code, **body.model_dump(), language=caller.language, idempotency_key=key)
    return _tagged(response, await caller.call(CREATE_RULE_SET, question))


@router.get(
    "/rule-sets/{id}",
    operation_id="getRuleSet",
    summary="A version of the triggers of a form, or a draft of one",
    responses=documented("not_found", "forbidden"),
)
async def get_rule_set(caller: SignedIn, response: Response, id: UUID) -> RuleSetView:
    """With what is wrong in a draft. The ETag goes into `If-Match` of a change."""
    return _tagged(response, await caller.call(GET_RULE_SET, RuleSetQuery(id=id, language=caller.language)))


@router.put(
    "/rule-sets/{id}",
    operation_id="saveRuleSet",
    summary="Save a draft",
    responses=documented(*_EDITED, "not_a_draft", "rule_set_too_large"),
)
async def save_rule_set(caller: SignedIn, response: Response, id: UUID, seen: Seen, body: DraftText) -> RuleSetView:
    """A draft may be saved with mistakes: the answer tells them. It is not published with them."""
    change = SaveRuleSet(id=id, revision=seen, rules=body.rules, reason=body.reason, language=caller.language)
    return _tagged(response, await caller.call(SAVE_RULE_SET, change))


@router.delete(
    "/rule-sets/{id}",
    operation_id="deleteRuleSet",
    summary="Throw a draft away",
    status_code=204,
    responses=documented(*_EDITED, "not_a_draft"),
)
async def delete_rule_set(caller: SignedIn, id: UUID, seen: Seen) -> None:
    await caller.call(DELETE_RULE_SET, ChangeRuleSet(id=id, revision=seen))


@router.post(
    "/rule-sets/{id}/publish",
    operation_id="publishRuleSet",
    summary="Publish a draft from a date, or propose to",
    responses=documented(*_STEP, "not_a_draft", "already_proposed", "rule_set_has_mistakes", "backtest_needed"),
)
async def publish_rule_set(
    caller: SignedIn, response: Response, id: UUID, seen: Seen, body: Publication, key: OnceKey = None
) -> RuleSetView:
    """Where publishing needs two persons (`two_person`), the state becomes `proposed`, and another one approves."""
    step = PublishRuleSet(id=id, revision=seen, language=caller.language, idempotency_key=key, **body.model_dump())
    return _tagged(response, await caller.call(PUBLISH_RULE_SET, step))


@router.post(
    "/rule-sets/{id}/approve",
    operation_id="approveRuleSet",
    summary="Approve what another person proposed, and publish it",
    responses=documented(*_STEP, "not_a_draft", "not_proposed", "second_person_needed", "rule_set_has_mistakes"),
)
async def approve_rule_set(
    caller: SignedIn, response: Response, id: UUID, seen: Seen, body: Approval, key: OnceKey = None
) -> RuleSetView:
    step = ApproveRuleSet(id=id, revision=seen, idempotency_key=key, reason=body.reason, language=caller.language)
    return _tagged(response, await caller.call(APPROVE_RULE_SET, step))


@router.post(
    "/rule-sets/{id}/return",
    operation_id="returnRuleSet",
    summary="Return a proposed draft to work",
    responses=documented(*_STEP, "not_a_draft", "not_proposed"),
)
async def return_rule_set(
    caller: SignedIn, response: Response, id: UUID, seen: Seen, body: Return, key: OnceKey = None
) -> RuleSetView:
    step = ReturnRuleSet(id=id, revision=seen, idempotency_key=key, reason=body.reason, language=caller.language)
    return _tagged(response, await caller.call(RETURN_RULE_SET, step))


@router.post(
    "/rule-sets/{id}/retire",
    operation_id="retireRuleSet",
    summary="End the force of a published version",
    responses=documented(*_STEP, "not_published"),
)
async def retire_rule_set(
    caller: SignedIn, response: Response, id: UUID, seen: Seen, body: Retirement, key: OnceKey = None
) -> RuleSetView:
    """Reports of later dates are judged by the version before it, or by none."""
    step = RetireRuleSet(
        id=id, revision=seen, idempotency_key=key, last_day=body.last_day, reason=body.reason, language=caller.language
    )
    return _tagged(response, await caller.call(RETIRE_RULE_SET, step))


def _tagged(response: Response, view: RuleSetView) -> RuleSetView:
    told(response, view.revision)
    return view
