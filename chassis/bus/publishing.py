"""Publishing into a stream with the broker's confirmation."""

from collections.abc import Mapping

from nats.errors import Error as NatsError
from nats.js.errors import Error as JetStreamError

from chassis.bus.connection import PUBLISH_SECONDS, Connection, PublishError


async def publish(connection: Connection, subject: str, payload: bytes, headers: Mapping[str, str]) -> None:
    """Store a message in the stream of `subject`. Raises PublishError when the broker does not confirm it."""
    try:
        await connection.jetstream.publish(subject, payload, timeout=PUBLISH_SECONDS, headers=dict(headers))
    except (NatsError, JetStreamError, OSError) as error:
        raise PublishError(f"{subject}: {error or type(error).__name__}") from error
