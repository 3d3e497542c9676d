"""Entry points: events that calendar consumes."""

from chassis.bus import Pace
from chassis.service import Platform
from contracts.registry import consumer
from services.calendar import usecases
from services.calendar.settings import Settings

# A date may be ticked off a moment after its report came: on a busy evening many of them share a transaction.
_OBLIGATIONS = Pace(together=32, gather=0.25)


def register(platform: Platform[Settings]) -> None:
    """Follow the obligations that reports owns."""
    platform.consume_together(consumer("calendar_obligation_changed"), usecases.note_obligations, _OBLIGATIONS)
