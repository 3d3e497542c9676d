"""Entry points of the workbench: one transaction each."""

from dataclasses import dataclass

from chassis.bus import Call
from chassis.database import Database, UnitOfWork
from chassis.storage import Storage
from contracts.base import Done
from contracts.formulas import AskWords, CheckFormula, FormulaReport, FormulaWords
from contracts.workbench import (
    ApproveRuleSet,
    ChangeRuleSet,
    CreateRuleSet,
    ListRuleSets,
    PublishRuleSet,
    RetireRuleSet,
    ReturnRuleSet,
    RuleSetPage,
    RuleSetQuery,
    RuleSetView,
    SaveRuleSet,
)
from services.validator.usecases import drafts, formulas, releases, rule_sets
from services.validator.usecases.steps import Step


@dataclass(frozen=True)
class WorkbenchRequests:
    database: Database
    storage: Storage
    two_person: bool

    async def find(self, call: Call[ListRuleSets]) -> RuleSetPage:
        async with self.database.transaction() as uow:
            return await rule_sets.find(uow, call.request.form)

    async def get(self, call: Call[RuleSetQuery]) -> RuleSetView:
        async with self.database.transaction() as uow:
            return await rule_sets.view(uow, call.request.id, call.request.language, self.two_person)

    async def create(self, call: Call[CreateRuleSet]) -> RuleSetView:
        async with self.database.transaction() as uow:
            id = await drafts.create(uow, Step.of(call), call.request)
            return await rule_sets.view(uow, id, call.request.language, self.two_person)

    async def save(self, call: Call[SaveRuleSet]) -> RuleSetView:
        async with self.database.transaction() as uow:
            await drafts.save(uow, Step.of(call), call.request)
            return await self._changed(uow, call.request)

    async def delete(self, call: Call[ChangeRuleSet]) -> Done:
        async with self.database.transaction() as uow:
            await drafts.delete(uow, Step.of(call), call.request)
        return Done()

    async def publish(self, call: Call[PublishRuleSet]) -> RuleSetView:
        async with self.database.transaction() as uow:
            step = releases.propose if self.two_person else releases.publish
            await step(uow, self.storage, Step.of(call), call.request)
            return await self._changed(uow, call.request)

    async def approve(self, call: Call[ApproveRuleSet]) -> RuleSetView:
        async with self.database.transaction() as uow:
            await releases.approve(uow, self.storage, Step.of(call), call.request)
            return await self._changed(uow, call.request)

    async def hand_back(self, call: Call[ReturnRuleSet]) -> RuleSetView:
        async with self.database.transaction() as uow:
            await releases.hand_back(uow, Step.of(call), call.request)
            return await self._changed(uow, call.request)

    async def retire(self, call: Call[RetireRuleSet]) -> RuleSetView:
        async with self.database.transaction() as uow:
            await releases.retire(uow, Step.of(call), call.request)
            return await self._changed(uow, call.request)

    async def check_formula(self, call: Call[CheckFormula]) -> FormulaReport:
        async with self.database.transaction() as uow:
            return await formulas.check(uow, call.request)

    async def formula_words(self, call: Call[AskWords]) -> FormulaWords:
        async with self.database.transaction() as uow:
            return await formulas.words(uow, call.request)

    async def _changed(self, uow: UnitOfWork, request: ChangeRuleSet) -> RuleSetView:
        return await rule_sets.view(uow, request.id, request.language, self.two_person)
