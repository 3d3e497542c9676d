"""`python -m gateway access > docs/access.md`: the table of roles and calls, for people (a test keeps it fresh)."""

import sys
from collections.abc import Iterable, Iterator
from itertools import groupby

from contracts.registry import RPCS
from contracts.roles import Role
from gateway.access import SAID, Call, Operation, operations

_SHORT = {
    Role.MEMBER_ADMIN: "MA",
    Role.MEMBER_USER: "MU",
    Role.SRO_ADMIN: "SA",
    Role.METHODOLOGIST: "ME",
    Role.SUPERVISOR: "SU",
    Role.CLERK: "CL",
    Role.OPERATOR: "OP",
}
_HEAD = """# Who may do what

Written by `python -m gateway access` out of the contracts: do not edit. The roles stand once, at each call in
`contracts/`; every service enforces them before it reads a request (`chassis/bus/requests.py`), and the tests drive
every operation with every role (`tests/e2e/test_roles_by_operations.py`). Whose objects a person sees is another thing:
a member those of its own organisation, staff those of every member, operators none. A foreign object is «not found»
(404), a lacking right 403.

MA `member_admin` and MU `member_user` of a member organisation; SA `sro_admin`, ME `methodologist`, SU `supervisor` and
CL `clerk` of the SRO; OP `operator`, who runs the system and sees nothing of members. The last column: the scope of an
API key that lets a member's program do it.
"""


def page() -> str:
    """The whole page."""
    from gateway.app import routers

    every = operations(routers())
    groups = groupby(sorted(every, key=lambda one: one.tag), key=lambda one: one.tag)
    parts = [_HEAD, "\n## Operations of the interface\n"]
    for tag, group in groups:
        parts.append(f"\n### {tag}\n\n{_table('operation', _rows(group))}")
    parts.append("\n## Calls between services\n\nNo other service can ask: its NATS user is refused the subject.\n")
    for owner, calls in groupby(sorted(RPCS, key=lambda call: call.subject), key=lambda call: call.owner):
        parts.append(f"\n### {owner}\n\n{_table('call', _call_rows(calls), 'asked by')}")
    return "".join(parts)


def command(_: list[str]) -> int:
    """`python -m gateway access`"""
    sys.stdout.write(page())
    return 0


def _rows(group: Iterable[Operation]) -> Iterator[tuple[str, frozenset[Role], str]]:
    for one in group:
        name = f"`{one.method} {one.path}`"
        note = SAID[one.name].why if one.name in SAID else "open to all" if one.open_to_all else ""
        yield f"{name} ({note})" if note else name, one.roles, one.scope or ""


def _call_rows(calls: Iterable[Call]) -> Iterator[tuple[str, frozenset[Role], str]]:
    for call in calls:
        nobody = " (asked for nobody in particular)" if call.roles is None else ""
        roles = frozenset() if call.roles is None else call.roles
        yield f"`{call.subject}`{nobody}", roles, ", ".join(call.callers)


def _table(first: str, rows: Iterable[tuple[str, frozenset[Role], str]], last: str = "key") -> str:
    columns = [first, *_SHORT.values(), last]
    lines = [f"| {' | '.join(columns)} |", f"| --- |{' :-: |' * len(_SHORT)} --- |"]
    for name, roles, more in rows:
        marks = ["●" if role in roles else "" for role in _SHORT]
        lines.append(f"| {' | '.join([name, *marks, more])} |")
    return "\n".join(lines) + "\n"
