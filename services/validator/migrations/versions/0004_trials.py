"""Trials of rule sets, what became of each trigger in live verdicts, and triggers that are switched off."""

from alembic import op

revision = "0004"
down_revision = "0003"

_TABLES = (
    """
    CREATE TABLE suspensions (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        form_code text NOT NULL,
        rule_set_id uuid NOT NULL,
        rule_set_version text NOT NULL,
        code text NOT NULL,
        title text NOT NULL,
        reason text NOT NULL,
        element text,
        suspended_at timestamptz NOT NULL,
        lifted_at timestamptz,
        lifted_by jsonb,
        note text)
    """,
    "CREATE INDEX ix_suspensions_form_code ON suspensions (form_code)",
    "CREATE UNIQUE INDEX uq_suspensions_in_force ON suspensions (rule_set_id, code) WHERE lifted_at IS NULL",
    """
    CREATE TABLE judgements (
        submission_id uuid NOT NULL,
        attempt integer NOT NULL,
        form_code text NOT NULL,
        rule_set_id uuid NOT NULL,
        member_id uuid NOT NULL,
        obligation_id uuid,
        received_at timestamptz,
        finished_at timestamptz NOT NULL,
        evaluated boolean NOT NULL,
        PRIMARY KEY (submission_id, attempt))
    """,
    "CREATE INDEX ix_judgements_form ON judgements (form_code, finished_at)",
    """
    CREATE TABLE trigger_outcomes (
        submission_id uuid NOT NULL,
        attempt integer NOT NULL,
        code text NOT NULL,
        outcome text NOT NULL,
        cause text,
        reason text,
        PRIMARY KEY (submission_id, attempt, code))
    """,
    "CREATE INDEX ix_trigger_outcomes_rule ON trigger_outcomes (code) WHERE cause = 'rule'",
    """
    CREATE TABLE trigger_faults (
        obligation_id uuid NOT NULL,
        code text NOT NULL,
        fired_at timestamptz NOT NULL,
        form_code text NOT NULL,
        mended_at timestamptz,
        PRIMARY KEY (obligation_id, code, fired_at))
    """,
    "CREATE INDEX ix_trigger_faults_mended ON trigger_faults (form_code, mended_at) WHERE mended_at IS NOT NULL",
    """
    CREATE TABLE trials (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        kind text NOT NULL,
        form_code text NOT NULL,
        rule_set_id uuid NOT NULL,
        revision integer,
        version text NOT NULL,
        document jsonb NOT NULL,
        needs jsonb NOT NULL,
        state text NOT NULL,
        started_at timestamptz NOT NULL,
        started_by jsonb NOT NULL,
        finished_at timestamptz,
        listed boolean NOT NULL,
        cursor uuid,
        chunks integer NOT NULL,
        total integer NOT NULL,
        done integer NOT NULL,
        tally jsonb NOT NULL,
        swept boolean NOT NULL)
    """,
    "CREATE INDEX ix_trials_rule_set_id ON trials (rule_set_id)",
    # One back-test and one shadow run of a rule set at a time, whoever starts it how often.
    "CREATE UNIQUE INDEX uq_trials_running ON trials (rule_set_id, kind) WHERE state = 'running'",
    """
    CREATE TABLE trial_chunks (
        trial_id uuid NOT NULL REFERENCES trials (id),
        number integer NOT NULL,
        job jsonb NOT NULL,
        count integer NOT NULL,
        issued_at timestamptz NOT NULL,
        finished_at timestamptz,
        PRIMARY KEY (trial_id, number))
    """,
    """
    CREATE TABLE shadow_reports (
        trial_id uuid NOT NULL REFERENCES trials (id),
        submission_id uuid NOT NULL,
        chunk integer,
        PRIMARY KEY (trial_id, submission_id))
    """,
)


def upgrade() -> None:
    for statement in _TABLES:
        op.execute(statement)
