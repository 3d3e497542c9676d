"""The chain, what lies beside it, the daily roots."""

import sqlalchemy as sa
from alembic import op

from chassis.migrations import create_chassis_tables

revision = "0001"
down_revision = None

_INSTANT = sa.TIMESTAMP(timezone=True)

# A journal that can be rewritten proves nothing: the database refuses it to everyone, its owner included.
_REFUSE = """
    CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'the journal is append-only: % of % is refused', TG_OP, TG_TABLE_NAME; END $$
"""
_APPEND_ONLY = """
    CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
"""
# A part may only ever be taken away, by naming the act that ordered it; the rest of the row stays as it is.
_ERASE_ONLY = """
    CREATE FUNCTION erase_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.number = OLD.number
            AND (NEW.who_salt, NEW.who, NEW.who_erased_by)
                IS NOT DISTINCT FROM (OLD.who_salt, OLD.who, OLD.who_erased_by)
            OR NEW.number = OLD.number AND NEW.who_salt IS NULL AND NEW.who IS NULL
                AND OLD.who_erased_by IS NULL AND NEW.who_erased_by IS NOT NULL
        THEN
            IF (NEW.content_salt, NEW.content, NEW.content_erased_by)
                    IS NOT DISTINCT FROM (OLD.content_salt, OLD.content, OLD.content_erased_by)
                OR NEW.content_salt IS NULL AND NEW.content IS NULL
                    AND OLD.content_erased_by IS NULL AND NEW.content_erased_by IS NOT NULL
            THEN RETURN NEW; END IF;
        END IF;
        RAISE EXCEPTION 'details of the journal can only be erased';
    END $$
"""
_DETAILS_TRIGGERS = (
    "CREATE TRIGGER details_erase_only BEFORE UPDATE ON details FOR EACH ROW EXECUTE FUNCTION erase_only()",
    """
    CREATE TRIGGER details_kept BEFORE DELETE OR TRUNCATE ON details
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
    """,
)
_INDEXES = (
    # The successor of a row is found by it; and no row ever has two.
    "CREATE UNIQUE INDEX ix_chain_previous ON chain (previous)",
    "CREATE INDEX ix_chain_at ON chain (at)",
    "CREATE INDEX ix_chain_person ON chain (person, number)",
    "CREATE INDEX ix_chain_organisation ON chain (organisation_id, number)",
    "CREATE INDEX ix_chain_object ON chain (object_kind, object_id, number)",
    "CREATE INDEX ix_chain_act ON chain (act, number)",
    "CREATE INDEX ix_chain_entered_at ON chain (entered_at)",
)


def upgrade() -> None:
    create_chassis_tables()
    _create_chain()
    _create_beside()
    op.execute(_REFUSE)
    op.execute(_ERASE_ONLY)
    for table in ("chain", "roots"):
        op.execute(_APPEND_ONLY.format(table=table))
        op.execute(f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM CURRENT_USER, PUBLIC")
    for statement in (*_DETAILS_TRIGGERS, *_INDEXES):
        op.execute(statement)
    op.execute("REVOKE DELETE, TRUNCATE ON details FROM CURRENT_USER, PUBLIC")


def _create_chain() -> None:
    op.create_table(
        "head",
        sa.Column("id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("number", sa.BigInteger, nullable=False),
        sa.Column("hash", sa.LargeBinary, nullable=False),
        sa.Column("entered_at", _INSTANT),
        sa.CheckConstraint("id = 1", name="ck_head_one_row"),
    )
    op.execute(r"INSERT INTO head (id, number, hash) VALUES (1, 0, decode(repeat('00', 32), 'hex'))")
    op.create_table(
        "chain",
        sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("previous", sa.LargeBinary, nullable=False),
        sa.Column("hash", sa.LargeBinary, nullable=False),
        sa.Column("event_id", sa.Text, nullable=False),
        sa.Column("service", sa.Text, nullable=False),
        sa.Column("act", sa.Text, nullable=False),
        sa.Column("at", _INSTANT, nullable=False),
        sa.Column("entered_at", _INSTANT, nullable=False),
        sa.Column("person", sa.Uuid),
        sa.Column("object_kind", sa.Text, nullable=False),
        sa.Column("object_id", sa.Text, nullable=False),
        sa.Column("organisation_id", sa.Uuid),
        sa.Column("trace_id", sa.Text, nullable=False),
        sa.Column("who_digest", sa.LargeBinary, nullable=False),
        sa.Column("content_digest", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint("event_id", name="uq_chain_event_id"),
    )


def _create_beside() -> None:
    op.create_table(
        "details",
        sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("who_salt", sa.LargeBinary),
        sa.Column("who", sa.Text),
        sa.Column("who_erased_by", sa.BigInteger),
        sa.Column("content_salt", sa.LargeBinary),
        sa.Column("content", sa.Text),
        sa.Column("content_erased_by", sa.BigInteger),
    )
    op.create_table(
        "subjects",
        sa.Column("pseudonym", sa.Uuid, primary_key=True),
        sa.Column("subject", sa.Text),
        sa.Column("name", sa.Text),
        sa.Column("erased_by", sa.BigInteger),
        sa.UniqueConstraint("subject", name="uq_subjects_subject"),
    )
    op.create_table(
        "roots",
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("last_number", sa.BigInteger, nullable=False),
        sa.Column("last_hash", sa.LargeBinary, nullable=False),
        sa.Column("rows", sa.BigInteger, nullable=False),
        sa.Column("previous", sa.LargeBinary, nullable=False),
        sa.Column("hash", sa.LargeBinary, nullable=False),
        sa.Column("object_key", sa.Text, nullable=False),
    )
    op.create_table(
        "organisations",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("revision", sa.BigInteger, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
    )
