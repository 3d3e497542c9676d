"""The composition root of messaging."""

from chassis.service import Platform
from services.messaging import events, requests
from services.messaging.sender import Sender
from services.messaging.settings import Settings


async def build(platform: Platform[Settings]) -> None:
    """Answer, follow, and send mail."""
    sender = Sender(platform.database, platform.settings)
    requests.register(platform)
    events.register(platform, sender.wake)
    platform.background("mail sender", sender.run)
