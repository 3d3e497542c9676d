"""People of an organisation, registrations, and the rules of use."""

from datetime import date
from uuid import UUID

from fastapi import Request
from pydantic import Field

from contracts.auth import NoQuestion
from contracts.base import ById, Message
from contracts.people import (
    CHANGE_MEMBERSHIP,
    LIST_PEOPLE,
    LIST_REGISTRATIONS,
    REMOVE_PERSON,
    ChangeMembership,
    PeopleOfOrganisation,
    RegistrationPage,
    RemovePerson,
)
from contracts.roles import Role
from contracts.rules_of_use import (
    ACCEPT_RULES,
    GET_RULES,
    PUBLISH_RULES,
    AcceptRules,
    PublishRules,
    RulesForPerson,
    RulesOfUse,
)
from gateway.context import Parts, SignedIn
from gateway.problems import documented
from gateway.routing import api_router

router = api_router("people")


class Membership(Message):
    role: Role = Field(description="member_admin or member_user")
    valid_until: date | None = Field(default=None, description="the last day; null: without end")


class ReadRules(Message):
    version: int


@router.get(
    "/members/{id}/people",
    operation_id="listPeople",
    summary="People of an organisation",
    responses=documented("forbidden", "not_found"),
)
async def list_people(caller: SignedIn, id: UUID) -> PeopleOfOrganisation:
    """Of one's own organisation; staff who keep the register, of any. With the term of registration."""
    return await caller.call(LIST_PEOPLE, ById(id=id))


@router.put(
    "/members/{id}/people/{person_id}",
    operation_id="changeMembership",
    summary="Change a person's role or last day",
    status_code=204,
    responses=documented("forbidden", "not_found", "last_admin"),
)
async def change_membership(caller: SignedIn, gateway: Parts, id: UUID, person_id: UUID, body: Membership) -> None:
    """At once: the person's sessions at this organisation end, and begin anew with the new role."""
    wish = ChangeMembership(organisation_id=id, person_id=person_id, role=body.role, valid_until=body.valid_until)
    await caller.call(CHANGE_MEMBERSHIP, wish)


@router.delete(
    "/members/{id}/people/{person_id}",
    operation_id="removePerson",
    summary="Remove a person from an organisation",
    status_code=204,
    responses=documented("forbidden", "not_found", "last_admin"),
)
async def remove_person(caller: SignedIn, id: UUID, person_id: UUID) -> None:
    """At once, with its sessions and keys. An organisation's own people cannot remove its last admin; staff can."""
    await caller.call(REMOVE_PERSON, RemovePerson(organisation_id=id, person_id=person_id))


@router.get(
    "/registrations",
    operation_id="listRegistrations",
    summary="Organisations that nobody has entered for yet",
    responses=documented("forbidden"),
)
async def list_registrations(caller: SignedIn) -> RegistrationPage:
    """With the term: 5 working days from inclusion in the register."""
    return await caller.call(LIST_REGISTRATIONS, NoQuestion())


@router.get("/rules-of-use", operation_id="getRules", summary="The rules of use", responses=documented())
async def get_rules(caller: SignedIn) -> RulesForPerson:
    return await caller.call(GET_RULES, NoQuestion())


@router.post(
    "/rules-of-use",
    operation_id="publishRules",
    summary="Publish a new version of the rules of use",
    status_code=201,
    responses=documented("forbidden"),
)
async def publish_rules(caller: SignedIn, body: PublishRules) -> RulesOfUse:
    """Newcomers accept it from now on; everybody else is asked to from `in_force_from` on, before anything else."""
    return await caller.call(PUBLISH_RULES, body)


@router.post(
    "/rules-of-use/accept",
    operation_id="acceptRules",
    summary="Accept the rules of use",
    status_code=204,
    responses=documented("rules_changed"),
)
async def accept_rules(caller: SignedIn, gateway: Parts, request: Request, body: ReadRules) -> None:
    address = request.client.host if request.client else ""
    await caller.call(ACCEPT_RULES, AcceptRules(version=body.version, address=address))
    gateway.sessions.renew(caller.me.session_id)
