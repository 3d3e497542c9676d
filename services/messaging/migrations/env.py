"""Alembic environment of messaging."""

from chassis.migrations import run

run()
