"""Working-day table and due dates."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from chassis.migrations import create_chassis_tables

revision = "0001"
down_revision = None


def upgrade() -> None:
    create_chassis_tables()
    _create_working_days()
    _create_due_dates()


def _create_working_days() -> None:
    op.create_table(
        "table_revision",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.CheckConstraint("id = 1", name="ck_table_revision_one_row"),
    )
    op.execute("INSERT INTO table_revision (id, revision) VALUES (1, 0)")
    op.create_table(
        "working_years",
        sa.Column("year", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("act", sa.Text, nullable=False),
        sa.Column("provisional", sa.Boolean, nullable=False),
        sa.Column("holidays", postgresql.ARRAY(sa.Date), nullable=False),
        sa.Column("worked", postgresql.ARRAY(sa.Date), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True)),
    )


def _create_due_dates() -> None:
    op.create_table(
        "due_dates",
        sa.Column("report_id", sa.Uuid, primary_key=True),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("member_id", sa.Uuid, nullable=False),
        sa.Column("form_code", sa.Text, nullable=False),
        sa.Column("form_title", sa.Text, nullable=False),
        sa.Column("period_start", sa.Date, nullable=False),
        sa.Column("period_end", sa.Date, nullable=False),
        sa.Column("period_label", sa.Text, nullable=False),
        sa.Column("due_date", sa.Date),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("submitted_on", sa.Date),
    )
    op.create_index("ix_due_dates_due_date", "due_dates", ["due_date"])
    op.create_index("ix_due_dates_member_id", "due_dates", ["member_id", "due_date"])
