"""Rows are seen by whom they belong to: PostgreSQL itself holds every statement to it."""

from chassis.migrations import isolate
from chassis.tenancy import Follows, OwnedBy, StaffOnly

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    isolate("recipients", OwnedBy("organisation_id"))
    isolate("notices", OwnedBy("member_id"))
    isolate("mails", Follows("notice_id", "notices"))
    isolate("recipient_organisations", OwnedBy("organisation_id"))
    isolate("invitation_mails", StaffOnly("mails to people whom no organisation knows yet"))
