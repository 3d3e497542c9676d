"""Rows as the contracts show them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from contracts.auth import Me, OrganisationView, PersonChanged, PersonView
from contracts.identity import Identity
from contracts.roles import Role
from services.auth.domain.grants import Access, Grant, organisations_on, roles_on
from services.auth.tables import Organisation, Person, SessionRow


def grants_of(person: Person) -> list[Grant]:
    return [Grant(row.organisation_id, Role(row.role), row.valid_from, row.valid_until) for row in person.grants]


@dataclass(frozen=True)
class Standing:
    """What the rules for people say of one: see `contracts.auth.Me`."""

    withheld: bool = False
    password_expired: bool = False


def me_of(
    person: Person, organisation: Organisation | None, roles: tuple[Role, ...], session_id: UUID, standing: Standing
) -> Me:
    shown = organisation and OrganisationView(id=organisation.id, name=organisation.name, inn=organisation.inn)
    view = PersonView(id=person.id, name=person.name, email=person.email)
    return Me(
        person=view,
        organisation=shown,
        roles=roles,
        session_id=session_id,
        withheld=standing.withheld,
        password_expired=standing.password_expired,
    )


def identity_of(person: Person, opened: SessionRow, roles: tuple[Role, ...], standing: Standing) -> Identity:
    return Identity(
        person_id=person.id,
        person_name=person.name,
        organisation_id=opened.organisation_id,
        roles=roles,
        session_id=opened.id,
        withheld=standing.withheld,
    )


def person_changed(person: Person, access: Access, day: date) -> PersonChanged:
    """The state of a person for those who must reach them; `access` is that of the organisation they act for first."""
    grants = grants_of(person)
    places = organisations_on(grants, day)
    organisation_id = places[0] if places else None
    return PersonChanged(
        person_id=person.id,
        revision=person.revision,
        name=person.name,
        email=person.email,
        organisation_id=organisation_id,
        roles=roles_on(grants, organisation_id, day),
        active=bool(places) and person.blocked_at is None and access is not Access.CLOSED,
    )
