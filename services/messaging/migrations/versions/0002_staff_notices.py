"""Notices to the SRO's staff, and notices of other things than verdicts."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"

_TEXTS = postgresql.ARRAY(sa.Text)


def upgrade() -> None:
    op.add_column("recipients", sa.Column("roles", _TEXTS, nullable=False, server_default=sa.text("'{}'")))
    op.add_column("notices", sa.Column("roles", _TEXTS))
    op.add_column("notices", sa.Column("source", sa.Text))
    op.add_column("notices", sa.Column("path", sa.Text))
    for column in ("member_id", "submission_id", "attempt", "report_id"):
        op.alter_column("notices", column, nullable=True)
    op.create_unique_constraint("uq_notices_source", "notices", ["source"])
    op.create_index("ix_notices_staff", "notices", ["id"], postgresql_where=sa.text("roles IS NOT NULL"))
