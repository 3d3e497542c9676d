"""Streams and consumers: declared from the registry, bound by name, refused on drift."""

from datetime import datetime

from nats.js import JetStreamContext, api
from nats.js.errors import APIError, NotFoundError

from contracts.registry import DEAD, STREAMS, Consumer, Stream

_NAME_IN_USE_WITH_OTHER_CONFIG = 10058
_NO_SUCH_STREAM = 10059
# Work is judged within minutes; events may be read late by a service that was down.
_DEDUPLICATION_SECONDS = 120.0


class DriftError(Exception):
    """A stream or consumer stands on the broker with another configuration than the registry's."""


def streams_of(service: str) -> list[Stream]:
    """What `service` declares: the streams that it owns, and the common one for dead letters."""
    return [stream for stream in STREAMS if stream.owner == service] + [DEAD]


def stream_config(stream: Stream) -> api.StreamConfig:
    return api.StreamConfig(
        name=stream.name,
        subjects=list(stream.subjects),
        retention=api.RetentionPolicy.WORK_QUEUE if stream.work_queue else api.RetentionPolicy.LIMITS,
        # A full stream refuses new messages, so that the outbox keeps them; it never throws work away.
        discard=api.DiscardPolicy.NEW,
        storage=api.StorageType.FILE,
        max_age=float(stream.max_age),
        max_bytes=stream.max_bytes,
        max_msg_size=256 * 1024,
        duplicate_window=_DEDUPLICATION_SECONDS,
    )


def consumer_config(consumer: Consumer) -> api.ConsumerConfig:
    return api.ConsumerConfig(
        durable_name=consumer.name,
        name=consumer.name,
        filter_subject=consumer.event.subject,
        deliver_policy=api.DeliverPolicy.ALL,
        ack_policy=api.AckPolicy.EXPLICIT,
        ack_wait=consumer.ack_wait,
        max_deliver=consumer.max_deliver,
        max_ack_pending=consumer.max_ack_pending,
    )


async def declare_stream(js: JetStreamContext, stream: Stream) -> datetime:
    """Create `stream` if it is absent; since when it stands. Raises DriftError when it has other settings."""
    try:
        info = await js.add_stream(stream_config(stream))
    except APIError as error:
        if error.err_code == _NAME_IN_USE_WITH_OTHER_CONFIG:
            raise DriftError(f"stream {stream.name} differs from the registry") from error
        raise
    if info.created is None:
        raise DriftError(f"stream {stream.name} does not say since when it stands")
    return info.created


async def declare_consumer(js: JetStreamContext, consumer: Consumer) -> None:
    """Create the durable `consumer` if it is absent. Raises DriftError when it stands with other settings."""
    wanted = consumer_config(consumer)
    try:
        found = (await js.consumer_info(consumer.event.stream, consumer.name)).config
    except NotFoundError:
        await js.add_consumer(consumer.event.stream, wanted)
        return
    for name in ("filter_subject", "ack_policy", "ack_wait", "max_deliver", "max_ack_pending"):
        if getattr(found, name) != getattr(wanted, name):
            raise DriftError(f"consumer {consumer.name} differs from the registry in {name}")
