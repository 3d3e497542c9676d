"""The edition of the form that a draft is written for; steps that are taken once under a key.

The column `form` of drafts was never written, by no version that was ever released: it goes.
"""

from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    # Drafts until now were over the newest edition: they are told so, and stay with it.
    op.execute("ALTER TABLE rule_set_drafts ADD COLUMN edition text NOT NULL DEFAULT '', DROP COLUMN form")
    op.execute("""
        UPDATE rule_set_drafts SET edition = forms.document ->> 'edition'
        FROM forms WHERE forms.code = form_code AND forms.document ->> 'edition' IS NOT NULL
    """)
    op.execute("""
        CREATE TABLE idempotency_keys (
            person_id uuid NOT NULL,
            key text NOT NULL,
            request text NOT NULL,
            rule_set_id uuid,
            at timestamptz NOT NULL,
            PRIMARY KEY (person_id, key))
    """)
    op.execute("CREATE INDEX ix_idempotency_keys_at ON idempotency_keys (at)")
