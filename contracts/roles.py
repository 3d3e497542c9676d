"""Roles, and the groups of roles that calls are granted to."""

from enum import StrEnum


class Role(StrEnum):
    MEMBER_ADMIN = "member_admin"
    MEMBER_USER = "member_user"
    SRO_ADMIN = "sro_admin"
    METHODOLOGIST = "methodologist"
    SUPERVISOR = "supervisor"
    CLERK = "clerk"
    OPERATOR = "operator"


MEMBERS = frozenset({Role.MEMBER_ADMIN, Role.MEMBER_USER})
# Who works with the register and the papers of members.
REGISTRARS = frozenset({Role.SRO_ADMIN, Role.CLERK})
# Who sees the papers of every member.
STAFF = frozenset({Role.SRO_ADMIN, Role.METHODOLOGIST, Role.SUPERVISOR, Role.CLERK})
METHODOLOGISTS = frozenset({Role.SRO_ADMIN, Role.METHODOLOGIST})
# Who decides whether a trigger fired rightly.
ARBITERS = frozenset({Role.SRO_ADMIN, Role.METHODOLOGIST, Role.SUPERVISOR})
OPERATORS = frozenset({Role.OPERATOR})
READERS = MEMBERS | STAFF
EVERYONE = frozenset(Role)


class Scope(StrEnum):
    """What a program may do with an API key; a call that has no scope is not for programs."""

    REPORTS_READ = "reports:read"
    REPORTS_WRITE = "reports:write"
    CALENDAR_READ = "calendar:read"
    NOTICES = "notices"
