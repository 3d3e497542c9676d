"""Entry points: requests of the bus."""

from chassis.bus import Call
from chassis.reach import reach_of
from chassis.service import Platform
from contracts.base import ById, Done
from contracts.messaging import LIST_NOTICES, READ_NOTICE, NoticePage, NoticeQuery
from services.messaging import usecases
from services.messaging.settings import Settings


def register(platform: Platform[Settings]) -> None:
    """Answer messaging's requests."""
    database = platform.database

    async def list_notices(call: Call[NoticeQuery]) -> NoticePage:
        async with database.transaction(reach_of(call.identity)) as uow:
            return await usecases.list_notices(uow, call.identity, call.request)

    async def read_notice(call: Call[ById]) -> Done:
        async with database.transaction(reach_of(call.identity)) as uow:
            await usecases.read_notice(uow, call.identity, call.request.id)
        return Done()

    platform.serve(LIST_NOTICES, list_notices)
    platform.serve(READ_NOTICE, read_notice)
