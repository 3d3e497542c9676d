"""Alembic environment of calendar."""

from chassis.migrations import run

run()
