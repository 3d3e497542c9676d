"""The acts that the journal knows by name. Each begins with the service that records it."""

from enum import StrEnum


class Act(StrEnum):
    """`<service>.<what was done>`. A new one gets its words in the gateway's `journal_texts`."""

    # auth: getting in
    SIGNED_IN = "auth.signed_in"
    SIGN_IN_REFUSED = "auth.sign_in_refused"
    SIGNED_OUT = "auth.signed_out"
    SESSION_REVOKED = "auth.session_revoked"
    SESSION_SWITCHED = "auth.session_switched"
    PASSWORD_CHANGED = "auth.password_changed"  # noqa: S105 - an act
    PASSWORD_GIVEN_UP = "auth.password_given_up"  # noqa: S105 - an act
    SECOND_FACTOR_ENABLED = "auth.second_factor_enabled"
    SECOND_FACTOR_REMOVED = "auth.second_factor_removed"
    RECOVERY_CODE_USED = "auth.recovery_code_used"
    API_KEY_CREATED = "auth.api_key_created"
    API_KEY_REVOKED = "auth.api_key_revoked"
    # auth: people
    PERSON_CREATED = "auth.person_created"
    PERSON_BLOCKED = "auth.person_blocked"
    PERSON_UNBLOCKED = "auth.person_unblocked"
    ACCESS_REQUEST_APPROVED = "auth.access_request_approved"
    ACCESS_REQUEST_REFUSED = "auth.access_request_refused"
    INVITED = "auth.invited"
    INVITATION_RESENT = "auth.invitation_resent"
    INVITATION_WITHDRAWN = "auth.invitation_withdrawn"
    INVITATION_ACCEPTED = "auth.invitation_accepted"
    MEMBERSHIP_CHANGED = "auth.membership_changed"
    MEMBERSHIP_ENDED = "auth.membership_ended"
    RULES_PUBLISHED = "auth.rules_published"
    RULES_ACCEPTED = "auth.rules_accepted"
    # members
    MEMBER_REGISTERED = "members.registered"
    MEMBER_STATUS_CHANGED = "members.status_changed"
    MEMBER_EDITED = "members.edited"
    # reports
    REPORT_UPLOADED = "reports.uploaded"
    UPLOAD_REFUSED = "reports.upload_refused"
    PERIOD_OPENED = "reports.period_opened"
    RECHECK_ASKED = "reports.recheck_asked"
    INCOMING_NUMBER_SET = "reports.incoming_number_set"
    DISPUTE_OPENED = "reports.dispute_opened"
    DISPUTE_ANSWERED = "reports.dispute_answered"
    FILE_READ = "reports.file_read"
    VERDICT_READ = "reports.verdict_read"
    RECEIPT_READ = "reports.receipt_read"
    # validator
    FORM_PUBLISHED = "validator.form_published"
    FORM_DRAFT_DISCARDED = "validator.form_draft_discarded"
    RULE_SET_CREATED = "validator.rule_set_created"
    RULE_SET_SAVED = "validator.rule_set_saved"
    RULE_SET_PROPOSED = "validator.rule_set_proposed"
    RULE_SET_PUBLISHED = "validator.rule_set_published"
    RULE_SET_RETURNED = "validator.rule_set_returned"
    RULE_SET_RETIRED = "validator.rule_set_retired"
    RULE_SET_DELETED = "validator.rule_set_deleted"
    TRIGGER_SUSPENDED = "validator.trigger_suspended"
    SUSPENSION_LIFTED = "validator.suspension_lifted"
    # calendar
    WORKING_DAYS_LOADED = "calendar.working_days_loaded"
    # journal
    JOURNAL_EXPORTED = "journal.exported"
    PERSON_ERASED = "journal.person_erased"


class ObjectKind(StrEnum):
    """What an act is done to. The journal keeps a person's id as a pseudonym."""

    PERSON = "person"
    ACCOUNT = "account"
    SESSION = "session"
    API_KEY = "api_key"
    ACCESS_REQUEST = "access_request"
    INVITATION = "invitation"
    RULES_OF_USE = "rules_of_use"
    MEMBER = "member"
    REPORT = "report"
    SUBMISSION = "submission"
    DISPUTE = "dispute"
    PERIOD = "period"
    FORM = "form"
    RULE_SET = "rule_set"
    TRIGGER = "trigger"
    WORKING_YEAR = "working_year"
    JOURNAL = "journal"
