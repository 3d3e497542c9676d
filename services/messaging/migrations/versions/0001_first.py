"""Recipients, notices and mails."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from chassis.migrations import create_chassis_tables

revision = "0001"
down_revision = None

_NOW = sa.text("clock_timestamp()")
_ORDERED_ID = sa.text("uuidv7()")
_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    create_chassis_tables()
    _create_recipients()
    _create_notices()
    _create_mails()


def _create_recipients() -> None:
    op.create_table(
        "recipients",
        sa.Column("person_id", sa.Uuid, primary_key=True),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("email", sa.Text, nullable=False),
        sa.Column("organisation_id", sa.Uuid),
        sa.Column("active", sa.Boolean, nullable=False),
    )
    op.create_index("ix_recipients_organisation_id", "recipients", ["organisation_id"])


def _create_notices() -> None:
    op.create_table(
        "notices",
        sa.Column("id", sa.Uuid, primary_key=True, server_default=_ORDERED_ID),
        sa.Column("created_at", _INSTANT, nullable=False, server_default=_NOW),
        sa.Column("member_id", sa.Uuid, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("words", postgresql.JSONB, nullable=False),
        sa.Column("submission_id", sa.Uuid, nullable=False),
        sa.Column("attempt", sa.Integer, nullable=False),
        sa.Column("report_id", sa.Uuid, nullable=False),
        sa.Column("read_at", _INSTANT),
        sa.Column("read_by", sa.Uuid),
        sa.UniqueConstraint("submission_id", "attempt", name="uq_notices_submission_id"),
    )
    op.create_index("ix_notices_member_id", "notices", ["member_id", "id"])
    op.create_index("ix_notices_unread", "notices", ["member_id", "id"], postgresql_where=sa.text("read_at IS NULL"))


def _create_mails() -> None:
    op.create_table(
        "mails",
        sa.Column("id", sa.Uuid, primary_key=True, server_default=_ORDERED_ID),
        sa.Column("notice_id", sa.Uuid, sa.ForeignKey("notices.id", name="fk_mails_notice_id"), nullable=False),
        sa.Column("person_id", sa.Uuid, nullable=False),
        sa.Column("created_at", _INSTANT, nullable=False, server_default=_NOW),
        sa.Column("trace", postgresql.JSONB, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False, server_default=sa.text("0")),
        sa.Column("next_try_at", _INSTANT, nullable=False, server_default=_NOW),
        sa.Column("lease_token", sa.Uuid),
        sa.Column("sent_at", _INSTANT),
        sa.Column("sent_to", sa.Text),
        sa.Column("given_up_at", _INSTANT),
        sa.Column("last_error", sa.Text),
        sa.UniqueConstraint("notice_id", "person_id", name="uq_mails_notice_id"),
    )
    waiting = sa.text("sent_at IS NULL AND given_up_at IS NULL")
    op.create_index("ix_mails_waiting", "mails", ["next_try_at"], postgresql_where=waiting)
