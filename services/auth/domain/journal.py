"""What the journal of access records."""

from enum import StrEnum


class AccessEvent(StrEnum):
    SIGNED_IN = "signed_in"
    WRONG_CREDENTIALS = "wrong_credentials"
    REFUSED_BLOCKED = "refused_blocked"
    SESSION_CLOSED = "session_closed"
    SESSION_REVOKED = "session_revoked"
    PERSON_CREATED = "person_created"
    PERSON_BLOCKED = "person_blocked"
    PERSON_UNBLOCKED = "person_unblocked"
