"""What auth puts on record, and how the common journal names it."""

from enum import StrEnum

from contracts.journal_acts import Act, ObjectKind


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


# Several ways of being refused are one act, with its reason beside.
_ACTS = {
    AccessEvent.WRONG_CREDENTIALS: Act.SIGN_IN_REFUSED,
    AccessEvent.REFUSED_BLOCKED: Act.SIGN_IN_REFUSED,
    AccessEvent.WRONG_SECOND_FACTOR: Act.SIGN_IN_REFUSED,
    AccessEvent.SESSION_CLOSED: Act.SIGNED_OUT,
    AccessEvent.PASSWORD_KNOWN_TO_OTHERS: Act.PASSWORD_GIVEN_UP,
}
# What an event is about, where that is not a person.
OBJECTS = {
    AccessEvent.SIGNED_IN: ObjectKind.SESSION,
    AccessEvent.SESSION_CLOSED: ObjectKind.SESSION,
    AccessEvent.SESSION_SWITCHED: ObjectKind.SESSION,
    AccessEvent.API_KEY_CREATED: ObjectKind.API_KEY,
    AccessEvent.API_KEY_REVOKED: ObjectKind.API_KEY,
    AccessEvent.ACCESS_REQUEST_APPROVED: ObjectKind.ACCESS_REQUEST,
    AccessEvent.ACCESS_REQUEST_REFUSED: ObjectKind.ACCESS_REQUEST,
    AccessEvent.INVITED: ObjectKind.INVITATION,
    AccessEvent.INVITATION_RESENT: ObjectKind.INVITATION,
    AccessEvent.INVITATION_WITHDRAWN: ObjectKind.INVITATION,
    AccessEvent.INVITATION_ACCEPTED: ObjectKind.INVITATION,
    AccessEvent.RULES_PUBLISHED: ObjectKind.RULES_OF_USE,
    AccessEvent.RULES_ACCEPTED: ObjectKind.RULES_OF_USE,
}
# Done by the person itself, at a time when no identity goes with the call.
BY_THEMSELVES = frozenset(
    {
        AccessEvent.SIGNED_IN,
        AccessEvent.SESSION_CLOSED,
        AccessEvent.SESSION_SWITCHED,
        AccessEvent.RECOVERY_CODE_USED,
        AccessEvent.INVITATION_ACCEPTED,
    }
)


def act_of(event: AccessEvent) -> Act:
    """The act of the common journal. Every event has one: a test holds it."""
    return _ACTS.get(event) or Act(f"auth.{event}")
