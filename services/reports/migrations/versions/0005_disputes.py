"""What members said to triggers that fired, and the SRO's answers."""

from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.execute(
        """
        CREATE TABLE disputes (
            id uuid PRIMARY KEY,
            submission_id uuid NOT NULL REFERENCES submissions (id),
            member_id uuid NOT NULL,
            form_code text NOT NULL,
            trigger text NOT NULL,
            trigger_title text NOT NULL,
            attempt integer NOT NULL,
            rule_set jsonb,
            kind text NOT NULL,
            text text NOT NULL,
            until date,
            state text NOT NULL,
            opened_at timestamptz NOT NULL,
            opened_by uuid NOT NULL,
            opened_by_name text NOT NULL,
            answer text,
            valid_until date,
            answered_at timestamptz,
            answered_by uuid,
            answered_by_name text,
            CONSTRAINT ck_disputes_accepted CHECK (state <> 'accepted' OR valid_until IS NOT NULL))
        """
    )
    op.execute("CREATE UNIQUE INDEX uq_disputes_waiting ON disputes (submission_id, trigger) WHERE state = 'open'")
    op.execute("CREATE INDEX ix_disputes_submission ON disputes (submission_id)")
    op.execute("CREATE INDEX ix_disputes_state ON disputes (state, opened_at, id)")
    op.execute("CREATE INDEX ix_disputes_explained ON disputes (member_id, form_code) WHERE state = 'accepted'")
