"""Rule sets as drafts, their history, and the retirement of a published version."""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.execute("""
        ALTER TABLE rule_sets
            ADD COLUMN revision integer NOT NULL DEFAULT 1,
            ADD COLUMN effective_to date,
            ADD COLUMN published_by jsonb,
            ADD COLUMN retired_at timestamptz,
            ADD COLUMN retired_by jsonb
    """)
    op.execute("""
        CREATE TABLE rule_set_drafts (
            id uuid PRIMARY KEY DEFAULT uuidv7(),
            form_code text NOT NULL REFERENCES forms (code),
            revision integer NOT NULL,
            rules jsonb NOT NULL,
            form jsonb,
            based_on uuid REFERENCES rule_sets (id),
            changed_at timestamptz NOT NULL,
            changed_by jsonb NOT NULL,
            proposal jsonb)
    """)
    op.execute("CREATE INDEX ix_rule_set_drafts_form_code ON rule_set_drafts (form_code)")
    # No foreign key: the history of a draft outlives it, and goes on when it is published under the same id.
    op.execute("""
        CREATE TABLE rule_set_history (
            id uuid PRIMARY KEY DEFAULT uuidv7(),
            rule_set_id uuid NOT NULL,
            form_code text NOT NULL,
            revision integer NOT NULL,
            at timestamptz NOT NULL,
            by jsonb NOT NULL,
            act text NOT NULL,
            reason text,
            details jsonb NOT NULL)
    """)
    op.execute("CREATE INDEX ix_rule_set_history_rule_set_id ON rule_set_history (rule_set_id, id)")
    op.execute("""
        CREATE TABLE backtested_revisions (
            rule_set_id uuid NOT NULL,
            revision integer NOT NULL,
            at timestamptz NOT NULL,
            PRIMARY KEY (rule_set_id, revision))
    """)
