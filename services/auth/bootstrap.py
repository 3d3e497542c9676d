"""The composition root of auth."""

import asyncio
import logging
from datetime import timedelta

from sqlalchemy.exc import SQLAlchemyError

from chassis import clock
from chassis.service import Platform
from contracts.auth import CLOSE_SESSION, LIST_SIGNING_KEYS, OPEN_SESSION, RESOLVE_SESSION
from contracts.registry import consumer
from services.auth import events
from services.auth.domain.keys import KeyPolicy
from services.auth.passwords import Passwords
from services.auth.requests import Requests
from services.auth.settings import Settings
from services.auth.usecases import housekeeping

log = logging.getLogger(__name__)

_HOUR = 3600


def passwords_of(settings: Settings) -> Passwords:
    return Passwords(
        memory_kib=settings.argon2_memory_kib,
        passes=settings.argon2_passes,
        lanes=settings.argon2_lanes,
        at_once=settings.argon2_at_once,
    )


async def build(platform: Platform[Settings]) -> None:
    """Register what auth answers, consumes and does in the background."""
    settings = platform.settings
    requests = Requests(
        database=platform.database,
        passwords=passwords_of(settings),
        sign_in_limits=settings.sign_in_limits(),
        session_limits=settings.session_limits(),
        key_policy=KeyPolicy(
            age=timedelta(days=settings.signing_key_days),
            overlap=timedelta(hours=settings.signing_key_overlap_hours),
        ),
        token_lifetime=timedelta(seconds=settings.identity_token_seconds),
        sign_ins=asyncio.Semaphore(settings.sign_ins_at_once),
    )
    platform.serve(OPEN_SESSION, requests.open_session)
    platform.serve(RESOLVE_SESSION, requests.resolve_session)
    platform.serve(CLOSE_SESSION, requests.close_session)
    platform.serve(LIST_SIGNING_KEYS, requests.list_signing_keys)
    platform.consume(consumer("auth_member_changed"), events.member_changed)

    async def keep_house(stopping: asyncio.Event) -> None:
        while not stopping.is_set():
            try:
                async with platform.database.transaction() as uow:
                    await housekeeping.forget_what_is_over(uow, settings.sign_in_limits(), clock.now())
            except (SQLAlchemyError, OSError):
                # An outage of the database must not end the process that will serve again after it.
                log.exception("housekeeping failed, it is tried again in an hour")
            try:
                await asyncio.wait_for(stopping.wait(), _HOUR)
            except TimeoutError:
                continue

    platform.background("housekeeping", keep_house)
