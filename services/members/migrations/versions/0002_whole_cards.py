"""The whole card, search with word stems and typing mistakes, requests of members, lists from files."""

from alembic import op

revision = "0002"
down_revision = "0001"

_CARD = (
    """
    ALTER TABLE members
        ADD COLUMN kpp text,
        ADD COLUMN website text,
        ADD COLUMN legal_address text,
        ADD COLUMN postal_address text,
        ADD COLUMN head_name text,
        ADD COLUMN head_position text,
        ADD COLUMN authorised jsonb NOT NULL DEFAULT '[]',
        ADD COLUMN registry_number text,
        ADD COLUMN cbr_number text,
        ADD COLUMN cbr_registered_on date
    """,
    """
    ALTER TABLE member_history
        ADD COLUMN act text NOT NULL DEFAULT 'status',
        ADD COLUMN by_organisation_id uuid
    """,
    "UPDATE member_history SET act = 'registered' WHERE revision = 1",
    "ALTER TABLE member_history ALTER COLUMN act DROP DEFAULT",
    """
    CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'the history of the register is never changed';
    END $$
    """,
    """
    CREATE TRIGGER member_history_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON member_history
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
    """,
)

# pg_trgm asks the locale what a letter is, and to that of the local PostgreSQL (C) Cyrillic has none: so it is given
# Latin letters. A letter always becomes the same letters, so a part of a text stays a part of its Latin form.
_SEARCH = (
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    """
    CREATE FUNCTION latin(cyrillic text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT replace(replace(replace(replace(replace(replace(replace(
            translate(cyrillic, 'абвгдезийклмнопрстуфхцыэъь', 'abvgdeziyklmnoprstufhcye'),
            'ё', 'e'), 'ж', 'zh'), 'ч', 'ch'), 'ш', 'sh'), 'щ', 'sch'), 'ю', 'yu'), 'я', 'ya')
    $$
    """,
    """
    ALTER TABLE members
        ADD COLUMN search_terms tsvector GENERATED ALWAYS AS (to_tsvector('russian'::regconfig, search_text)) STORED,
        ADD COLUMN search_latin text GENERATED ALWAYS AS (latin(search_text)) STORED
    """,
    "CREATE INDEX ix_members_search_terms ON members USING gin (search_terms)",
    "CREATE INDEX ix_members_search_latin ON members USING gin (search_latin gin_trgm_ops)",
)

_REQUESTS = (
    """
    CREATE TABLE card_changes (
        id uuid PRIMARY KEY,
        member_id uuid NOT NULL CONSTRAINT fk_card_changes_member_id REFERENCES members (id),
        state text NOT NULL,
        opened_at timestamptz NOT NULL,
        opened_by_id uuid NOT NULL,
        opened_by text NOT NULL,
        comment text NOT NULL,
        before jsonb NOT NULL,
        after jsonb NOT NULL,
        answer text,
        answered_at timestamptz,
        answered_by_id uuid,
        answered_by text)
    """,
    "CREATE UNIQUE INDEX uq_card_changes_open ON card_changes (member_id) WHERE state = 'open'",
    "CREATE INDEX ix_card_changes_opened_at ON card_changes (opened_at, id)",
    """
    CREATE TABLE member_imports (
        id uuid PRIMARY KEY,
        sha256 text NOT NULL,
        plan text NOT NULL,
        file_name text NOT NULL,
        at timestamptz NOT NULL,
        by_person_id uuid NOT NULL,
        by_name text NOT NULL,
        grounds text NOT NULL,
        counts jsonb NOT NULL,
        CONSTRAINT uq_member_imports_sha256 UNIQUE (sha256, plan))
    """,
)


def upgrade() -> None:
    for statement in (*_CARD, *_SEARCH, *_REQUESTS):
        op.execute(statement)
