"""The register of members and the history of its cards."""

from alembic import op

from chassis.migrations import create_chassis_tables

revision = "0001"
down_revision = None

_TABLES = (
    """
    CREATE TABLE members (
        id uuid PRIMARY KEY,
        revision integer NOT NULL,
        inn text NOT NULL CONSTRAINT uq_members_inn UNIQUE,
        ogrn text NOT NULL CONSTRAINT uq_members_ogrn UNIQUE,
        full_name text NOT NULL,
        short_name text NOT NULL,
        type text NOT NULL,
        status text NOT NULL,
        status_since date NOT NULL,
        status_grounds text,
        included_on date NOT NULL,
        email text,
        phone text,
        sort_key text COLLATE "C" NOT NULL,
        search_text text NOT NULL)
    """,
    "CREATE INDEX ix_members_sort_key ON members (sort_key, id)",
    """
    CREATE TABLE member_history (
        id uuid PRIMARY KEY,
        member_id uuid NOT NULL CONSTRAINT fk_member_history_member_id REFERENCES members (id),
        revision integer NOT NULL,
        at timestamptz NOT NULL,
        by_person_id uuid NOT NULL,
        by_name text NOT NULL,
        counts_from date NOT NULL,
        grounds text,
        card jsonb NOT NULL,
        CONSTRAINT uq_member_history_member_id UNIQUE (member_id, revision))
    """,
)


def upgrade() -> None:
    create_chassis_tables()
    for statement in _TABLES:
        op.execute(statement)
