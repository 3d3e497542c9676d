"""Trials on real servers: a catalogue, workers, and reports' answers about what was handed in."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from secrets import token_hex
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import text

from chassis.bus import Call
from chassis.database import Database
from chassis.reach import EVERYTHING
from contracts.base import A, ById, Q, Rpc
from contracts.roles import Role
from contracts.snapshots import LIST_SNAPSHOTS, SnapshotPage, SnapshotQuery
from contracts.trials import GET_TRIAL, START_BACKTEST, TrialState, TrialTitle, TrialView, TriggerFigures
from contracts.validator import ValidationRequested
from contracts.workbench import RuleSetQuery, RuleSetView, TriggerText
from tests.integration.validator.asking import Asking, asking
from tests.integration.validator.queue import JobQueue, job_queue, report
from tests.integration.validator.writing import Methodologist
from tests.stack import Servers, TestDatabase, TestNats
from tests.waiting import eventually

FORM = "0420846"


@dataclass
class TrialScene:
    """`past`: what reports answers when it is asked what was handed in, in this order."""

    ask: Asking
    jobs: JobQueue
    database: Database
    past: list[ValidationRequested] = field(default_factory=list)
    asked: int = 0

    async def snapshots(self, call: Call[SnapshotQuery]) -> SnapshotPage:
        query, found = call.request, self.past
        self.asked += 1
        if query.submission_ids is not None:
            return SnapshotPage(items=tuple(job for job in found if job.submission_id in query.submission_ids))
        ids = [job.obligation_id for job in found]
        start = ids.index(query.after) + 1 if query.after else 0
        page = found[start : start + query.limit]
        more = start + query.limit < len(found)
        return SnapshotPage(items=tuple(page), next=page[-1].obligation_id if more else None, total=len(found))

    async def hand_in(self, content: bytes, number: int = 1, **changes: Any) -> Sequence[ValidationRequested]:
        """So many reports with these bytes."""
        stored = await self.jobs.storage.put_bytes("uploads", content)
        new = [await self.jobs.job(stored, **{"obligation_id": uuid4(), **changes}) for _ in range(number)]
        self.past.extend(new)
        return new

    async def as_methodologist(self, rpc: Rpc[Q, A], request: Q) -> A:
        return await self.ask.as_role(rpc, request, Role.METHODOLOGIST)

    async def draft(self, *triggers: TriggerText) -> RuleSetView:
        """A draft of these triggers, or of those in force."""
        author = Methodologist.at(self.ask)
        draft = await author.begins(version=token_hex(3))
        return await author.writes(draft, *triggers) if triggers else draft

    async def backtest(self, rule_set_id: UUID) -> TrialTitle:
        return await self.as_methodologist(START_BACKTEST, RuleSetQuery(id=rule_set_id))

    async def view(self, trial: TrialTitle) -> TrialView:
        return await self.as_methodologist(GET_TRIAL, ById(id=trial.id))

    async def finished(self, trial: TrialTitle, *, seconds: float = 60) -> TrialView:
        """The trial once it is over."""

        async def over() -> TrialView | None:
            view = await self.view(trial)
            return view if view.state is not TrialState.RUNNING else None

        view = await eventually(over, seconds=seconds)
        assert view is not None
        return view

    async def count(self, query: str, **parameters: Any) -> int:
        async with self.database.transaction(EVERYTHING) as uow:
            return int(await uow.session.scalar(text(query), parameters) or 0)


def figures(view: TrialView, code: str) -> TriggerFigures:
    return next(trigger for trigger in view.triggers if trigger.code == code)


@asynccontextmanager
async def trial_scene(
    servers: Servers, broker: TestNats, database: TestDatabase, **own: Any
) -> AsyncIterator[TrialScene]:
    """Without workers: each test says how many there are."""
    async with (
        job_queue(servers, broker) as jobs,
        asking(servers, broker, database, trial_poll_seconds=0.1, **own) as ask,
    ):
        looking = Database(database.url, 1)
        scene = TrialScene(ask, jobs, looking)
        await jobs.reports.serve(LIST_SNAPSHOTS, scene.snapshots)
        yield scene
        await looking.close()


def sound() -> bytes:
    return report()


def faulty(code: str = "П-01") -> bytes:
    """A report in which the built-in trigger fires."""
    return report(faults=(code,))
