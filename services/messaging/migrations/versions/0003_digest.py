"""Mails that wait for the day's digest."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("mails", sa.Column("digest", sa.Boolean, nullable=False, server_default=sa.text("false")))
