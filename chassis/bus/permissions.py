"""The rights of NATS users, generated from the registry: each service has exactly its subjects."""

from dataclasses import dataclass

from chassis.bus.connection import inbox_prefix
from chassis.bus.streams import streams_of
from contracts.registry import CONSUMERS, EVENTS, LISTENS, RPCS, SERVICES, STREAMS, Consumer
from contracts.subjects import dead_letter

OPERATOR = "operator"


@dataclass(frozen=True)
class NatsUser:
    """What one user may publish and subscribe to; `allow_responses`: may answer requests that it received."""

    name: str
    publish: tuple[str, ...]
    subscribe: tuple[str, ...]
    allow_responses: bool = True


def nats_users() -> tuple[NatsUser, ...]:
    """One user for each service and the gateway, and one for the operator's tools."""
    return (*(_service_user(service) for service in SERVICES), _operator())


def _service_user(service: str) -> NatsUser:
    calls = [rpc.subject for rpc in RPCS if service in rpc.callers]
    tells = [event.subject for event in EVENTS if event.owner == service]
    serves = [rpc.subject for rpc in RPCS if rpc.owner == service]
    hears = [event.subject for event in LISTENS.get(service, ())]
    # A worker announces its results without an outbox, under the validator's name: they are among its events.
    publish = [*calls, *tells, *_jetstream(service)]
    return NatsUser(service, tuple(sorted(publish)), tuple(sorted([*serves, *hears, _inboxes(service)])))


def _jetstream(service: str) -> list[str]:
    if service == "gateway":
        return []
    subjects = ["$JS.API.INFO"]
    for stream in streams_of(service):
        subjects += [f"$JS.API.STREAM.{verb}.{stream.name}" for verb in ("CREATE", "INFO")]
    for consumer in CONSUMERS:
        if consumer.owner == service:
            subjects += [*_consuming(consumer), dead_letter(service, consumer.name)]
        elif consumer.event.owner == service and _is_work_queue(consumer):
            # Who asks for work may look how much of it stands.
            subjects.append(f"$JS.API.CONSUMER.INFO.{consumer.event.stream}.{consumer.name}")
    return subjects


def _consuming(consumer: Consumer) -> list[str]:
    stream, name = consumer.event.stream, consumer.name
    return [
        f"$JS.API.CONSUMER.CREATE.{stream}.{name}.{consumer.event.subject}",
        f"$JS.API.CONSUMER.INFO.{stream}.{name}",
        f"$JS.API.CONSUMER.MSG.NEXT.{stream}.{name}",
        f"$JS.ACK.{stream}.{name}.>",
    ]


def _is_work_queue(consumer: Consumer) -> bool:
    return any(stream.name == consumer.event.stream and stream.work_queue for stream in STREAMS)


def _operator() -> NatsUser:
    """Looks at queues and dead letters, and sends a dead letter back to where it came from."""
    publish = ("$JS.API.>", "$JS.ACK.>", "dead.>", "evt.>", "job.>")
    return NatsUser(OPERATOR, publish, (_inboxes(OPERATOR),), allow_responses=False)


def _inboxes(user: str) -> str:
    return inbox_prefix(user).decode() + ".>"
