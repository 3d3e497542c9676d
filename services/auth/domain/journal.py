"""What the journal of access records."""

from enum import StrEnum


class AccessEvent(StrEnum):
    SIGNED_IN = "signed_in"
    WRONG_CREDENTIALS = "wrong_credentials"
    REFUSED_BLOCKED = "refused_blocked"
    SESSION_CLOSED = "session_closed"
    SESSION_REVOKED = "session_revoked"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 - an event
    PASSWORD_KNOWN_TO_OTHERS = "password_known_to_others"  # noqa: S105 - an event
    WRONG_SECOND_FACTOR = "wrong_second_factor"
    SECOND_FACTOR_ENABLED = "second_factor_enabled"
    SECOND_FACTOR_REMOVED = "second_factor_removed"
    RECOVERY_CODE_USED = "recovery_code_used"
    API_KEY_CREATED = "api_key_created"
    API_KEY_REVOKED = "api_key_revoked"
    PERSON_CREATED = "person_created"
    PERSON_BLOCKED = "person_blocked"
    PERSON_UNBLOCKED = "person_unblocked"
    SESSION_SWITCHED = "session_switched"
    ACCESS_REQUEST_APPROVED = "access_request_approved"
    ACCESS_REQUEST_REFUSED = "access_request_refused"
    INVITED = "invited"
    INVITATION_RESENT = "invitation_resent"
    INVITATION_WITHDRAWN = "invitation_withdrawn"
    INVITATION_ACCEPTED = "invitation_accepted"
    MEMBERSHIP_CHANGED = "membership_changed"
    MEMBERSHIP_ENDED = "membership_ended"
    RULES_PUBLISHED = "rules_published"
    RULES_ACCEPTED = "rules_accepted"
