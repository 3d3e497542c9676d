"""Which triggers fired in a verdict: so that a finding can say for how many periods it has been coming back."""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    # Without a default the table is not rewritten, and the old version goes on inserting.
    op.execute("ALTER TABLE verdicts ADD COLUMN fired jsonb")


def downgrade() -> None:
    op.execute("ALTER TABLE verdicts DROP COLUMN fired")
