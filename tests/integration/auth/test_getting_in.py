"""The way in on real servers: a request, an invitation, its link, memberships with dates, the rules of use."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date, timedelta
from secrets import token_hex
from typing import Any
from uuid import UUID

import pytest
import pytest_asyncio

from chassis import clock
from chassis.bus import Bus
from chassis.errors import ServiceError
from chassis.reach import EVERYTHING
from contracts import access, people, rules_of_use, subjects
from contracts.access import InvitationIssued, InvitationView, Invite
from contracts.auth import SWITCH_SESSION, NoQuestion, OpenedSession, PersonChanged, SessionRevoked, SwitchSession
from contracts.base import A, ById, Q, Rpc
from contracts.calendar import WorkingDaysPublished
from contracts.members import MemberCard, MemberStatus
from contracts.people import ChangeMembership, RegistrationState, RemovePerson
from contracts.roles import Role
from contracts.terms import WorkingYear
from services.auth import events
from services.auth.usecases import memberships
from tests.in_process import connected
from tests.integration.auth.scene import PASSWORD, Scene
from tests.stack import TestNats
from tests.waiting import eventually

pytestmark = pytest.mark.asyncio(loop_scope="module")
TODAY = clock.moscow_date(clock.now())
DAY = timedelta(days=1)
_ISSUED = subjects.EVT_INVITATION_ISSUED


@dataclass(frozen=True)
class House:
    """auth as its staff, an organisation's people and the sender of mails see it."""

    scene: Scene
    messaging: Bus

    async def ask(self, opened: OpenedSession, rpc: Rpc[Q, A], request: Q) -> A:
        token = (await self.scene.resolve(opened)).identity_token
        return await self.scene.gateway.call(rpc, request, token=token)

    async def staff(self) -> OpenedSession:
        return await self.scene.sign_in(await self.scene.person(Role.CLERK))

    async def admin(self, card: MemberCard) -> OpenedSession:
        return await self.scene.sign_in(await self.scene.member_person(card.id))

    async def invite(self, opened: OpenedSession, **wish: Any) -> InvitationView:
        wish = {"email": f"{token_hex(6)}@example.org", "name": "Олег Новиков", **wish}
        return await self.ask(opened, access.INVITE, Invite(**wish))

    async def secret(self, invitation: InvitationView) -> str:
        """What the mail holds."""
        wish = access.IssueSecret(invitation_id=invitation.id, issue=invitation.issues)
        return (await self.messaging.call(access.ISSUE_SECRET, wish)).secret

    async def accept(self, secret: str, *, password: str = PASSWORD, rules: int | None = None) -> str:
        wish = access.AcceptInvitation(secret=secret, name="Олег Новиков", password=password, rules_version=rules)
        return (await self.scene.gateway.call(access.ACCEPT_INVITATION, wish)).email

    async def colleague(self, opened: OpenedSession, **wish: Any) -> OpenedSession:
        """Somebody who was invited, accepted, and signed in."""
        return await self.scene.sign_in(await self.accept(await self.secret(await self.invite(opened, **wish))))

    async def told_of(self, email: str) -> list[PersonChanged]:
        told = await self.scene.emitted(subjects.EVT_PERSON_CHANGED)
        return [one for one in map(PersonChanged.model_validate_json, told) if one.email == email]

    async def the_day_comes(self, email: str, *, active: bool) -> None:
        """The round over those whose days begin or end, here or in the service's own background."""

        async def told() -> bool:
            async with self.scene.auth.database.transaction(EVERYTHING) as uow:
                await memberships.begin_and_end(uow, clock.now())
            return (await self.told_of(email))[-1].active is active

        await eventually(told)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(scene: Scene, broker: TestNats) -> AsyncIterator[House]:
    async with connected("messaging", broker) as messaging:
        yield House(scene, messaging)


