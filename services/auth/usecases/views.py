"""Rows as the contracts show them."""

from dataclasses import dataclass
from uuid import UUID

from contracts.auth import Me, OrganisationView, PersonView, Place
from contracts.identity import Identity
from contracts.roles import Role
from services.auth.domain.grants import Grant
from services.auth.tables import Organisation, Person, SessionRow


def grants_of(person: Person) -> list[Grant]:
    """The grants that were not ended; whether their dates hold is asked of each."""
    rows = [row for row in person.grants if row.ended_at is None]
    return [Grant(row.organisation_id, Role(row.role), row.valid_from, row.valid_until) for row in rows]


@dataclass(frozen=True)
class Standing:
    """What the rules for people say of one: see `contracts.auth.Me`."""

    withheld: bool = False
    password_expired: bool = False
    rules_due: bool = False


def organisation_view(row: Organisation) -> OrganisationView:
    return OrganisationView(id=row.id, name=row.name, inn=row.inn)


def me_of(
    person: Person,
    organisation: Organisation | None,
    roles: tuple[Role, ...],
    session_id: UUID,
    standing: Standing,
    places: tuple[Place, ...] = (),
) -> Me:
    shown = organisation and organisation_view(organisation)
    view = PersonView(id=person.id, name=person.name, email=person.email)
    return Me(
        person=view,
        organisation=shown,
        roles=roles,
        session_id=session_id,
        withheld=standing.withheld,
        password_expired=standing.password_expired,
        rules_due=standing.rules_due,
        places=places,
    )


def identity_of(person: Person, opened: SessionRow, roles: tuple[Role, ...], standing: Standing) -> Identity:
    return Identity(
        person_id=person.id,
        person_name=person.name,
        organisation_id=opened.organisation_id,
        roles=roles,
        session_id=opened.id,
        withheld=standing.withheld,
        rules_due=standing.rules_due,
    )
