"""Entry points of the workbench: one transaction each."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from chassis.bus import Call
from chassis.database import Database, UnitOfWork
from chassis.storage import Storage
from contracts.base import Done
from contracts.formulas import AskWords, CheckFormula, FormulaReport, FormulaWords
from contracts.rule_changes import AskRuleSetHistory, ComparedRuleSets, CompareRuleSets, RuleSetHistory
from contracts.rule_files import (
    ExportedRuleSet,
    ExportRuleSet,
    ImportRuleFile,
    PreviewRuleFile,
    ReplaceByRuleFile,
    RuleFilePreview,
)
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
from services.validator.usecases import changes, drafts, exchange, formulas, releases, rule_sets
from services.validator.usecases.repeats import once
from services.validator.usecases.steps import Step

R = TypeVar("R", PublishRuleSet, ApproveRuleSet, ReturnRuleSet, RetireRuleSet, ReplaceByRuleFile)


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
            step = Step.of(call)
            id = await once(uow, step, call.request, lambda: drafts.create(uow, step, call.request))
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
            take = releases.propose if self.two_person else releases.publish
            await self._once(uow, call, lambda step: take(uow, self.storage, step, call.request))
            return await self._changed(uow, call.request)

    async def approve(self, call: Call[ApproveRuleSet]) -> RuleSetView:
        async with self.database.transaction() as uow:
            await self._once(uow, call, lambda step: releases.approve(uow, self.storage, step, call.request))
            return await self._changed(uow, call.request)

    async def hand_back(self, call: Call[ReturnRuleSet]) -> RuleSetView:
        async with self.database.transaction() as uow:
            await self._once(uow, call, lambda step: releases.hand_back(uow, step, call.request))
            return await self._changed(uow, call.request)

    async def retire(self, call: Call[RetireRuleSet]) -> RuleSetView:
        async with self.database.transaction() as uow:
            await self._once(uow, call, lambda step: releases.retire(uow, step, call.request))
            return await self._changed(uow, call.request)

    async def compare(self, call: Call[CompareRuleSets]) -> ComparedRuleSets:
        async with self.database.transaction() as uow:
            return await changes.difference(uow, call.request, Step.of(call).today)

    async def history(self, call: Call[AskRuleSetHistory]) -> RuleSetHistory:
        async with self.database.transaction() as uow:
            return await changes.history(uow, call.request)

    async def export(self, call: Call[ExportRuleSet]) -> ExportedRuleSet:
        async with self.database.transaction() as uow:
            return await exchange.export(uow, self.storage, call.request)

    async def preview_file(self, call: Call[PreviewRuleFile]) -> RuleFilePreview:
        async with self.database.transaction() as uow:
            return await exchange.preview(uow, self.storage, call.request, Step.of(call).today)

    async def import_file(self, call: Call[ImportRuleFile]) -> RuleSetView:
        async with self.database.transaction() as uow:
            step = Step.of(call)
            id = await once(uow, step, call.request, lambda: exchange.bring_in(uow, self.storage, step, call.request))
            return await rule_sets.view(uow, id, call.request.language, self.two_person)

    async def replace_by_file(self, call: Call[ReplaceByRuleFile]) -> RuleSetView:
        async with self.database.transaction() as uow:
            await self._once(uow, call, lambda step: exchange.replace(uow, self.storage, step, call.request))
            return await self._changed(uow, call.request)

    async def check_formula(self, call: Call[CheckFormula]) -> FormulaReport:
        async with self.database.transaction() as uow:
            return await formulas.check(uow, call.request)

    async def formula_words(self, call: Call[AskWords]) -> FormulaWords:
        async with self.database.transaction() as uow:
            return await formulas.words(uow, call.request)

    async def _once(self, uow: UnitOfWork, call: Call[R], take: Callable[[Step], Awaitable[None]]) -> None:
        """Take a step on a rule set, unless it was taken under this key before."""
        step = Step.of(call)

        async def taken() -> UUID:
            await take(step)
            return call.request.id

        await once(uow, step, call.request, taken)

    async def _changed(self, uow: UnitOfWork, request: ChangeRuleSet) -> RuleSetView:
        return await rule_sets.view(uow, request.id, request.language, self.two_person)
