"""Who asks: the claims of the signed identity token that goes with every request over the bus."""

from uuid import UUID

from contracts.base import Message
from contracts.roles import MEMBERS, STAFF, Role


class Identity(Message):
    """A verified person. Staff and operators belong to no member organisation (`organisation_id` is None)."""

    person_id: UUID
    person_name: str
    organisation_id: UUID | None = None
    roles: tuple[Role, ...]
    session_id: UUID

    @property
    def is_staff(self) -> bool:
        return self.organisation_id is None and bool(STAFF.intersection(self.roles))

    @property
    def is_member(self) -> bool:
        return self.organisation_id is not None and bool(MEMBERS.intersection(self.roles))

    def may_see(self, organisation_id: UUID) -> bool:
        """Staff see every member; a member sees itself; operators see no member's data."""
        return self.is_staff or (self.is_member and self.organisation_id == organisation_id)
