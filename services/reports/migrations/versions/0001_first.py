"""The tables of reports."""

from alembic import op

from chassis.migrations import create_chassis_tables

revision = "0001"
down_revision = None

_TABLES = (
    """
    CREATE TABLE forms (
        code text PRIMARY KEY,
        revision integer NOT NULL,
        info jsonb NOT NULL)
    """,
    """
    CREATE TABLE members (
        id uuid PRIMARY KEY,
        revision integer NOT NULL,
        inn text NOT NULL,
        name text NOT NULL,
        status text NOT NULL,
        card jsonb NOT NULL)
    """,
    """
    CREATE TABLE working_days (
        id integer PRIMARY KEY CHECK (id = 1),
        revision integer NOT NULL,
        years jsonb NOT NULL)
    """,
    """
    CREATE TABLE periods (
        id uuid PRIMARY KEY,
        form_code text NOT NULL REFERENCES forms (code),
        kind text NOT NULL,
        starts_on date NOT NULL,
        ends_on date NOT NULL CHECK (ends_on >= starts_on),
        due_date date NOT NULL,
        everyone boolean NOT NULL,
        opened_at timestamptz NOT NULL,
        opened_by uuid NOT NULL,
        CONSTRAINT uq_periods_form_code UNIQUE (form_code, kind, starts_on))
    """,
    """
    CREATE TABLE obligations (
        id uuid PRIMARY KEY,
        member_id uuid NOT NULL REFERENCES members (id),
        form_code text NOT NULL REFERENCES forms (code),
        period_kind text NOT NULL,
        starts_on date NOT NULL,
        ends_on date NOT NULL,
        ordinal integer NOT NULL DEFAULT 1,
        due_date date NOT NULL,
        extended_to date,
        last_day date GENERATED ALWAYS AS (coalesce(extended_to, due_date)) STORED,
        status text NOT NULL DEFAULT 'not_submitted',
        cause text,
        submitted_at timestamptz,
        current_submission_id uuid,
        submissions_count integer NOT NULL DEFAULT 0,
        incoming_number text,
        incoming_date date,
        incoming_version integer,
        revision integer NOT NULL DEFAULT 1,
        CONSTRAINT uq_obligations_member_id UNIQUE (member_id, form_code, period_kind, starts_on, ordinal))
    """,
    "CREATE SEQUENCE registration_serial",
    """
    CREATE TABLE submissions (
        id uuid PRIMARY KEY,
        obligation_id uuid NOT NULL REFERENCES obligations (id),
        member_id uuid NOT NULL REFERENCES members (id),
        version integer NOT NULL,
        registration_number text NOT NULL CONSTRAINT uq_submissions_registration_number UNIQUE,
        file_name text NOT NULL,
        object_bucket text NOT NULL,
        object_key text NOT NULL CONSTRAINT uq_submissions_object_key UNIQUE,
        sha256 text NOT NULL,
        size bigint NOT NULL,
        received_at timestamptz NOT NULL,
        completed_at timestamptz NOT NULL,
        deemed_received_on date,
        submitted_by uuid NOT NULL,
        submitted_by_name text NOT NULL,
        grounds text,
        same_as uuid REFERENCES submissions (id),
        trace_id text NOT NULL,
        status text NOT NULL,
        cause text,
        counts jsonb,
        reasons jsonb NOT NULL DEFAULT '[]',
        content_hash text,
        attempt integer NOT NULL,
        queued_at timestamptz NOT NULL,
        issued_at timestamptz NOT NULL,
        auto_rechecks integer NOT NULL DEFAULT 0,
        next_recheck_at timestamptz,
        CONSTRAINT uq_submissions_obligation_id UNIQUE (obligation_id, version))
    """,
    """
    ALTER TABLE obligations ADD CONSTRAINT fk_obligations_current_submission_id
        FOREIGN KEY (current_submission_id) REFERENCES submissions (id)
    """,
    """
    CREATE TABLE attempts (
        submission_id uuid NOT NULL REFERENCES submissions (id),
        attempt integer NOT NULL,
        job jsonb NOT NULL,
        PRIMARY KEY (submission_id, attempt))
    """,
    """
    CREATE TABLE verdicts (
        id uuid PRIMARY KEY,
        submission_id uuid NOT NULL REFERENCES submissions (id),
        attempt integer NOT NULL,
        rule_set_id uuid,
        rule_set jsonb,
        status text NOT NULL,
        counts jsonb NOT NULL,
        reasons jsonb NOT NULL,
        object jsonb,
        finished_at timestamptz NOT NULL,
        entered_at timestamptz NOT NULL,
        CONSTRAINT uq_verdicts_submission_id UNIQUE NULLS NOT DISTINCT (submission_id, rule_set_id, attempt))
    """,
    """
    CREATE TABLE timeline (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        submission_id uuid NOT NULL REFERENCES submissions (id),
        at timestamptz NOT NULL,
        code text NOT NULL,
        text text NOT NULL,
        side text NOT NULL,
        actor text NOT NULL,
        rule_set text)
    """,
    """
    CREATE TABLE idempotency_keys (
        person_id uuid NOT NULL,
        key text NOT NULL,
        obligation_id uuid NOT NULL,
        sha256 text NOT NULL,
        submission_id uuid NOT NULL,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (person_id, key))
    """,
    """
    CREATE TABLE refusals (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        at timestamptz NOT NULL,
        received_at timestamptz NOT NULL,
        code text NOT NULL,
        report_id uuid,
        organisation_id uuid,
        person_id uuid NOT NULL,
        person_name text NOT NULL,
        file_name text NOT NULL,
        size bigint NOT NULL,
        sha256 text)
    """,
    """
    CREATE TABLE signing_keys (
        kid text PRIMARY KEY,
        private text NOT NULL,
        public text NOT NULL,
        created_at timestamptz NOT NULL)
    """,
    """
    CREATE TABLE receipts (
        submission_id uuid PRIMARY KEY REFERENCES submissions (id),
        document text NOT NULL,
        signature text NOT NULL,
        key_id text NOT NULL REFERENCES signing_keys (kid))
    """,
    """
    CREATE TABLE quarantine (
        id uuid PRIMARY KEY,
        original_key text NOT NULL,
        object jsonb NOT NULL,
        moved_at timestamptz NOT NULL,
        deleted_at timestamptz)
    """,
)

_INDEXES = (
    "CREATE INDEX ix_members_inn ON members (inn)",
    "CREATE INDEX ix_obligations_member_due ON obligations (member_id, last_day, id)",
    "CREATE INDEX ix_obligations_due ON obligations (last_day, id)",
    "CREATE INDEX ix_obligations_status ON obligations (status, last_day, id)",
    "CREATE INDEX ix_submissions_same ON submissions (obligation_id, sha256)",
    "CREATE INDEX ix_submissions_checking ON submissions (queued_at, id) WHERE status = 'checking'",
    "CREATE INDEX ix_submissions_recheck ON submissions (next_recheck_at) WHERE next_recheck_at IS NOT NULL",
    "CREATE INDEX ix_submissions_undated ON submissions (id) WHERE deemed_received_on IS NULL",
    "CREATE INDEX ix_verdicts_entered ON verdicts (entered_at)",
    "CREATE INDEX ix_timeline_submission ON timeline (submission_id, id)",
    "CREATE INDEX ix_refusals_at ON refusals (at)",
    "CREATE INDEX ix_quarantine_kept ON quarantine (moved_at) WHERE deleted_at IS NULL",
)


def upgrade() -> None:
    create_chassis_tables()
    for statement in (*_TABLES, *_INDEXES):
        op.execute(statement)
