"""The composition root of auth."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta

from sqlalchemy.exc import SQLAlchemyError

from chassis import clock
from chassis.reach import EVERYTHING
from chassis.service import Platform
from contracts import access, people, rules_of_use
from contracts import security as contract
from contracts.auth import CLOSE_SESSION, LIST_SIGNING_KEYS, OPEN_SESSION, RESOLVE_SESSION, SWITCH_SESSION
from contracts.registry import consumer
from services.auth import events
from services.auth.domain.keys import KeyPolicy
from services.auth.passwords import Passwords
from services.auth.requests.access import AccessRequests, Invitations
from services.auth.requests.people import People, Rules
from services.auth.requests.programs import Programs
from services.auth.requests.security import Security
from services.auth.requests.sessions import Requests
from services.auth.settings import Settings
from services.auth.usecases import housekeeping, memberships

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
    _serve_access(platform, passwords)
    _serve_people(platform)
    platform.consume(consumer("auth_member_changed"), events.member_changed)
    platform.consume(consumer("auth_working_days_published"), events.working_days_published)
    platform.consume(consumer("auth_invitation_undelivered"), events.invitation_undelivered)
    _keep_house(platform)
    _keep_days(platform)


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
    platform.serve(SWITCH_SESSION, requests.switch_session)
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


def _serve_access(platform: Platform[Settings], passwords: Passwords) -> None:
    settings = platform.settings
    requests = AccessRequests(platform.database, settings)
    platform.serve(access.PLACE_ACCESS_REQUEST, requests.place)
    platform.serve(access.LIST_ACCESS_REQUESTS, requests.list)
    platform.serve(access.APPROVE_ACCESS_REQUEST, requests.approve)
    platform.serve(access.REFUSE_ACCESS_REQUEST, requests.refuse)
    invitations = Invitations(platform.database, settings, passwords, settings.person_rules())
    platform.serve(access.INVITE, invitations.create)
    platform.serve(access.LIST_INVITATIONS, invitations.list)
    platform.serve(access.RESEND_INVITATION, invitations.resend)
    platform.serve(access.WITHDRAW_INVITATION, invitations.withdraw)
    platform.serve(access.ISSUE_SECRET, invitations.issue_secret)
    platform.serve(access.OFFER_INVITATION, invitations.offer)
    platform.serve(access.ACCEPT_INVITATION, invitations.accept)
    platform.serve(access.JOIN_BY_INVITATION, invitations.join)


def _serve_people(platform: Platform[Settings]) -> None:
    served = People(platform.database)
    platform.serve(people.LIST_PEOPLE, served.list)
    platform.serve(people.CHANGE_MEMBERSHIP, served.change)
    platform.serve(people.REMOVE_PERSON, served.remove)
    platform.serve(people.LIST_REGISTRATIONS, served.list_registrations)
    rules = Rules(platform.database)
    platform.serve(rules_of_use.GET_RULES, rules.read)
    platform.serve(rules_of_use.ACCEPT_RULES, rules.accept)
    platform.serve(rules_of_use.PUBLISH_RULES, rules.publish)


def _keep_house(platform: Platform[Settings]) -> None:
    settings = platform.settings

    async def forget() -> None:
        async with platform.database.transaction(EVERYTHING) as uow:
            await housekeeping.forget_what_is_over(uow, settings.sign_in_limits(), clock.now())

    platform.background("housekeeping", _again_and_again("housekeeping", forget, _HOUR))


def _keep_days(platform: Platform[Settings]) -> None:
    """Memberships begin and end with the days of Moscow; a short round makes midnight come in time."""

    async def begin_and_end() -> None:
        found = True
        while found:
            async with platform.database.transaction(EVERYTHING) as uow:
                found = await memberships.begin_and_end(uow, clock.now())

    platform.background("days", _again_and_again("days", begin_and_end, platform.settings.days_seconds))


def _again_and_again(
    name: str, act: Callable[[], Awaitable[None]], seconds: float
) -> Callable[[asyncio.Event], Awaitable[None]]:
    async def run(stopping: asyncio.Event) -> None:
        while not stopping.is_set():
            try:
                await act()
            except (SQLAlchemyError, OSError):
                # An outage of the database must not end the process that will serve again after it.
                log.exception("%s failed, it is tried again in %.0f s", name, seconds)
            try:
                await asyncio.wait_for(stopping.wait(), seconds)
            except TimeoutError:
                continue

    return run
