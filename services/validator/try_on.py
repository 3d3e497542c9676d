"""A try-on: one submission judged by a draft, answered at once; nothing of it is kept."""

from collections.abc import Awaitable, Callable

from chassis.bus import Bus, Call
from chassis.database import Database
from chassis.errors import ServiceError, not_found
from chassis.storage import ObjectDamagedError, ObjectMissingError, Storage
from contracts.forms import RuleSetNeeds, RuleSetRef
from contracts.snapshots import LIST_SNAPSHOTS, SnapshotQuery
from contracts.trials import TryOn, TryOnVerdict
from contracts.validator import ValidationRequested
from contracts.verdict import VerdictDocument
from contracts.workbench import RuleSetQuery
from services.validator.engine import for_screen
from services.validator.isolation import ReaderError
from services.validator.judge import Judge
from services.validator.usecases.trial_sources import Source, source

_ANSWER_BYTES = 600_000


class TryOns:
    """Its readers are not those of inspections: no upload waits behind a try-on."""

    def __init__(self, database: Database, bus: Bus, storage: Storage, judge: Judge) -> None:
        self._database = database
        self._bus = bus
        self._storage = storage
        self._judge = judge

    async def try_on(self, call: Call[TryOn]) -> TryOnVerdict:
        """Raises `not_found`, `rule_set_has_mistakes`, `invalid` (another form), `unavailable`."""
        query = RuleSetQuery(id=call.request.rule_set_id, language=call.request.language)
        async with self._database.transaction() as uow:
            tried = await source(uow, query)
        job = await self._snapshot(call.request, tried.needs)
        if job.expected.form != tried.rules.form.code:
            raise not_found()
        return _fitting(await self._verdict(tried, job))

    async def _snapshot(self, request: TryOn, needs: RuleSetNeeds) -> ValidationRequested:
        query = SnapshotQuery(submission_ids=(request.submission_id,), needs=needs)
        page = await self._bus.call(LIST_SNAPSHOTS, query)
        if not page.items:
            raise not_found()
        return page.items[0]

    async def _verdict(self, tried: Source, job: ValidationRequested) -> VerdictDocument:
        form, edition = tried.rules.form, tried.rules.form.edition_title
        draft = RuleSetRef(
            id=job.submission_id,
            version=tried.rules.version,
            effective_from=job.expected.period.start,
            document=tried.unstored(),
            edition=edition,
        )
        try:
            known = await self._judge.rules_of(job, _at_once)
            others = {ref: document for ref, document in known.items() if ref.edition.edition != form.edition}
            data = await self._storage.read(job.object)
            reports = await self._judge.others(job, _at_once)
            rules = {draft: tried.document, **others}
            _, verdict = await self._judge.judge(job, rules, data, reports, with_held=True)
        except (ReaderError, ObjectMissingError, ObjectDamagedError) as error:
            raise ServiceError("unavailable") from error
        return VerdictDocument.model_validate_json(verdict)


async def _at_once(act: Callable[[], Awaitable[bytes]]) -> bytes:
    """Somebody waits for the answer: a store that is away is told, not waited for."""
    return await act()


def _fitting(verdict: VerdictDocument) -> TryOnVerdict:
    """The verdict as an answer may carry it: with fewer cells and rows where it must be."""
    whole = TryOnVerdict.model_validate(verdict.model_dump())
    for rows in (20, 5, 1):
        findings = tuple(for_screen(finding, rows) for finding in whole.findings)
        cut = whole.model_copy(update={"findings": findings, "shortened": findings != whole.findings})
        if len(cut.model_dump_json().encode()) <= _ANSWER_BYTES:
            return cut
    return cut
