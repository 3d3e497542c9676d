"""Age and history of passwords, second factors with recovery codes, API keys of organisations."""

from alembic import op

revision = "0002"
down_revision = "0001"

_STATEMENTS = (
    # People of the version before have had their password since they were created, as far as anybody knows.
    "ALTER TABLE people ADD COLUMN password_changed_at timestamptz NOT NULL DEFAULT now()",
    """
    CREATE TABLE former_passwords (
        id uuid PRIMARY KEY,
        person_id uuid NOT NULL CONSTRAINT fk_former_passwords_person_id REFERENCES people (id),
        password_hash text NOT NULL,
        replaced_at timestamptz NOT NULL)
    """,
    "CREATE INDEX ix_former_passwords_person_id ON former_passwords (person_id, replaced_at)",
    """
    CREATE TABLE second_factors (
        person_id uuid PRIMARY KEY CONSTRAINT fk_second_factors_person_id REFERENCES people (id),
        secret text NOT NULL,
        begun_at timestamptz NOT NULL,
        confirmed_at timestamptz,
        last_step integer NOT NULL)
    """,
    """
    CREATE TABLE recovery_codes (
        code_hash bytea PRIMARY KEY,
        person_id uuid NOT NULL CONSTRAINT fk_recovery_codes_person_id REFERENCES people (id),
        used_at timestamptz)
    """,
    "CREATE INDEX ix_recovery_codes_person_id ON recovery_codes (person_id)",
    """
    CREATE TABLE api_keys (
        id uuid PRIMARY KEY,
        organisation_id uuid NOT NULL,
        name text NOT NULL,
        hint text NOT NULL,
        key_hash bytea NOT NULL CONSTRAINT uq_api_keys_key_hash UNIQUE,
        scopes text[] NOT NULL,
        created_by uuid NOT NULL CONSTRAINT fk_api_keys_created_by REFERENCES people (id),
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        last_used_at timestamptz,
        revoked_at timestamptz)
    """,
    "CREATE INDEX ix_api_keys_organisation_id ON api_keys (organisation_id)",
)


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.execute(statement)
