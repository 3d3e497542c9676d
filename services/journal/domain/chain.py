"""The chain: each row is sealed with the seal of the row before it, by a key that is not in the database.

What is sealed holds no personal data: of a person its pseudonym, of the parts beside it their salted digests. When a
part is erased with its salt, the digest can no longer be guessed from, and the chain verifies as before.
"""

import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from secrets import token_bytes
from uuid import UUID

GENESIS = bytes(32)
_FORMAT = "kabinet.journal.1"
_SALT_BYTES = 16


@dataclass(frozen=True)
class Entry:
    """What the chain binds of one act. `person` is a pseudonym, and so is `object_id` where the object is a person."""

    event_id: str
    service: str
    act: str
    at: datetime
    entered_at: datetime
    person: UUID | None
    object_kind: str
    object_id: str
    organisation_id: UUID | None
    trace_id: str
    who_digest: bytes
    content_digest: bytes


@dataclass(frozen=True)
class Link:
    """An entry in its place."""

    number: int
    previous: bytes
    entry: Entry
    hash: bytes

    def holds_as(self, number: int, key: bytes) -> bool:
        """Whether its seal is genuine for that place."""
        return hmac.compare_digest(self.hash, seal(key, number, self.previous, self.entry))


@dataclass(frozen=True)
class Part:
    """A text that can be erased, with the salt that its digest was made with."""

    salt: bytes
    text: str

    @classmethod
    def fresh(cls, text: str) -> "Part":
        return cls(token_bytes(_SALT_BYTES), text)

    def digest(self) -> bytes:
        return hashlib.sha256(self.salt + self.text.encode()).digest()


def linked(key: bytes, number: int, previous: bytes, entry: Entry) -> Link:
    """The row that comes after the one whose hash is `previous`."""
    return Link(number, previous, entry, seal(key, number, previous, entry))


def seal(key: bytes, number: int, previous: bytes, entry: Entry) -> bytes:
    """HMAC-SHA256 over the canonical form: a JSON list in ASCII without spaces, in this order."""
    form = [
        _FORMAT,
        number,
        previous.hex(),
        entry.event_id,
        entry.service,
        entry.act,
        _instant(entry.at),
        _instant(entry.entered_at),
        str(entry.person or ""),
        entry.object_kind,
        entry.object_id,
        str(entry.organisation_id or ""),
        entry.trace_id,
        entry.who_digest.hex(),
        entry.content_digest.hex(),
    ]
    return hmac.new(key, json.dumps(form, separators=(",", ":")).encode(), hashlib.sha256).digest()


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
