"""Which triggers a verdict could not evaluate, or had switched off."""

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.execute("ALTER TABLE verdicts ADD COLUMN troubled text[] NOT NULL DEFAULT '{}'")
    op.execute("CREATE INDEX ix_verdicts_troubled ON verdicts (rule_set_id) WHERE troubled <> '{}'")
