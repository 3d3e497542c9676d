"""The composition root of messaging."""

from chassis.service import Platform
from services.messaging import events, requests
from services.messaging.invitation_sender import InvitationSender
from services.messaging.sender import Sender
from services.messaging.settings import Settings


async def build(platform: Platform[Settings]) -> None:
    """Answer, follow, and send mail."""
    sender = Sender(platform.database, platform.settings)
    inviter = InvitationSender(platform.database, platform.bus, platform.settings)
    requests.register(platform)
    events.register(platform, sender.wake, inviter.wake)
    platform.background("mail sender", sender.run)
    platform.background("invitation sender", inviter.run)
