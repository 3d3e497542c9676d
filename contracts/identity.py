"""Who asks: the claims of the signed identity token that goes with every request over the bus."""

from typing import Any
from uuid import UUID

from contracts.base import Message, Rpc
from contracts.roles import MEMBERS, STAFF, Role, Scope


class Identity(Message):
    """A verified person. Staff and operators belong to no member organisation (`organisation_id` is None).

    `withheld`: the person must first set up its second factor. `scopes`: of an API key; None is a person at a browser.
    `rules_due`: the person must first accept the rules of use; reports go on meanwhile.
    """

    person_id: UUID
    person_name: str
    organisation_id: UUID | None = None
    roles: tuple[Role, ...]
    session_id: UUID
    withheld: bool = False
    rules_due: bool = False
    scopes: tuple[Scope, ...] | None = None

    @property
    def is_staff(self) -> bool:
        return self.organisation_id is None and bool(STAFF.intersection(self.roles))

    @property
    def is_member(self) -> bool:
        return self.organisation_id is not None and bool(MEMBERS.intersection(self.roles))

    def may_call(self, rpc: Rpc[Any, Any]) -> bool:
        """Whether the roles, and the scopes of an API key, reach as far as `rpc`."""
        if not (rpc.roles or frozenset()).intersection(self.roles):
            return False
        return self.scopes is None or rpc.scope in self.scopes

    def may_see(self, organisation_id: UUID) -> bool:
        """Staff see every member; a member sees itself; operators see no member's data."""
        return self.is_staff or (self.is_member and self.organisation_id == organisation_id)