async def test_a_request_is_answered_alike_and_approved_into_the_organisation_of_its_inn(house: House) -> None:
    card, staff = await house.scene.organisation(), await house.staff()
    email = f"{token_hex(6)}@example.org"
    wish = access.PlaceAccessRequest(inn=card.inn, organisation="Берег", name="Олег Новиков", email=email.upper())
    for _ in range(2):
        await house.scene.gateway.call(access.PLACE_ACCESS_REQUEST, wish)
    page = await house.ask(staff, access.LIST_ACCESS_REQUESTS, access.AccessRequestQuery())
    [placed] = [one for one in page.items if one.email == email]
    assert placed.registered is not None
    assert (placed.registered.id, placed.known) == (card.id, False)
    approval = access.ApproveAccessRequest(id=placed.id)
    invitation = await house.ask(staff, access.APPROVE_ACCESS_REQUEST, approval)
    assert (invitation.email, invitation.role, invitation.organisation.id) == (email, Role.MEMBER_ADMIN, card.id)
    with pytest.raises(ServiceError, match="request_decided"):
        await house.ask(staff, access.APPROVE_ACCESS_REQUEST, approval)


async def test_a_request_of_an_organisation_that_is_not_registered_waits(house: House) -> None:
    staff = await house.staff()
    wish = access.PlaceAccessRequest(inn="0000000000", organisation="Никто", name="Никто", email="nobody@example.org")
    await house.scene.gateway.call(access.PLACE_ACCESS_REQUEST, wish)
    page = await house.ask(staff, access.LIST_ACCESS_REQUESTS, access.AccessRequestQuery())
    [placed] = [one for one in page.items if one.inn == wish.inn]
    with pytest.raises(ServiceError, match="organisation_unknown"):
        await house.ask(staff, access.APPROVE_ACCESS_REQUEST, access.ApproveAccessRequest(id=placed.id))
    await house.ask(staff, access.REFUSE_ACCESS_REQUEST, access.RefuseAccessRequest(id=placed.id, reason="Не член"))
    refused = await house.ask(staff, access.LIST_ACCESS_REQUESTS, access.AccessRequestQuery(state="refused"))
    assert [one.reason for one in refused.items if one.id == placed.id] == ["Не член"]


async def test_a_link_works_once_and_its_secret_stands_nowhere(house: House) -> None:
    card = await house.scene.organisation()
    admin = await house.admin(card)
    invitation = await house.invite(admin)
    secret = await house.secret(invitation)
    offered = await house.scene.gateway.call(access.OFFER_INVITATION, access.InvitationSecret(secret=secret))
    assert (offered.email, offered.organisation, offered.signs_in) == (invitation.email, card.short_name, False)
    told = [
        InvitationIssued.model_validate_json(one) for one in await house.scene.emitted("evt.auth.invitation.issued")
    ]
    assert [one.issue for one in told if one.invitation_id == invitation.id] == [1]
    rows = await house.scene.rows("SELECT payload FROM outbox")
    assert not any(secret.encode() in bytes(row.payload) for row in rows)
    with pytest.raises(ServiceError, match="invalid"):
        await house.accept(secret, password="Password12345")
    me = (await house.scene.sign_in(await house.accept(secret))).me
    assert (me.organisation and me.organisation.id, me.roles) == (card.id, (Role.MEMBER_USER,))
    with pytest.raises(ServiceError, match="invitation_over"):
        await house.accept(secret)


