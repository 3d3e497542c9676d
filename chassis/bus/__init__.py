"""The bus: nats-py behind one small package. Nothing else imports `nats`. See docs/adr/0001-bus-over-nats-py.md."""

from chassis.bus.bus import Bus, Depth
from chassis.bus.connection import PublishError
from chassis.bus.consumers import Pace, Received
from chassis.bus.jobs import Delivery, Jobs
from chassis.bus.permissions import NatsUser, nats_users
from chassis.bus.requests import Call
from chassis.bus.streams import DriftError

__all__ = [
    "Bus",
    "Call",
    "Delivery",
    "Depth",
    "DriftError",
    "Jobs",
    "NatsUser",
    "Pace",
    "PublishError",
    "Received",
    "nats_users",
]
