"""Which link of an invitation never reached its mailbox."""

from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.execute("ALTER TABLE invitations ADD COLUMN undelivered_issue integer")
