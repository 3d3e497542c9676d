"""Which link of an invitation never reached its mailbox."""

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.execute("ALTER TABLE invitations ADD COLUMN undelivered_issue integer")
