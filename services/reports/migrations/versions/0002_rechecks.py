"""Which triggers a verdict could not evaluate, and why a re-check was ordered."""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.execute("ALTER TABLE verdicts ADD COLUMN troubled text[] NOT NULL DEFAULT '{}'")
    op.execute("CREATE INDEX ix_verdicts_troubled ON verdicts (rule_set_id) WHERE troubled <> '{}'")
    op.execute("ALTER TABLE submissions ADD COLUMN recheck_reason text")
