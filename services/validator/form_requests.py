"""Entry points of requests about drafts of forms, samples and trials."""

import logging
from collections.abc import Awaitable
from typing import TypeVar

from chassis import clock
from chassis.bus import Call
from chassis.database import Database
from chassis.errors import ServiceError
from chassis.storage import Storage
from contracts.base import Done
from contracts.form_drafts import (
    DiscardDraft,
    FormDraft,
    FormHistory,
    NewForm,
    Outline,
    PublishDraft,
    SampleFile,
    SaveDraft,
    StartDraft,
    Trial,
    TryForm,
)
from contracts.validator import ByCode, FormView
from services.validator.inspector import Samples
from services.validator.isolation import ReaderError
from services.validator.requests import content_of
from services.validator.usecases import form_drafts, trials

log = logging.getLogger(__name__)

T = TypeVar("T")


class FormRequests:
    def __init__(self, database: Database, storage: Storage, samples: Samples) -> None:
        self._database = database
        self._storage = storage
        self._samples = samples

    async def create(self, call: Call[NewForm]) -> FormDraft:
        async with self._database.transaction() as uow:
            return await form_drafts.create(uow, call.request, call.identity, clock.now())

    async def start(self, call: Call[StartDraft]) -> FormDraft:
        async with self._database.transaction() as uow:
            return await form_drafts.start(uow, call.request, call.identity, clock.now())

    async def get(self, call: Call[ByCode]) -> FormDraft:
        async with self._database.transaction() as uow:
            return await form_drafts.get(uow, call.request.code)

    async def save(self, call: Call[SaveDraft]) -> FormDraft:
        async with self._database.transaction() as uow:
            return await form_drafts.save(uow, call.request, call.identity, clock.now())

    async def discard(self, call: Call[DiscardDraft]) -> Done:
        async with self._database.transaction() as uow:
            await form_drafts.discard(uow, call.request, call.identity, clock.now())
        return Done()

    async def publish(self, call: Call[PublishDraft]) -> FormView:
        async with self._database.transaction() as uow:
            return await form_drafts.publish(uow, call.request, call.identity, clock.now())

    async def history(self, call: Call[ByCode]) -> FormHistory:
        async with self._database.transaction() as uow:
            return await form_drafts.history(uow, call.request.code)

    async def outline(self, call: Call[SampleFile]) -> Outline:
        data = await content_of(self._storage, call.request.object)
        return await _read(self._samples.outline(data, call.request.file_name))

    async def try_form(self, call: Call[TryForm]) -> Trial:
        async with self._database.transaction() as uow:
            editions, others = await trials.forms_to_try(uow, call.request)
        data = await content_of(self._storage, call.request.object)
        return await _read(self._samples.try_form(data, call.request.file_name, editions, others))


async def _read(reading: Awaitable[T]) -> T:
    """What a reader found; `unavailable` when the file killed or outlived its reader, which takes nothing else down."""
    try:
        return await reading
    except ReaderError as error:
        log.warning("a sample was not read: %s: %s", type(error).__name__, error)
        raise ServiceError("unavailable") from error
