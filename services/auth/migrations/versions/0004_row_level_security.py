"""Rows are seen by whom they belong to: PostgreSQL itself holds every statement to it."""

from chassis.migrations import isolate
from chassis.tenancy import OwnedBy, StaffOnly

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    isolate("grants", OwnedBy("organisation_id"))
    isolate("sessions", OwnedBy("organisation_id"))
    isolate("api_keys", OwnedBy("organisation_id"))
    isolate("organisations", OwnedBy("id"))
    isolate("invitations", OwnedBy("organisation_id"))
    isolate("access_requests", StaffOnly("what visitors ask for, staff decide"))
