"""Entry points of uploads: what happens between the bus, the store and the transactions of an upload."""

import asyncio
import logging
import tempfile

from chassis import clock
from chassis.bus import Call
from chassis.database import Database
from chassis.errors import ServiceError
from chassis.reach import EVERYTHING, reach_of
from chassis.signing import KeyPair
from chassis.storage import Storage
from contracts.base import Done, ObjectRef
from contracts.errors import http_status
from contracts.file_types import refused_type
from contracts.forms import Accepts
from contracts.reports import Receipt, Recognised, RecogniseUpload, RefusedUpload, Submit
from services.reports.domain.fitting import misfit
from services.reports.inspector import Inspector
from services.reports.repository import submissions
from services.reports.usecases import fits, receipts, refusals, uploads
from services.reports.usecases.uploads import Slot, Upload

log = logging.getLogger(__name__)

_SERVER_ERROR = 500
_IN_MEMORY = 1 << 20


class Uploads:
    """Submitting, recognising, and the journal of what was refused."""

    def __init__(self, database: Database, storage: Storage, inspector: Inspector) -> None:
        self._database = database
        self._storage = storage
        self._inspector = inspector
        self._key: KeyPair | None = None

    async def submit(self, call: Call[Submit]) -> Receipt:
        """Receipt first, verdict after; what is refused leaves its journal line and nothing else."""
        upload = Upload(call.request, call.identity, call.trace_id, clock.now())
        try:
            receipt = await self._take(upload, call.token)
        except ServiceError as refused:
            if http_status(refused.code) < _SERVER_ERROR:
                await self._journal(call, refusals.of_submission(call.request, refused.code))
                await self._drop(call.request.object)
            raise
        if receipt.repeated:
            await self._drop(call.request.object)
        return receipt

    async def recognise(self, call: Call[RecogniseUpload]) -> Recognised:
        """Which of my reports a file fits. Nothing is kept, whatever comes of it."""
        try:
            inspection = await self._inspector.inspect_now(call.request.object, call.request.file_name, call.token)
            async with self._database.transaction(reach_of(call.identity)) as uow:
                return await fits.recognise(uow.session, call.identity, inspection)
        finally:
            await self._drop(call.request.object)

    async def journal_refusal(self, call: Call[RefusedUpload]) -> Done:
        await self._journal(call, call.request)
        return Done()

    async def _take(self, upload: Upload, token: str | None) -> Receipt:
        async with self._database.transaction(reach_of(upload.who)) as uow:
            slot = await uploads.open_slot(uow.session, upload.who, upload.request.report_id)
            uploads.check_registration(upload)
            earlier = await uploads.repeated(uow.session, upload, slot)
        if earlier is not None:
            return earlier
        await self._check_content(upload, slot, token)
        period = slot.expected.period
        fits.check_period_over(period.end, period.label, clock.moscow_date(upload.now))
        key = await self._signing_key()
        async with self._database.transaction(reach_of(upload.who)) as uow:
            return await uploads.accept(uow, upload, slot, key)

    async def _check_content(self, upload: Upload, slot: Slot, token: str | None) -> None:
        content, file_name = upload.request.object, upload.request.file_name
        if content.size == 0:
            raise ServiceError("empty_file")
        if slot.form.accepts is Accepts.FILES:
            await check_type(self._storage, content, file_name, slot.form.file_types)
            return
        try:
            inspection = await self._inspector.inspect(content, file_name, token)
        except ServiceError as refused:
            raise fits.of_no_known_form(refused, slot.expected) from refused
        if inspection is not None and misfit(inspection, slot.expected) is not None:
            async with self._database.transaction(reach_of(upload.who)) as uow:
                await fits.check_fit(uow.session, upload.who, inspection, slot.expected)

    async def _signing_key(self) -> KeyPair:
        if self._key is None:
            # A transaction of its own: a key that is remembered here must have been committed.
            async with self._database.transaction() as uow:
                key = await receipts.signing_key(uow.session)
            self._key = key
        return self._key

    async def _journal(self, call: Call[Submit] | Call[RefusedUpload], refused: RefusedUpload) -> None:
        # rule: the journal of refusals is the service's own
        async with self._database.transaction(EVERYTHING) as uow:
            await refusals.journal(uow, call.identity, refused, clock.now())

    async def _drop(self, content: ObjectRef) -> None:
        """Remove an object at once, unless a submission holds it: a request that was sent twice brings the same one."""
        # Whoever holds it: what is not seen here is deleted.
        async with self._database.transaction(EVERYTHING) as uow:
            held = await submissions.holds_object(uow.session, content.key)
        if held:
            return
        try:
            await self._storage.remove(content)
        except Exception:
            # The refusal must reach its asker all the same; the sweep moves what was left to quarantine.
            log.exception("object %s could not be removed", content.key)


async def check_type(storage: Storage, content: ObjectRef, file_name: str, accepted: tuple[str, ...]) -> None:
    """An ordinary file by the ending of its name and by its content. Raises ServiceError `wrong_file_type`."""
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as file:
        async for piece in storage.stream(content):
            await asyncio.to_thread(file.write, piece)
        found = await asyncio.to_thread(refused_type, file_name, file, accepted)
    if found is not None:
        raise ServiceError("wrong_file_type", {"found": found, "expected": ", ".join(accepted)})
