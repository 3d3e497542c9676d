"""The composition root of members."""

from chassis.service import Platform
from contracts.card_changes import (
    ANSWER_CARD_CHANGE,
    GET_CARD_CHANGE,
    LIST_CARD_CHANGES,
    OPEN_CARD_CHANGE,
    WITHDRAW_CARD_CHANGE,
)
from contracts.member_imports import APPLY_IMPORT, PREVIEW_IMPORT
from contracts.members import (
    CHANGE_MEMBER_STATUS,
    EDIT_MEMBER,
    EXPORT_MEMBERS,
    GET_MEMBER,
    LIST_MEMBERS,
    MEMBER_HISTORY,
    REGISTER_MEMBER,
)
from services.members.requests.card_changes import CardChanges
from services.members.requests.imports import Imports
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
    card_changes = CardChanges(platform.database)
    platform.serve(OPEN_CARD_CHANGE, card_changes.open)
    platform.serve(GET_CARD_CHANGE, card_changes.get)
    platform.serve(LIST_CARD_CHANGES, card_changes.find)
    platform.serve(ANSWER_CARD_CHANGE, card_changes.answer)
    platform.serve(WITHDRAW_CARD_CHANGE, card_changes.withdraw)
    imports = Imports(platform.database, platform.storage)
    platform.serve(PREVIEW_IMPORT, imports.preview)
    platform.serve(APPLY_IMPORT, imports.apply)
