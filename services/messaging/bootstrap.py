"""The composition root of messaging."""

from chassis.service import Platform
from services.messaging import events, requests
from services.messaging.sender import Sender
from services.messaging.settings import Settings


async def build(platform: Platform[Settings]) -> None:
    """Answer, follow, and send mail."""
    requests.register(platform)
    events.register(platform)
    platform.background("mail sender", Sender(platform.database, platform.settings).run)
