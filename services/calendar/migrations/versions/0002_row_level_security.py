"""Rows are seen by whom they belong to: PostgreSQL itself holds every statement to it."""

from chassis.migrations import isolate
from chassis.tenancy import OwnedBy

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    isolate("due_dates", OwnedBy("member_id"))
