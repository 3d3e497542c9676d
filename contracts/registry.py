"""The registry: every call, event, stream and durable consumer of the house, each with its owner.

It feeds provisioning (`chassis.bus`), the rights of NATS users, the documents and the tests. What is not here does not
exist on the bus.
"""

from dataclasses import dataclass
from typing import Any, cast

from contracts import (
    access,
    auth,
    calendar,
    card_changes,
    disputes,
    form_drafts,
    form_view,
    formulas,
    health,
    journal,
    member_imports,
    members,
    messaging,
    people,
    prechecks,
    reports,
    rule_changes,
    rule_files,
    rules_of_use,
    security,
    snapshots,
    suspensions,
    trials,
    validator,
    workbench,
)
from contracts.base import Event, Rpc, members_of

MODULES = (
    auth,
    security,
    access,
    people,
    rules_of_use,
    members,
    card_changes,
    member_imports,
    validator,
    form_drafts,
    workbench,
    rule_changes,
    rule_files,
    formulas,
    suspensions,
    trials,
    health,
    reports,
    form_view,
    disputes,
    prechecks,
    snapshots,
    messaging,
    calendar,
    journal,
)
SERVICES = ("auth", "members", "reports", "validator", "messaging", "calendar", "journal", "gateway")

RPCS: tuple[Rpc[Any, Any], ...] = tuple(cast(Rpc[Any, Any], r) for m in MODULES for r in members_of(m, Rpc))
EVENTS: tuple[Event[Any], ...] = tuple(cast(Event[Any], e) for m in MODULES for e in members_of(m, Event))


@dataclass(frozen=True)
class Stream:
    """A JetStream stream. `max_age` in seconds, `max_bytes` in bytes; a full stream refuses, it never drops work."""

    name: str
    subjects: tuple[str, ...]
    owner: str
    work_queue: bool = False
    max_age: int = 30 * 24 * 3600
    max_bytes: int = 1 << 30


@dataclass(frozen=True)
class Consumer:
    """A durable pull consumer: `owner` processes `event`. `ack_wait` in seconds."""

    name: str
    event: Event[Any]
    owner: str
    ack_wait: float = 30
    max_deliver: int = 10
    max_ack_pending: int = 256


def _event_stream(service: str) -> Stream:
    return Stream(f"EVT_{service.upper()}", (f"evt.{service}.>",), service)


VALIDATION = Stream("VALIDATION", ("job.validation.>",), "reports", work_queue=True)
# Trials of rule sets: a queue of their own, so that no live report ever waits behind one.
BACKTEST = Stream("BACKTEST", ("job.trial.>",), "validator", work_queue=True, max_bytes=1 << 28)
DEAD = Stream("DEAD", ("dead.>",), "every service", max_age=365 * 24 * 3600)
STREAMS = (*(_event_stream(s) for s in SERVICES if s != "gateway"), VALIDATION, BACKTEST, DEAD)

# Jobs are delivered at most four times: three attempts, and a fourth that opens no file and writes the system verdict.
WORKERS = Consumer("workers", validator.VALIDATION_REQUESTED, "validator", ack_wait=20, max_deliver=4)
# The last of the deliveries of a chunk opens no file, and counts its reports as failed.
TRIALS = Consumer("trials", trials.TRIAL_REQUESTED, "validator", ack_wait=20, max_deliver=4)

CONSUMERS = (
    WORKERS,
    TRIALS,
    Consumer("auth_member_changed", members.MEMBER_CHANGED, "auth"),
    Consumer("auth_working_days_published", calendar.WORKING_DAYS_PUBLISHED, "auth"),
    Consumer("reports_member_changed", members.MEMBER_CHANGED, "reports"),
    Consumer("reports_form_published", validator.FORM_PUBLISHED, "reports"),
    Consumer("reports_working_days_published", calendar.WORKING_DAYS_PUBLISHED, "reports"),
    Consumer("reports_validation_finished", validator.VALIDATION_FINISHED, "reports"),
    Consumer("reports_suspension_changed", suspensions.SUSPENSION_CHANGED, "reports"),
    Consumer("validator_validation_finished", validator.VALIDATION_FINISHED, "validator"),
    Consumer("validator_chunk_finished", trials.CHUNK_FINISHED, "validator"),
    Consumer("validator_dispute_opened", disputes.DISPUTE_OPENED, "validator"),
    Consumer("validator_dispute_answered", disputes.DISPUTE_ANSWERED, "validator"),
    Consumer("messaging_person_changed", auth.PERSON_CHANGED, "messaging"),
    Consumer("auth_invitation_undelivered", access.INVITATION_UNDELIVERED, "auth"),
    Consumer("messaging_access_request_placed", access.ACCESS_REQUEST_PLACED, "messaging"),
    Consumer("messaging_invitation_issued", access.INVITATION_ISSUED, "messaging"),
    Consumer("messaging_submission_checked", reports.SUBMISSION_CHECKED, "messaging"),
    Consumer("messaging_dispute_opened", disputes.DISPUTE_OPENED, "messaging"),
    Consumer("messaging_dispute_answered", disputes.DISPUTE_ANSWERED, "messaging"),
    Consumer("messaging_suspension_changed", suspensions.SUSPENSION_CHANGED, "messaging"),
    Consumer("messaging_card_change_opened", card_changes.CARD_CHANGE_OPENED, "messaging"),
    Consumer("messaging_card_change_answered", card_changes.CARD_CHANGE_ANSWERED, "messaging"),
    Consumer("calendar_obligation_changed", reports.OBLIGATION_CHANGED, "calendar"),
    Consumer("journal_member_changed", members.MEMBER_CHANGED, "journal"),
    Consumer("journal_person_changed", auth.PERSON_CHANGED, "journal"),
    # Acts come from whoever does something: each service in its own name.
    *(Consumer(f"journal_{owner}_acts", event, "journal") for owner, event in journal.ACT_EVENTS.items()),
)

# What a gateway listens to for open browsers and revoked sessions: plain subscriptions, nothing durable.
LISTENS: dict[str, tuple[Event[Any], ...]] = {
    "gateway": (
        auth.SESSION_REVOKED,
        reports.OBLIGATION_CHANGED,
        reports.SUBMISSION_RECEIVED,
        reports.SUBMISSION_CHECKED,
        disputes.DISPUTE_OPENED,
        disputes.DISPUTE_ANSWERED,
        messaging.NOTICE_CREATED,
        calendar.CALENDAR_CHANGED,
    ),
}


def consumer(name: str) -> Consumer:
    """The durable consumer of that name. Raises KeyError."""
    return {c.name: c for c in CONSUMERS}[name]


def stream(name: str) -> Stream:
    """The stream of that name. Raises KeyError."""
    return {s.name: s for s in STREAMS}[name]
