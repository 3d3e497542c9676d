"""Disputes, as the health of triggers counts them, and the English reason of a trigger that is switched off."""

from alembic import op

from chassis.migrations import isolate
from chassis.tenancy import StaffOnly

revision = "0007"
down_revision = "0006"

_STATEMENTS = (
    """
    CREATE TABLE trigger_disputes (
        id uuid PRIMARY KEY,
        form_code text NOT NULL,
        code text NOT NULL,
        opened_at timestamptz NOT NULL,
        outcome text)
    """,
    "CREATE INDEX ix_trigger_disputes_form ON trigger_disputes (form_code, opened_at)",
    "ALTER TABLE suspensions ADD COLUMN reason_en text",
)


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.execute(statement)
    isolate("trigger_disputes", StaffOnly("counted for the health of triggers"))
