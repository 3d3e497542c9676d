"""Entry points: events that messaging consumes."""

from chassis.service import Platform
from contracts.registry import consumer
from services.messaging import usecases
from services.messaging.settings import Settings


def register(platform: Platform[Settings]) -> None:
    """Follow the people whom auth knows and the verdicts and disputes of reports."""
    platform.consume(consumer("messaging_person_changed"), usecases.note_person)
    platform.consume(consumer("messaging_submission_checked"), usecases.tell_verdict)
    platform.consume(consumer("messaging_dispute_opened"), usecases.tell_dispute_opened)
    platform.consume(consumer("messaging_dispute_answered"), usecases.tell_dispute_answered)
