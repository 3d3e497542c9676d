"""Alembic environment of journal."""

from chassis.migrations import run

run()
