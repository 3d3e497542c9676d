"""Editions of forms, their drafts and their history."""

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.execute("""
        CREATE TABLE form_editions (
            form_code text NOT NULL REFERENCES forms (code),
            edition text NOT NULL,
            document jsonb NOT NULL,
            revision integer NOT NULL,
            introduced_at timestamptz NOT NULL DEFAULT now(),
            published_at timestamptz NOT NULL DEFAULT now(),
            published_by text,
            PRIMARY KEY (form_code, edition))
    """)
    op.execute("""
        INSERT INTO form_editions (form_code, edition, document, revision)
        SELECT code, '', document, revision FROM forms
    """)
    op.execute("""
        CREATE TABLE form_drafts (
            form_code text PRIMARY KEY,
            revision integer NOT NULL,
            document jsonb NOT NULL,
            created_by text NOT NULL,
            saved_by text NOT NULL,
            saved_at timestamptz NOT NULL)
    """)
    op.execute("""
        CREATE TABLE form_history (
            id uuid PRIMARY KEY DEFAULT uuidv7(),
            form_code text NOT NULL,
            at timestamptz NOT NULL,
            act text NOT NULL,
            person_id uuid,
            person text,
            edition text NOT NULL,
            revision integer NOT NULL,
            why text,
            changes jsonb NOT NULL,
            changes_total integer NOT NULL,
            document jsonb)
    """)
    op.execute("CREATE INDEX form_history_of_form ON form_history (form_code, id)")
    op.execute("""
        INSERT INTO form_history (form_code, at, act, edition, revision, changes, changes_total, document)
        SELECT code, now(), 'published', '', revision, '[]', 0, document FROM forms
    """)
