"""Access requests, invitations, memberships that end at once, rules of use, the term of registration."""

from alembic import op

revision = "0003"
down_revision = "0002"

_MEMBERSHIPS = (
    "ALTER TABLE grants ADD COLUMN created_at timestamptz",
    # When an organisation's people first got in is asked of these: those of the version before got in at once.
    "UPDATE grants SET created_at = people.created_at FROM people WHERE people.id = grants.person_id",
    "ALTER TABLE grants ALTER COLUMN created_at SET DEFAULT now()",
    "ALTER TABLE grants ALTER COLUMN created_at SET NOT NULL",
    # Null: begins later, and was not announced yet. Whatever the version before writes begins at once.
    "ALTER TABLE grants ADD COLUMN started_at timestamptz DEFAULT now()",
    "ALTER TABLE grants ADD COLUMN ended_at timestamptz",
    "ALTER TABLE grants ADD COLUMN ended_by uuid",
    "CREATE INDEX ix_grants_to_start ON grants (valid_from) WHERE started_at IS NULL AND ended_at IS NULL",
    "CREATE INDEX ix_grants_to_end ON grants (valid_until) WHERE ended_at IS NULL",
    "ALTER TABLE organisations ADD COLUMN included_on date",
    "CREATE INDEX ix_organisations_inn ON organisations (inn)",
    """
    CREATE TABLE working_days (
        id integer PRIMARY KEY,
        revision integer NOT NULL,
        years jsonb NOT NULL)
    """,
)
_GETTING_IN = (
    """
    CREATE TABLE access_requests (
        id uuid PRIMARY KEY,
        inn text NOT NULL,
        organisation text NOT NULL,
        name text NOT NULL,
        email text NOT NULL,
        position text NOT NULL,
        comment text NOT NULL,
        placed_at timestamptz NOT NULL,
        state text NOT NULL,
        decided_at timestamptz,
        decided_by uuid,
        reason text)
    """,
    # A request that is placed again takes the place of the one that waits.
    "CREATE UNIQUE INDEX uq_access_requests_waiting ON access_requests (email, inn) WHERE state = 'waiting'",
    "CREATE INDEX ix_access_requests_state ON access_requests (state, placed_at, id)",
    """
    CREATE TABLE invitations (
        id uuid PRIMARY KEY,
        organisation_id uuid NOT NULL,
        email text NOT NULL,
        name text NOT NULL,
        role text NOT NULL,
        valid_from date,
        valid_until date,
        invited_by uuid NOT NULL,
        invited_by_name text NOT NULL,
        invited_at timestamptz NOT NULL,
        issues integer NOT NULL,
        expires_at timestamptz NOT NULL,
        secret_hash bytea CONSTRAINT uq_invitations_secret_hash UNIQUE,
        accepted_at timestamptz,
        accepted_by uuid,
        withdrawn_at timestamptz)
    """,
    """
    CREATE UNIQUE INDEX uq_invitations_open ON invitations (organisation_id, email)
    WHERE accepted_at IS NULL AND withdrawn_at IS NULL
    """,
    """
    CREATE TABLE rules_of_use (
        version integer PRIMARY KEY,
        text text NOT NULL,
        published_at timestamptz NOT NULL,
        published_by uuid NOT NULL,
        in_force_from date NOT NULL)
    """,
    """
    CREATE TABLE rules_acceptances (
        person_id uuid NOT NULL CONSTRAINT fk_rules_acceptances_person_id REFERENCES people (id),
        version integer NOT NULL CONSTRAINT fk_rules_acceptances_version REFERENCES rules_of_use (version),
        accepted_at timestamptz NOT NULL,
        address text NOT NULL,
        PRIMARY KEY (person_id, version))
    """,
)


def upgrade() -> None:
    for statement in (*_MEMBERSHIPS, *_GETTING_IN):
        op.execute(statement)
