"""People, grants, sessions, signing keys, the read model of organisations, attempt counters, the journal of access."""

from alembic import op

from chassis.migrations import create_chassis_tables

revision = "0001"
down_revision = None

_TABLES = (
    """
    CREATE TABLE people (
        id uuid PRIMARY KEY,
        email text NOT NULL CONSTRAINT uq_people_email UNIQUE,
        name text NOT NULL,
        password_hash text NOT NULL,
        revision integer NOT NULL,
        created_at timestamptz NOT NULL,
        blocked_at timestamptz,
        blocked_because text)
    """,
    """
    CREATE TABLE grants (
        id uuid PRIMARY KEY,
        person_id uuid NOT NULL CONSTRAINT fk_grants_person_id REFERENCES people (id),
        organisation_id uuid,
        role text NOT NULL,
        valid_from date NOT NULL,
        valid_until date,
        CONSTRAINT ck_grants_dates CHECK (valid_until >= valid_from))
    """,
    "CREATE INDEX ix_grants_person_id ON grants (person_id)",
    "CREATE INDEX ix_grants_organisation_id ON grants (organisation_id)",
    """
    CREATE TABLE sessions (
        id uuid PRIMARY KEY,
        token_hash bytea NOT NULL CONSTRAINT uq_sessions_token_hash UNIQUE,
        person_id uuid NOT NULL CONSTRAINT fk_sessions_person_id REFERENCES people (id),
        organisation_id uuid,
        opened_at timestamptz NOT NULL,
        last_seen_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        closed_at timestamptz,
        address text NOT NULL,
        user_agent text NOT NULL)
    """,
    "CREATE INDEX ix_sessions_person_id ON sessions (person_id) WHERE closed_at IS NULL",
    "CREATE INDEX ix_sessions_organisation_id ON sessions (organisation_id) WHERE closed_at IS NULL",
    "CREATE INDEX ix_sessions_expires_at ON sessions (expires_at)",
    """
    CREATE TABLE signing_keys (
        kid text PRIMARY KEY,
        private_key text NOT NULL,
        public_key text NOT NULL,
        created_at timestamptz NOT NULL)
    """,
    """
    CREATE TABLE organisations (
        id uuid PRIMARY KEY,
        revision integer NOT NULL,
        name text NOT NULL,
        inn text NOT NULL,
        status text NOT NULL)
    """,
    """
    CREATE TABLE attempt_counters (
        key bytea PRIMARY KEY,
        attempts integer NOT NULL,
        last_at timestamptz NOT NULL)
    """,
    """
    CREATE TABLE access_journal (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        at timestamptz NOT NULL,
        event text NOT NULL,
        person_id uuid,
        session_id uuid,
        account text,
        address text NOT NULL,
        user_agent text NOT NULL)
    """,
    "CREATE INDEX ix_access_journal_person_id ON access_journal (person_id, at)",
)

# A journal that can be rewritten proves nothing, so the database refuses it to everyone, this service included.
_APPEND_ONLY = (
    """
    CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'the journal of access is append-only'; END $$
    """,
    """
    CREATE TRIGGER access_journal_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON access_journal
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
    """,
)


def upgrade() -> None:
    create_chassis_tables()
    for statement in (*_TABLES, *_APPEND_ONLY):
        op.execute(statement)
