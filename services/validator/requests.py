"""Entry points of requests to the catalogue."""

import logging

from chassis.bus import Call
from chassis.database import Database
from chassis.errors import ServiceError
from chassis.storage import Storage
from contracts.auth import NoQuestion
from contracts.base import ObjectRef
from contracts.forms import Accepts
from contracts.validator import ByCode, FormPage, FormView, InspectFile, Inspection, RuleSetQuery, RuleSetView
from services.validator import repository, usecases
from services.validator.inspector import Inspector
from services.validator.isolation import ReaderError

log = logging.getLogger(__name__)


class Requests:
    def __init__(self, database: Database, storage: Storage, inspector: Inspector) -> None:
        self._database = database
        self._storage = storage
        self._inspector = inspector

    async def inspect_file(self, call: Call[InspectFile]) -> Inspection:
        """What a file says of itself; `unavailable` when its reader died of it: the upload is taken all the same."""
        async with self._database.transaction() as uow:
            forms = [form for form in await repository.forms(uow.session) if form.accepts is Accepts.XTDD]
        data = await self._content(call.request.object)
        try:
            return await self._inspector.inspect(data, call.request.file_name, forms)
        except ReaderError as error:
            log.warning("an inspection failed: %s: %s", type(error).__name__, error)
            raise ServiceError("unavailable") from error

    async def _content(self, ref: ObjectRef) -> bytes:
        try:
            return await self._storage.read(ref)
        except Exception as error:
            # Whatever is wrong with the store, the file may be well: this must never read as its refusal.
            log.warning("an object cannot be inspected: %s: %s", type(error).__name__, error)
            raise ServiceError("unavailable") from error

    async def list_forms(self, call: Call[NoQuestion]) -> FormPage:
        async with self._database.transaction() as uow:
            return await usecases.list_forms(uow)

    async def get_form(self, call: Call[ByCode]) -> FormView:
        async with self._database.transaction() as uow:
            return await usecases.get_form(uow, call.request.code)

    async def get_rule_set(self, call: Call[RuleSetQuery]) -> RuleSetView:
        async with self._database.transaction() as uow:
            return await usecases.get_rule_set(uow, call.request)
