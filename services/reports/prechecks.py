"""Entry point of the pre-check: the verdict of a file that is not handed in. It writes no row and keeps no object.

The obligation, the rights and the refusals are those of an upload; only the period need not be over yet.
"""

import logging
from uuid import uuid4

from chassis import clock
from chassis.bus import Bus, Call
from chassis.database import Database
from chassis.errors import ServiceError
from chassis.reach import reach_of
from chassis.storage import Storage
from contracts.base import ObjectRef
from contracts.forms import Accepts
from contracts.prechecks import PRECHECK_FILE, Precheck, Prechecked, PrecheckedFile, PrecheckFile
from contracts.reports import LocatedFile, Repeat
from contracts.statuses import STATUS_LABELS_RU, ReportStatus
from contracts.validator import Counts, ValidationRequested
from services.reports.domain.disputes import Judged
from services.reports.uploads import check_type
from services.reports.usecases import checks, disputes, fits, reading, uploads
from services.reports.usecases.uploads import Slot
from services.reports.views import form_title, period_view

log = logging.getLogger(__name__)


class Prechecks:
    """Asks the validator's catalogue, whose answer may take half a minute."""

    def __init__(self, database: Database, storage: Storage, bus: Bus) -> None:
        self._database = database
        self._storage = storage
        self._bus = bus

    async def precheck(self, call: Call[Precheck]) -> Prechecked:
        """Raises ServiceError with the codes of an upload, `precheck_too_large`, `precheck_busy`, `precheck_failed`."""
        request = call.request
        async with self._database.transaction(reach_of(call.identity)) as uow:
            slot = await uploads.open_slot(uow.session, call.identity, request.report_id)
        if request.object.size == 0:
            raise ServiceError("empty_file")
        if slot.form.accepts is Accepts.FILES:
            await check_type(self._storage, request.object, request.file_name, slot.form.file_types)
            return _answer(request, slot, None, ())
        found = await self._ask(await self._job(call, slot), slot, call.token)
        try:
            async with self._database.transaction(reach_of(call.identity)) as uow:
                await fits.check_fit(uow.session, call.identity, found.inspection, slot.expected)
                repeats = await reading.repeated(uow.session, slot.obligation, found.fired)
                explained = await disputes.explained_in(uow.session, slot.obligation, _judged(found))
        except BaseException:
            # Whoever asked is not told where it lies.
            await self._drop(found.verdict)
            raise
        answer = _answer(request, slot, found, repeats)
        return answer.model_copy(update={"explained": explained})

    async def _drop(self, verdict: ObjectRef | None) -> None:
        if verdict is None:
            return
        try:
            await self._storage.remove(verdict)
        except Exception:
            # The refusal must reach its asker all the same; `Leftovers` deletes what stays.
            log.exception("the verdict of a pre-check could not be removed")

    async def _job(self, call: Call[Precheck], slot: Slot) -> ValidationRequested:
        now = clock.now()
        file = checks.File(uuid4(), 1, call.request.object, call.request.file_name, now)
        async with self._database.transaction(reach_of(call.identity)) as uow:
            return await checks.job_of(uow.session, file, slot.context, now)

    async def _ask(self, job: ValidationRequested, slot: Slot, token: str | None) -> PrecheckedFile:
        try:
            return await self._bus.call(PRECHECK_FILE, PrecheckFile(job=job), token=token)
        except ServiceError as refused:
            raise fits.of_no_known_form(refused, slot.expected) from refused


def _judged(found: PrecheckedFile) -> Judged:
    """As of now; no version of a report has this id."""
    now = clock.now()
    return Judged(uuid4(), now, clock.moscow_date(now), found.fired)


def _answer(request: Precheck, slot: Slot, found: PrecheckedFile | None, repeats: tuple[Repeat, ...]) -> Prechecked:
    """`found` is None for a form that is not checked against triggers."""
    status = found.status if found else ReportStatus.ACCEPTED
    return Prechecked(
        status=status,
        status_label=STATUS_LABELS_RU[status],
        rule_set=found.rule_set if found else None,
        counts=found.counts if found else Counts(),
        reasons=found.reasons if found else (),
        located=_located(request, slot, found.verdict if found else None, repeats),
    )


def _located(request: Precheck, slot: Slot, verdict: ObjectRef | None, repeats: tuple[Repeat, ...]) -> LocatedFile:
    return LocatedFile(
        original=request.object,
        file_name=request.file_name,
        verdict=verdict,
        form=form_title(slot.form),
        period=period_view(slot.expected.period),
        registration_number="",
        report_id=slot.obligation.id,
        repeats=repeats,
    )
