"""The composition root of members."""

from chassis.service import Platform
from contracts.members import CHANGE_MEMBER_STATUS, GET_MEMBER, LIST_MEMBERS, REGISTER_MEMBER
from services.members.requests import Requests
from services.members.settings import Settings


async def build(platform: Platform[Settings]) -> None:
    """Register what members answers."""
    requests = Requests(platform.database)
    platform.serve(REGISTER_MEMBER, requests.register)
    platform.serve(GET_MEMBER, requests.get)
    platform.serve(LIST_MEMBERS, requests.find)
    platform.serve(CHANGE_MEMBER_STATUS, requests.change_status)
