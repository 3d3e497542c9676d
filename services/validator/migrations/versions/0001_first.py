"""The tables of the validator."""

from alembic import op

from chassis.migrations import create_chassis_tables

revision = "0001"
down_revision = None


def upgrade() -> None:
    create_chassis_tables()
    op.execute("""
        CREATE TABLE forms (
            code text PRIMARY KEY,
            revision integer NOT NULL,
            document jsonb NOT NULL)
    """)
    op.execute("""
        CREATE TABLE rule_sets (
            id uuid PRIMARY KEY DEFAULT uuidv7(),
            form_code text NOT NULL REFERENCES forms (code),
            version text NOT NULL,
            effective_from date NOT NULL,
            document jsonb NOT NULL,
            object jsonb NOT NULL,
            published_at timestamptz NOT NULL DEFAULT now(),
            UNIQUE (form_code, version))
    """)
