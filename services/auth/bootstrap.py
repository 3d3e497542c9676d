"""The composition root of auth."""

import asyncio
import logging
from datetime import timedelta

from sqlalchemy.exc import SQLAlchemyError

from chassis import clock
from chassis.reach import EVERYTHING
from chassis.service import Platform
from contracts import security as contract
from contracts.auth import CLOSE_SESSION, LIST_SIGNING_KEYS, OPEN_SESSION, RESOLVE_SESSION
from contracts.registry import consumer
from services.auth import events
from services.auth.domain.keys import KeyPolicy
from services.auth.passwords import Passwords
from services.auth.requests.programs import Programs
from services.auth.requests.security import Security
from services.auth.requests.sessions import Requests
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
    passwords = passwords_of(platform.settings)
    _serve_sessions(platform, passwords)
    _serve_security(platform, passwords)
    _serve_programs(platform)
    platform.consume(consumer("auth_member_changed"), events.member_changed)
    _keep_house(platform)


def _key_policy(settings: Settings) -> KeyPolicy:
    return KeyPolicy(
        age=timedelta(days=settings.signing_key_days), overlap=timedelta(hours=settings.signing_key_overlap_hours)
    )


def _serve_sessions(platform: Platform[Settings], passwords: Passwords) -> None:
    settings = platform.settings
    requests = Requests(
        database=platform.database,
        passwords=passwords,
        sign_in_limits=settings.sign_in_limits(),
        session_limits=settings.session_limits(),
        key_policy=_key_policy(settings),
        token_lifetime=timedelta(seconds=settings.identity_token_seconds),
        sign_ins=asyncio.Semaphore(settings.sign_ins_at_once),
        rules=settings.person_rules(),
    )
    platform.bus.tokens.fetch_from(requests.signing_keys)
    platform.serve(OPEN_SESSION, requests.open_session)
    platform.serve(RESOLVE_SESSION, requests.resolve_session)
    platform.serve(CLOSE_SESSION, requests.close_session)
    platform.serve(LIST_SIGNING_KEYS, requests.list_signing_keys)


def _serve_security(platform: Platform[Settings], passwords: Passwords) -> None:
    settings = platform.settings
    security = Security(
        database=platform.database,
        passwords=passwords,
        rules=settings.person_rules(),
        tries=settings.sign_in_limits().pair,
        session_limits=settings.session_limits(),
    )
    platform.serve(contract.LIST_SESSIONS, security.list_sessions)
    platform.serve(contract.REVOKE_SESSION, security.revoke_session)
    platform.serve(contract.CHANGE_PASSWORD, security.change_password)
    platform.serve(contract.GIVE_UP_PASSWORD, security.give_up_password)
    platform.serve(contract.GET_SECOND_FACTOR, security.get_second_factor)
    platform.serve(contract.BEGIN_SECOND_FACTOR, security.begin_second_factor)
    platform.serve(contract.CONFIRM_SECOND_FACTOR, security.confirm_second_factor)
    platform.serve(contract.REMOVE_SECOND_FACTOR, security.remove_second_factor)


def _serve_programs(platform: Platform[Settings]) -> None:
    settings = platform.settings
    programs = Programs(
        database=platform.database,
        key_policy=_key_policy(settings),
        token_lifetime=timedelta(seconds=settings.identity_token_seconds),
        overlap=timedelta(hours=settings.api_key_overlap_hours),
    )
    platform.serve(contract.CREATE_API_KEY, programs.create)
    platform.serve(contract.LIST_API_KEYS, programs.list)
    platform.serve(contract.REVOKE_API_KEY, programs.revoke)
    platform.serve(contract.RESOLVE_API_KEY, programs.resolve)


def _keep_house(platform: Platform[Settings]) -> None:
    settings = platform.settings

    async def keep_house(stopping: asyncio.Event) -> None:
        while not stopping.is_set():
            try:
                async with platform.database.transaction(EVERYTHING) as uow:
                    await housekeeping.forget_what_is_over(uow, settings.sign_in_limits(), clock.now())
            except (SQLAlchemyError, OSError):
                # An outage of the database must not end the process that will serve again after it.
                log.exception("housekeeping failed, it is tried again in an hour")
            try:
                await asyncio.wait_for(stopping.wait(), _HOUR)
            except TimeoutError:
                continue

    platform.background("housekeeping", keep_house)
