"""The rows of the access matrix for trials of rule sets, the health of triggers, and those that are switched off."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from contracts.base import ById, Message, Rpc
from contracts.health import GET_HEALTH, HealthQuery
from contracts.roles import MEMBERS, STAFF, Role
from contracts.suspensions import LIFT_SUSPENSION, LIST_SUSPENSIONS, LiftSuspension, SuspensionQuery
from contracts.trials import (
    CANCEL_TRIAL,
    GET_EXAMPLES,
    GET_TRIAL,
    LIST_TRIALS,
    START_BACKTEST,
    START_SHADOW,
    TRY_ON,
    ExamplesQuery,
    TryOn,
)
from contracts.workbench import RuleSetQuery
from tests.integration.validator.queue import FORM

METHODOLOGISTS = frozenset({Role.SRO_ADMIN, Role.METHODOLOGIST})
# Of things that are not there: whoever is granted them learns just that.
STEPS: dict[Rpc[Any, Any], Message] = {
    START_BACKTEST: RuleSetQuery(id=uuid4()),
    START_SHADOW: RuleSetQuery(id=uuid4()),
    CANCEL_TRIAL: ById(id=uuid4()),
    GET_TRIAL: ById(id=uuid4()),
    GET_EXAMPLES: ExamplesQuery(id=uuid4(), code="П-01"),
    TRY_ON: TryOn(rule_set_id=uuid4(), submission_id=uuid4()),
    LIFT_SUSPENSION: LiftSuspension(id=uuid4(), note="исправлен"),
}
# By the id of a published version.
REQUESTS: dict[Rpc[Any, Any], Callable[[UUID], Message]] = {
    LIST_TRIALS: lambda rule_set: ById(id=rule_set),
    GET_HEALTH: lambda rule_set: HealthQuery(form=FORM, since=date(2026, 1, 1), until=date(2026, 12, 31)),
    LIST_SUSPENSIONS: lambda rule_set: SuspensionQuery(form=FORM),
}
GRANTED: dict[Rpc[Any, Any], frozenset[Role]] = {
    **dict.fromkeys((*STEPS, *REQUESTS), METHODOLOGISTS),
    LIST_SUSPENSIONS: MEMBERS | STAFF,
}