async def test_the_last_link_alone_works_and_none_after_its_term_or_withdrawal(house: House) -> None:
    admin = await house.admin(await house.scene.organisation())
    invitation = await house.invite(admin)
    first = await house.secret(invitation)
    again = await house.ask(admin, access.RESEND_INVITATION, ById(id=invitation.id))
    with pytest.raises(ServiceError, match="invitation_over"):
        await house.accept(first)
    with pytest.raises(ServiceError, match="not_found"):  # the mail that still waits is the old one
        await house.secret(invitation)
    second = await house.secret(again)
    for issue, undelivered in ((1, False), (2, True)):  # of the first link nobody needs to know any more
        lost = access.InvitationUndelivered(invitation_id=invitation.id, issue=issue)
        async with house.scene.auth.database.transaction(EVERYTHING) as uow:
            await events.invitation_undelivered(uow, lost)
        page = await house.ask(admin, access.LIST_INVITATIONS, access.InvitationQuery())
        assert [one.undelivered for one in page.items] == [undelivered]
    await house.scene.change("UPDATE invitations SET expires_at = now() WHERE id = :id", id=invitation.id)
    with pytest.raises(ServiceError, match="invitation_over"):
        await house.accept(second)
    page = await house.ask(admin, access.LIST_INVITATIONS, access.InvitationQuery())
    assert [(one.id, one.state) for one in page.items] == [(invitation.id, "expired")]
    third = await house.secret(await house.ask(admin, access.RESEND_INVITATION, ById(id=invitation.id)))
    await house.ask(admin, access.WITHDRAW_INVITATION, ById(id=invitation.id))
    with pytest.raises(ServiceError, match="invitation_over"):
        await house.accept(third)
    assert (await house.ask(admin, access.LIST_INVITATIONS, access.InvitationQuery())).items == ()


async def test_an_admin_invites_into_its_own_organisation_alone(house: House) -> None:
    card, foreign = await house.scene.organisation(), await house.scene.organisation()
    admin, stranger = await house.admin(card), await house.admin(foreign)
    with pytest.raises(ServiceError, match="not_found"):
        await house.invite(admin, organisation_id=foreign.id)
    invitation = await house.invite(admin)
    with pytest.raises(ServiceError, match="not_found"):
        await house.ask(stranger, access.RESEND_INVITATION, ById(id=invitation.id))
    with pytest.raises(ServiceError, match="not_found"):
        await house.ask(stranger, access.WITHDRAW_INVITATION, ById(id=invitation.id))
    with pytest.raises(ServiceError, match="already_invited"):
        await house.invite(admin, email=invitation.email.upper())
    with pytest.raises(ServiceError, match="already_member"):
        await house.invite(admin, email=admin.me.person.email)
    with pytest.raises(ServiceError, match="invalid"):
        await house.invite(admin, role=Role.CLERK, valid_until=TODAY - DAY)


async def test_who_gets_in_already_signs_in_joins_and_switches(house: House) -> None:
    one, other = await house.scene.organisation(), await house.scene.organisation()
    person, admin = await house.admin(one), await house.admin(other)
    secret = await house.secret(await house.invite(admin, email=person.me.person.email))
    with pytest.raises(ServiceError, match="account_exists"):
        await house.accept(secret)
    with pytest.raises(ServiceError, match="invitation_for_another"):
        await house.ask(admin, access.JOIN_BY_INVITATION, access.JoinByInvitation(secret=secret))
    await house.ask(person, access.JOIN_BY_INVITATION, access.JoinByInvitation(secret=secret))
    places = (await house.scene.resolve(person)).me.places
    assert {place.organisation.id for place in places if place.organisation} == {one.id, other.id}
    switched = await house.scene.gateway.call(
        SWITCH_SESSION, SwitchSession(session_token=person.session_token, organisation_id=other.id)
    )
    assert switched.me.organisation is not None
    assert (switched.me.organisation.id, switched.me.roles) == (other.id, (Role.MEMBER_USER,))
    assert switched.expires_at == person.expires_at
    with pytest.raises(ServiceError, match="unauthenticated"):
        await house.scene.resolve(person)
    for closed in (await house.scene.organisation(), await house.scene.organisation(MemberStatus.EXCLUDED)):
        with pytest.raises(ServiceError, match="place_closed"):
            await house.scene.gateway.call(
                SWITCH_SESSION, SwitchSession(session_token=switched.session_token, organisation_id=closed.id)
            )
    assert set((await house.told_of(person.me.person.email))[-1].organisations or ()) == {one.id, other.id}


