"""Requests about lists from files. A file is read before the transaction begins, and in a thread."""

import asyncio
import logging
from dataclasses import dataclass

from chassis.bus import Call
from chassis.database import Database
from chassis.errors import ServiceError
from chassis.reach import reach_of
from chassis.storage import Storage
from contracts.base import ObjectRef
from contracts.member_imports import ApplyImport, ImportFile, ImportPlan, ImportResult
from services.members.reading.columns import MemberList, member_list
from services.members.reading.errors import UnreadableListError
from services.members.usecases import imports

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Imports:
    database: Database
    storage: Storage

    async def preview(self, call: Call[ImportFile]) -> ImportPlan:
        listed = await self._listed(call.request.object)
        async with self.database.transaction(reach_of(call.identity)) as uow:
            return await imports.preview(uow, call.identity, call.request, listed)

    async def apply(self, call: Call[ApplyImport]) -> ImportResult:
        listed = await self._listed(call.request.object)
        async with self.database.transaction(reach_of(call.identity)) as uow:
            return await imports.apply(uow, call.identity, call.request, listed)

    async def _listed(self, ref: ObjectRef) -> MemberList:
        try:
            data = await self.storage.read(ref)
        except Exception as error:
            # The file may be well: this must never read as its refusal.
            log.warning("a list cannot be read from the store: %s: %s", type(error).__name__, error)
            raise ServiceError("unavailable") from error
        try:
            return await asyncio.to_thread(member_list, data)
        except UnreadableListError as error:
            raise ServiceError("unreadable_list", error.params) from error
