"""Rows are seen by whom they belong to: PostgreSQL itself holds every statement to it."""

from chassis.migrations import isolate
from chassis.tenancy import OwnedBy, StaffOnly

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    isolate("members", OwnedBy("id"))
    isolate("member_history", OwnedBy("member_id"))
    isolate("card_changes", OwnedBy("member_id"))
    isolate("member_imports", StaffOnly("lists that staff applied"))