async def test_whose_every_access_ended_is_let_in_by_the_link_again(house: House) -> None:
    staff, gone, card = await house.staff(), await house.scene.organisation(), await house.scene.organisation()
    person = await house.admin(gone)
    excluded = gone.model_copy(update={"status": MemberStatus.EXCLUDED, "revision": gone.revision + 1})
    await house.scene.tell(excluded)
    with pytest.raises(ServiceError, match="organisation_closed"):
        await house.invite(staff, organisation_id=gone.id)
    invitation = await house.invite(staff, email=person.me.person.email, organisation_id=card.id)
    secret = await house.secret(invitation)
    with pytest.raises(ServiceError, match="invalid"):  # the password of before
        await house.accept(secret, password=PASSWORD)
    email = await house.accept(secret, password="Семь синих морей 8")
    assert (await house.scene.sign_in(email, "Семь синих морей 8")).me.person.id == person.me.person.id


async def test_a_colleague_is_removed_at_once_and_the_last_admin_is_not(house: House) -> None:
    card, staff = await house.scene.organisation(), await house.staff()
    admin = await house.admin(card)
    colleague = await house.colleague(admin, role=Role.MEMBER_ADMIN, valid_until=TODAY + 30 * DAY)
    own = RemovePerson(organisation_id=card.id, person_id=admin.me.person.id)
    for opened in (admin, colleague):  # a deputy for a month does not make the other dispensable
        with pytest.raises(ServiceError, match="last_admin"):
            await house.ask(opened, people.REMOVE_PERSON, own)
    demotion = ChangeMembership(organisation_id=card.id, person_id=admin.me.person.id, role=Role.MEMBER_USER)
    with pytest.raises(ServiceError, match="last_admin"):
        await house.ask(admin, people.CHANGE_MEMBERSHIP, demotion)
    removal = RemovePerson(organisation_id=card.id, person_id=colleague.me.person.id)
    await house.ask(admin, people.REMOVE_PERSON, removal)
    with pytest.raises(ServiceError, match="unauthenticated"):
        await house.scene.resolve(colleague)
    with pytest.raises(ServiceError, match="blocked"):
        await house.scene.sign_in(colleague.me.person.email)
    ended = [SessionRevoked.model_validate_json(one) for one in await house.scene.emitted(subjects.EVT_SESSION_REVOKED)]
    assert any(colleague.me.session_id in one.session_ids for one in ended)
    assert (await house.told_of(colleague.me.person.email))[-1].active is False
    with pytest.raises(ServiceError, match="not_found"):
        await house.ask(admin, people.REMOVE_PERSON, removal)
    await house.ask(staff, people.REMOVE_PERSON, own)
    assert (await house.ask(staff, people.LIST_PEOPLE, ById(id=card.id))).items == ()


async def test_people_are_shown_to_their_own_organisation_and_the_register_keepers(house: House) -> None:
    card, foreign = await house.scene.organisation(), await house.scene.organisation()
    admin, stranger = await house.admin(card), await house.admin(foreign)
    colleague = await house.colleague(admin)
    seen = await house.ask(colleague, people.LIST_PEOPLE, ById(id=card.id))
    assert {one.id for one in seen.items} == {admin.me.person.id, colleague.me.person.id}
    with pytest.raises(ServiceError, match="not_found"):
        await house.ask(stranger, people.LIST_PEOPLE, ById(id=card.id))
    removal = RemovePerson(organisation_id=card.id, person_id=colleague.me.person.id)
    with pytest.raises(ServiceError, match="not_found"):
        await house.ask(stranger, people.REMOVE_PERSON, removal)


async def test_a_deputy_begins_and_ends_with_its_days(house: House) -> None:
    card = await house.scene.organisation()
    admin = await house.admin(card)
    deputy = await house.colleague(admin, valid_until=TODAY)
    midnight = (await house.scene.resolve(deputy)).token_expires_at
    assert clock.moscow_date(midnight - timedelta(seconds=1)) == TODAY
    await house.scene.change(
        "UPDATE grants SET valid_from = :day, valid_until = :day WHERE person_id = :id",
        day=TODAY - DAY,
        id=deputy.me.person.id,
    )
    with pytest.raises(ServiceError, match="unauthenticated"):
        await house.scene.resolve(deputy)
    await house.the_day_comes(deputy.me.person.email, active=False)
    [row] = await house.scene.rows("SELECT closed_at FROM sessions WHERE id = :id", id=deputy.me.session_id)
    assert row.closed_at is not None
    email = await house.accept(await house.secret(await house.invite(admin, valid_from=TODAY + DAY)))
    with pytest.raises(ServiceError, match="blocked"):
        await house.scene.sign_in(email)
    await house.scene.change("UPDATE grants SET valid_from = :day WHERE started_at IS NULL", day=TODAY)
    await house.the_day_comes(email, active=True)
    assert (await house.scene.sign_in(email)).me.roles == (Role.MEMBER_USER,)


