"""Rows are seen by whom they belong to: PostgreSQL itself holds every statement to it."""

from chassis.migrations import isolate
from chassis.tenancy import OwnedBy

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    isolate("grants", OwnedBy("organisation_id"))
    isolate("sessions", OwnedBy("organisation_id"))
    isolate("api_keys", OwnedBy("organisation_id"))
    isolate("organisations", OwnedBy("id"))
