"""Mails with the link of an invitation, to people whom auth does not know yet; people of several organisations."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"

_NOW = sa.text("clock_timestamp()")
_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "recipient_organisations",
        sa.Column("person_id", sa.Uuid, primary_key=True),
        sa.Column("organisation_id", sa.Uuid, primary_key=True),
    )
    op.create_index("ix_recipient_organisations_organisation_id", "recipient_organisations", ["organisation_id"])
    op.execute(
        "INSERT INTO recipient_organisations SELECT person_id, organisation_id FROM recipients "
        "WHERE organisation_id IS NOT NULL"
    )
    op.create_table(
        "invitation_mails",
        sa.Column("invitation_id", sa.Uuid, primary_key=True),
        sa.Column("issue", sa.Integer, nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("words", postgresql.JSONB, nullable=False),
        sa.Column("expires_at", _INSTANT, nullable=False),
        sa.Column("created_at", _INSTANT, nullable=False, server_default=_NOW),
        sa.Column("trace", postgresql.JSONB, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False, server_default=sa.text("0")),
        sa.Column("next_try_at", _INSTANT, nullable=False, server_default=_NOW),
        sa.Column("lease_token", sa.Uuid),
        sa.Column("sent_at", _INSTANT),
        sa.Column("given_up_at", _INSTANT),
        sa.Column("last_error", sa.Text),
    )
    waiting = sa.text("sent_at IS NULL AND given_up_at IS NULL")
    op.create_index("ix_invitation_mails_waiting", "invitation_mails", ["next_try_at"], postgresql_where=waiting)
