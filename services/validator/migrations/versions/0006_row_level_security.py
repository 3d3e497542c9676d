"""Rows are seen by whom they belong to: PostgreSQL itself holds every statement to it."""

from chassis.migrations import isolate
from chassis.tenancy import OwnedBy, StaffOnly

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    isolate("judgements", OwnedBy("member_id"))
    isolate("trigger_outcomes", StaffOnly("counted for the health of triggers"))
    isolate("trigger_faults", StaffOnly("counted for the health of triggers"))
    isolate("trials", StaffOnly("what a trial found names reports of every member"))
    isolate("trial_chunks", StaffOnly("reports of every member"))
    isolate("shadow_reports", StaffOnly("reports of every member"))
