"""Methodologists at work on drafts."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

from chassis.errors import ServiceError
from contracts.base import A, Q, Rpc
from contracts.identity import Identity
from contracts.roles import Role
from contracts.workbench import (
    CREATE_RULE_SET,
    PUBLISH_RULE_SET,
    SAVE_RULE_SET,
    CreateRuleSet,
    PublishRuleSet,
    RuleSetView,
    RulesText,
    SaveRuleSet,
    TriggerText,
)
from tests.integration.validator.asking import Asking
from tests.integration.validator.queue import FORM
from tests.signed_asker import person

TOTAL = "Отчетность.Раздел2Показатели.ЗадолженностьВсего"


def trigger(code: str = "Т-01", formula: str = f"{TOTAL} >= 0", **more: Any) -> TriggerText:
    return TriggerText(code=code, title="Задолженность не отрицательна", formula=formula, **more)


@dataclass
class Methodologist:
    """One person, and the draft that they have in hand."""

    ask: Asking
    who: Identity

    @classmethod
    def at(cls, ask: Asking) -> "Methodologist":
        return cls(ask, person(Role.METHODOLOGIST, uuid4()))

    async def does(self, rpc: Rpc[Q, A], request: Q) -> A:
        return await self.ask.ask(rpc, request, self.who)

    async def begins(self, **how: Any) -> RuleSetView:
        return await self.does(CREATE_RULE_SET, CreateRuleSet(form=FORM, **how))

    async def writes(self, draft: RuleSetView, *triggers: TriggerText, **more: Any) -> RuleSetView:
        """Save the draft with these triggers in place of its own."""
        rules = RulesText(version=draft.version, triggers=triggers, **more)
        return await self.does(SAVE_RULE_SET, SaveRuleSet(id=draft.id, revision=draft.revision, rules=rules))

    async def publishes(self, draft: RuleSetView, start: date, **more: Any) -> RuleSetView:
        step = PublishRuleSet(
            id=draft.id, revision=draft.revision, effective_from=start, reason="новый порядок", **more
        )
        return await self.does(PUBLISH_RULE_SET, step)

    async def refused(self, rpc: Rpc[Q, A], request: Q) -> ServiceError:
        try:
            answer = await self.does(rpc, request)
        except ServiceError as refusal:
            return refusal
        raise AssertionError(f"was answered with {answer}")
