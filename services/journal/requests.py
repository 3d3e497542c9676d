"""Entry points: requests of the bus."""

from chassis.bus import Call
from chassis.reach import reach_of
from chassis.service import Platform
from contracts.base import Done
from contracts.journal import LIST_ACTS, NOTE_EXPORT, ActPage, ActQuery, NoteExport
from services.journal.settings import Settings
from services.journal.usecases import reading


def register(platform: Platform[Settings]) -> None:
    """Answer the journal's requests."""
    database = platform.database

    async def list_acts(call: Call[ActQuery]) -> ActPage:
        async with database.transaction(reach_of(call.identity)) as uow:
            return await reading.list_acts(uow, call.request)

    async def note_export(call: Call[NoteExport]) -> Done:
        async with database.transaction(reach_of(call.identity)) as uow:
            await reading.note_export(uow, call.request)
        return Done()

    platform.serve(LIST_ACTS, list_acts)
    platform.serve(NOTE_EXPORT, note_export)