async def test_the_term_of_registration_is_tracked(house: House) -> None:
    # 30.10.2026 is a Friday, 04.11 a holiday: five working days end on Monday, 09.11.
    await _working_days(house)
    card, staff = await house.scene.organisation(), await house.staff()
    included = card.model_copy(update={"included_on": date(2026, 10, 30), "revision": 2})
    await house.scene.tell(included)

    async def waiting() -> dict[UUID, people.Registration]:
        page = await house.ask(staff, people.LIST_REGISTRATIONS, NoQuestion())
        return {one.organisation.id: one for one in page.items}

    before = (await waiting())[card.id]
    assert (before.due_on, before.invited) == (date(2026, 11, 9), False)
    assert before.state is (RegistrationState.OVERDUE if date(2026, 11, 9) < TODAY else RegistrationState.WAITING)
    invitation = await house.invite(staff, organisation_id=card.id, role=Role.MEMBER_ADMIN)
    assert (await waiting())[card.id].invited
    head = await house.scene.sign_in(await house.accept(await house.secret(invitation)))
    assert card.id not in await waiting()
    shown = (await house.ask(head, people.LIST_PEOPLE, ById(id=card.id))).registration
    assert shown.registered_on == TODAY
    assert shown.state is (RegistrationState.LATE if date(2026, 11, 9) < TODAY else RegistrationState.IN_TIME)


async def _working_days(house: House) -> None:
    years = tuple(WorkingYear(year=year, holidays=(date(year, 11, 4),), act="тест") for year in (2026, 2027))
    async with house.scene.auth.database.transaction(EVERYTHING) as uow:
        await events.working_days_published(uow, WorkingDaysPublished(revision=1, years=years))


async def test_rules_are_accepted_by_version_before_anything_but_reports(house: House) -> None:
    """Last: from here on everybody in this database owes an acceptance."""
    card, staff = await house.scene.organisation(), await house.staff()
    admin = await house.admin(card)
    text = "Правила пользования личным кабинетом, первая редакция."
    later = rules_of_use.PublishRules(text=text, in_force_from=TODAY + DAY)
    first = await house.ask(staff, rules_of_use.PUBLISH_RULES, later)
    secret = await house.secret(await house.invite(admin))
    with pytest.raises(ServiceError, match="invalid"):
        await house.accept(secret)
    newcomer = await house.scene.sign_in(await house.accept(secret, rules=first.version))
    assert (newcomer.me.rules_due, (await house.scene.resolve(admin)).me.rules_due) == (False, False)
    second = await house.ask(staff, rules_of_use.PUBLISH_RULES, rules_of_use.PublishRules(text=text + " Вторая."))
    assert (await house.scene.resolve(newcomer)).me.rules_due
    with pytest.raises(ServiceError, match="rules_due"):
        await house.ask(admin, people.LIST_PEOPLE, ById(id=card.id))
    with pytest.raises(ServiceError, match="rules_changed"):
        await house.ask(admin, rules_of_use.ACCEPT_RULES, rules_of_use.AcceptRules(version=first.version))
    assert (await house.ask(admin, rules_of_use.GET_RULES, NoQuestion())).rules == second
    await house.ask(admin, rules_of_use.ACCEPT_RULES, rules_of_use.AcceptRules(version=second.version))
    assert not (await house.scene.resolve(admin)).me.rules_due
    await house.ask(admin, people.LIST_PEOPLE, ById(id=card.id))
