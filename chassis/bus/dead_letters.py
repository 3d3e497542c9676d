"""Dead letters: what is there, and sending one back to where it came from."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from nats.js import JetStreamContext
from nats.js.errors import NotFoundError

from chassis.bus import headers as h
from chassis.bus.connection import Connection
from chassis.bus.permissions import OPERATOR
from chassis.bus.publishing import publish
from chassis.settings import ServiceSettings
from contracts.registry import DEAD


@dataclass(frozen=True)
class DeadLetter:
    """One message that a consumer gave up. `sequence` names it in the stream of dead letters."""

    sequence: int
    consumer: str
    subject: str
    reason: str
    at: datetime | None
    payload: bytes
    headers: dict[str, str]


class DeadLetters:
    """The stream of dead letters as an operator sees it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._js: JetStreamContext = connection.jetstream

    async def count(self) -> int:
        """How many there are; none where the stream was never declared."""
        try:
            return int((await self._js.stream_info(DEAD.name)).state.messages)
        except NotFoundError:
            return 0

    async def newest(self, limit: int) -> list[DeadLetter]:
        """At most `limit` letters, newest first."""
        if not await self.count():
            return []
        state = (await self._js.stream_info(DEAD.name)).state
        found: list[DeadLetter] = []
        for sequence in range(state.last_seq, state.first_seq - 1, -1):
            if len(found) == limit:
                break
            letter = await self.get(sequence)
            if letter is not None:
                found.append(letter)
        return found

    async def get(self, sequence: int) -> DeadLetter | None:
        """The letter of that number; None when it was sent back already."""
        try:
            message = await self._js.get_msg(DEAD.name, sequence)
        except NotFoundError:
            return None
        headers = dict(message.headers or {})
        return DeadLetter(
            sequence=sequence,
            consumer=headers.get(h.DEAD_CONSUMER, ""),
            subject=headers.get(h.DEAD_SUBJECT, ""),
            reason=headers.get(h.DEAD_REASON, ""),
            at=message.time,
            payload=message.data or b"",
            headers=headers,
        )

    async def replay(self, letter: DeadLetter) -> None:
        """Publish it anew, then remove the letter. Inboxes that had entered it absorb it. Raises PublishError."""
        kept = {name: value for name, value in letter.headers.items() if not name.startswith("Kabinet-Dead-")}
        # A new id for the broker, which would drop the old one as a repeat for two minutes.
        await publish(self._connection, letter.subject, letter.payload, {**kept, h.MESSAGE_ID: f"replay-{uuid4()}"})
        await self._js.delete_msg(DEAD.name, letter.sequence)


@asynccontextmanager
async def dead_letters(settings: ServiceSettings) -> AsyncIterator[DeadLetters]:
    """The dead letters, with the credentials of the user `operator`."""
    connection = Connection()
    await connection.open(OPERATOR, settings)
    try:
        yield DeadLetters(connection)
    finally:
        await connection.client.close()
