"""The composition root of members."""

from chassis.service import Platform
from contracts.members import (
    CHANGE_MEMBER_STATUS,
    EDIT_MEMBER,
    EXPORT_MEMBERS,
    GET_MEMBER,
    LIST_MEMBERS,
    MEMBER_HISTORY,
    REGISTER_MEMBER,
)
from services.members.requests.register import Register
from services.members.settings import Settings


async def build(platform: Platform[Settings]) -> None:
    """Register what members answers."""
    register = Register(platform.database)
    platform.serve(REGISTER_MEMBER, register.register)
    platform.serve(GET_MEMBER, register.get)
    platform.serve(LIST_MEMBERS, register.find)
    platform.serve(EXPORT_MEMBERS, register.export)
    platform.serve(EDIT_MEMBER, register.edit)
    platform.serve(MEMBER_HISTORY, register.history)
    platform.serve(CHANGE_MEMBER_STATUS, register.change_status)
