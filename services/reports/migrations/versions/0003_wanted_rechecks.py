"""What is to be checked again after a rule was mended or an outage is over."""

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.execute(
        """
        CREATE TABLE wanted_rechecks (
            submission_id uuid PRIMARY KEY REFERENCES submissions (id),
            why text NOT NULL,
            wanted_at timestamptz NOT NULL)
        """
    )
    op.execute("CREATE INDEX ix_submissions_failed ON submissions (cause, id) WHERE status = 'check_failed'")
