"""Every subject of the bus: `<service>.<entity>.<verb>` asks, `evt.<service>.<entity>.<fact>` tells, `job.*` works."""

# auth
SESSION_OPEN = "auth.session.open"
SESSION_RESOLVE = "auth.session.resolve"
SESSION_CLOSE = "auth.session.close"
SIGNING_KEYS_LIST = "auth.signing_keys.list"
EVT_SESSION_REVOKED = "evt.auth.session.revoked"
EVT_PERSON_CHANGED = "evt.auth.person.changed"

# members
MEMBER_REGISTER = "members.member.register"
MEMBER_GET = "members.member.get"
MEMBER_LIST = "members.member.list"
MEMBER_CHANGE_STATUS = "members.member.change_status"
EVT_MEMBER_CHANGED = "evt.members.member.changed"

# reports
OBLIGATION_LIST = "reports.obligation.list"
OBLIGATION_GET = "reports.obligation.get"
PERIOD_OPEN = "reports.period.open"
SUBMISSION_SUBMIT = "reports.submission.submit"
SUBMISSION_GET = "reports.submission.get"
SUBMISSION_LOCATE = "reports.submission.locate"
SUBMISSION_RECEIPT = "reports.submission.receipt"
SUBMISSION_RECHECK = "reports.submission.recheck"
INCOMING_NUMBER_SET = "reports.incoming_number.set"
UPLOAD_RECOGNISE = "reports.upload.recognise"
UPLOAD_REFUSED = "reports.upload.refused"
EVT_OBLIGATION_CHANGED = "evt.reports.obligation.changed"
EVT_SUBMISSION_RECEIVED = "evt.reports.submission.received"
EVT_SUBMISSION_CHECKED = "evt.reports.submission.checked"
JOB_VALIDATION_REQUESTED = "job.validation.requested"

# validator
FILE_INSPECT = "validator.file.inspect"
FORM_LIST = "validator.form.list"
FORM_GET = "validator.form.get"
RULE_SET_GET = "validator.rule_set.get"
EVT_FORM_PUBLISHED = "evt.validator.form.published"
EVT_VALIDATION_FINISHED = "evt.validator.validation.finished"

# messaging
NOTICE_LIST = "messaging.notice.list"
NOTICE_READ = "messaging.notice.read"
EVT_NOTICE_CREATED = "evt.messaging.notice.created"

# calendar
CALENDAR_LIST = "calendar.entry.list"
WORKING_DAYS_GET = "calendar.working_days.get"
EVT_WORKING_DAYS_PUBLISHED = "evt.calendar.working_days.published"
EVT_CALENDAR_CHANGED = "evt.calendar.entry.changed"


def dead_letter(service: str, consumer: str) -> str:
    """Where a message goes that `consumer` of `service` could not process: one subject per consumer."""
    return f"dead.{service}.{consumer}"
