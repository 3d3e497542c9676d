"""Entry points: events that calendar consumes."""

from chassis.service import Platform
from contracts.registry import consumer
from services.calendar import usecases
from services.calendar.settings import Settings


def register(platform: Platform[Settings]) -> None:
    """Follow the obligations that reports owns."""
    platform.consume(consumer("calendar_obligation_changed"), usecases.note_obligation)
