"""Entry points: events that messaging consumes."""

from chassis.service import Platform
from contracts.registry import consumer
from services.messaging import usecases
from services.messaging.settings import Settings


def register(platform: Platform[Settings]) -> None:
    """Follow the people whom auth knows and the verdicts that reports enters."""
    platform.consume(consumer("messaging_person_changed"), usecases.note_person)
    platform.consume(consumer("messaging_submission_checked"), usecases.tell_verdict)
