"""Entry points of requests to the catalogue."""

import logging

from chassis.bus import Call
from chassis.database import Database
from chassis.errors import ServiceError
from chassis.storage import Storage
from contracts.auth import NoQuestion
from contracts.base import ObjectRef
from contracts.forms import Accepts
from contracts.validator import ByCode, FormPage, FormView, InspectFile, Inspection
from services.validator.inspector import Inspector
from services.validator.isolation import ReaderError
from services.validator.repository import editions
from services.validator.usecases import form_drafts, forms

log = logging.getLogger(__name__)


async def content_of(storage: Storage, ref: ObjectRef) -> bytes:
    """The bytes of an upload; whatever is wrong with the store is `unavailable`."""
    try:
        return await storage.read(ref)
    except Exception as error:
        # The file may be well: this must never read as its refusal.
        log.warning("an object cannot be read: %s: %s", type(error).__name__, error)
        raise ServiceError("unavailable") from error


class Requests:
    def __init__(self, database: Database, storage: Storage, inspector: Inspector) -> None:
        self._database = database
        self._storage = storage
        self._inspector = inspector

    async def inspect_file(self, call: Call[InspectFile]) -> Inspection:
        """What a file says of itself; `unavailable` when its reader died of it: the upload is taken all the same."""
        async with self._database.transaction() as uow:
            known = [form for form in await editions.every_edition(uow.session) if form.accepts is Accepts.XTDD]
        data = await content_of(self._storage, call.request.object)
        try:
            return await self._inspector.inspect(data, call.request.file_name, known)
        except ReaderError as error:
            log.warning("an inspection failed: %s: %s", type(error).__name__, error)
            raise ServiceError("unavailable") from error

    async def list_forms(self, call: Call[NoQuestion]) -> FormPage:
        async with self._database.transaction() as uow:
            drafts = await form_drafts.titles(uow) if call.identity.is_staff else ()
            return (await forms.list_forms(uow)).model_copy(update={"drafts": drafts})

    async def get_form(self, call: Call[ByCode]) -> FormView:
        async with self._database.transaction() as uow:
            return await forms.get_form(uow, call.request.code, call.request.edition)
