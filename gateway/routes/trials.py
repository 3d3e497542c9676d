"""Trials of rule sets: back-tests, shadow runs and try-ons. Methodologists."""

from uuid import UUID

from contracts.base import ById, Message
from contracts.trials import (
    CANCEL_TRIAL,
    GET_EXAMPLES,
    GET_TRIAL,
    LIST_TRIALS,
    START_BACKTEST,
    START_SHADOW,
    TRY_ON,
    ExamplesQuery,
    TrialExamples,
    TrialPage,
    TrialTitle,
    TrialView,
    TryOn,
    TryOnVerdict,
)
from contracts.workbench import RuleSetQuery
from gateway.context import SignedIn
from gateway.problems import documented
from gateway.routing import api_router

router = api_router("trials of rule sets")

_STARTING = ("not_found", "forbidden", "rule_set_has_mistakes")


class Tried(Message):
    submission_id: UUID


@router.post(
    "/rule-sets/{id}/backtest",
    operation_id="startBacktest",
    summary="Judge all current reports of the form by a draft",
    status_code=202,
    responses=documented(*_STARTING),
)
async def start_backtest(caller: SignedIn, id: UUID) -> TrialTitle:
    """In the background, without any effect on the reports. While one runs, it is the answer."""
    return await caller.call(START_BACKTEST, RuleSetQuery(id=id, language=caller.language))


@router.post(
    "/rule-sets/{id}/shadow",
    operation_id="startShadow",
    summary="Judge what is handed in from now on by a draft too",
    status_code=202,
    responses=documented(*_STARTING),
)
async def start_shadow(caller: SignedIn, id: UUID) -> TrialTitle:
    """After the live verdict and without any effect on it, until it is ended."""
    return await caller.call(START_SHADOW, RuleSetQuery(id=id, language=caller.language))


@router.post(
    "/rule-sets/{id}/try",
    operation_id="tryRuleSet",
    summary="Judge one submission by a draft",
    responses=documented(*_STARTING, "unavailable"),
)
async def try_rule_set(caller: SignedIn, id: UUID, body: Tried) -> TryOnVerdict:
    """The verdict in the answer, nothing is kept."""
    question = TryOn(rule_set_id=id, submission_id=body.submission_id, language=caller.language)
    return await caller.call(TRY_ON, question)


@router.get(
    "/rule-sets/{id}/trials",
    operation_id="listTrials",
    summary="Back-tests and shadow runs of a rule set, newest first",
    responses=documented("forbidden"),
)
async def list_trials(caller: SignedIn, id: UUID) -> TrialPage:
    return await caller.call(LIST_TRIALS, ById(id=id))


@router.get(
    "/trials/{id}",
    operation_id="getTrial",
    summary="How far a trial is, and what it has found so far",
    responses=documented("not_found", "forbidden"),
)
async def get_trial(caller: SignedIn, id: UUID) -> TrialView:
    return await caller.call(GET_TRIAL, ById(id=id))


@router.get(
    "/trials/{id}/triggers/{code}",
    operation_id="getTrialExamples",
    summary="Reports in which a trigger fares otherwise, or the same",
    responses=documented("not_found", "forbidden"),
)
async def get_examples(caller: SignedIn, id: UUID, code: str) -> TrialExamples:
    return await caller.call(GET_EXAMPLES, ExamplesQuery(id=id, code=code))


@router.post(
    "/trials/{id}/cancel",
    operation_id="cancelTrial",
    summary="End a trial; what it has found stays",
    responses=documented("not_found", "forbidden"),
)
async def cancel_trial(caller: SignedIn, id: UUID) -> TrialTitle:
    return await caller.call(CANCEL_TRIAL, ById(id=id))
