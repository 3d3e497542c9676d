"""The journal is its readers' alone: PostgreSQL itself holds every statement to it.

What the first migration took from the owner of the tables, the service's own role must not have either.
"""

from alembic import op

from chassis.migrations import isolate
from chassis.tenancy import OwnedBy, StaffOnly

revision = "0002"
down_revision = "0001"

_STAFF = StaffOnly("the journal is read by staff alone")


def upgrade() -> None:
    isolate("subjects", _STAFF)
    isolate("chain", _STAFF)
    isolate("details", _STAFF)
    isolate("roots", _STAFF)
    isolate("organisations", OwnedBy("id"))
    op.execute("REVOKE UPDATE, DELETE, TRUNCATE ON chain, roots FROM journal")
    op.execute("REVOKE DELETE, TRUNCATE ON details FROM journal")
