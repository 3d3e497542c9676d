"""Entry points of trials: one transaction each. A try-on keeps nothing, hence has its own module."""

from dataclasses import dataclass

from chassis import clock
from chassis.bus import Call
from chassis.database import Database
from chassis.reach import reach_of
from chassis.storage import Storage
from contracts.base import ById
from contracts.trials import ExamplesQuery, TrialExamples, TrialKind, TrialPage, TrialTitle, TrialView
from contracts.workbench import RuleSetQuery
from services.validator.trial_driver import TrialDriver
from services.validator.usecases import rule_trials
from services.validator.usecases.publishing import BUCKET
from services.validator.usecases.trial_sources import source


@dataclass(frozen=True)
class TrialRequests:
    database: Database
    storage: Storage
    driver: TrialDriver

    async def start_backtest(self, call: Call[RuleSetQuery]) -> TrialTitle:
        return await self._start(call, TrialKind.BACKTEST)

    async def start_shadow(self, call: Call[RuleSetQuery]) -> TrialTitle:
        return await self._start(call, TrialKind.SHADOW)

    async def _start(self, call: Call[RuleSetQuery], kind: TrialKind) -> TrialTitle:
        async with self.database.transaction(reach_of(call.identity)) as uow:
            tried = await source(uow, call.request)
            # The object first: a row must never name an object that is not there.
            document = await self.storage.put_bytes(BUCKET, tried.document)
            started = await rule_trials.start(uow, call.identity, kind, call.request.id, tried, document, clock.now())
        self.driver.wake()
        return started

    async def cancel(self, call: Call[ById]) -> TrialTitle:
        async with self.database.transaction(reach_of(call.identity)) as uow:
            return await rule_trials.cancel(uow, call.request.id, clock.now())

    async def get(self, call: Call[ById]) -> TrialView:
        async with self.database.transaction(reach_of(call.identity)) as uow:
            return await rule_trials.get(uow, call.request.id)

    async def find(self, call: Call[ById]) -> TrialPage:
        async with self.database.transaction(reach_of(call.identity)) as uow:
            return await rule_trials.list_of(uow, call.request.id)

    async def examples(self, call: Call[ExamplesQuery]) -> TrialExamples:
        async with self.database.transaction(reach_of(call.identity)) as uow:
            return await rule_trials.examples(uow, call.request)
