"""Who may see the data of which organisation."""

from uuid import uuid4

import pytest

from contracts.identity import Identity
from contracts.roles import MEMBERS, STAFF, Role

_OWN, _FOREIGN = uuid4(), uuid4()


def _identity(role: Role, *, within: bool) -> Identity:
    organisation = _OWN if within else None
    return Identity(
        person_id=uuid4(), person_name="Анна", organisation_id=organisation, roles=(role,), session_id=uuid4()
    )


@pytest.mark.parametrize("role", sorted(MEMBERS))
def test_a_member_sees_itself_and_nobody_else(role: Role) -> None:
    identity = _identity(role, within=True)
    assert identity.is_member
    assert not identity.is_staff
    assert identity.may_see(_OWN)
    assert not identity.may_see(_FOREIGN)


@pytest.mark.parametrize("role", sorted(STAFF))
def test_staff_see_every_member(role: Role) -> None:
    identity = _identity(role, within=False)
    assert identity.is_staff
    assert identity.may_see(_OWN)
    assert identity.may_see(_FOREIGN)


def test_an_operator_sees_no_member() -> None:
    assert not _identity(Role.OPERATOR, within=False).may_see(_OWN)


@pytest.mark.parametrize("role", sorted(STAFF))
def test_a_staff_role_within_a_member_organisation_is_worth_nothing(role: Role) -> None:
    assert not _identity(role, within=True).may_see(_FOREIGN)


@pytest.mark.parametrize("role", sorted(MEMBERS))
def test_a_member_role_without_an_organisation_is_worth_nothing(role: Role) -> None:
    assert not _identity(role, within=False).may_see(_OWN)
