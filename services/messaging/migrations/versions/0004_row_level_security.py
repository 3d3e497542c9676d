"""Rows are seen by whom they belong to: PostgreSQL itself holds every statement to it."""

from chassis.migrations import isolate
from chassis.tenancy import Follows, OwnedBy

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    isolate("recipients", OwnedBy("organisation_id"))
    isolate("notices", OwnedBy("member_id"))
    isolate("mails", Follows("notice_id", "notices"))
