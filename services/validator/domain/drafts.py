"""From draft to published version: the rules of dates, names and persons."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Protocol, TypeVar
from uuid import UUID


class Version(Protocol):
    """A published version as the rules of dates see it."""

    @property
    def effective_from(self) -> date: ...

    @property
    def effective_to(self) -> date | None: ...


V = TypeVar("V", bound=Version)


def in_force(published: Sequence[V], day: date) -> V | None:
    """The version that judges reports of `day`; of two that begin on one day the first of `published`."""
    begun = [version for version in published if version.effective_from <= day]
    current = [version for version in begun if version.effective_to is None or day <= version.effective_to]
    return max(current, key=lambda version: version.effective_from, default=None)


def start_fault(start: date, published: Sequence[Version], today: date) -> str | None:
    """Why a version may not begin on `start`: the code of a field at fault, or None.

    A report is taken once its period has ended. So a version that has not begun has judged nothing, and a new one may
    come before it; one in force may have judged reports of any day since it began, and those are not to be rewritten.
    A day equal to the start of the version in force is allowed: that is how a broken version is mended.
    """
    begun = [version.effective_from for version in published if counts(version) and version.effective_from <= today]
    return "before_newest" if begun and start < max(begun) else None


def end_fault(last_day: date, start: date) -> str | None:
    """Why a version cannot be retired after `last_day`."""
    return "before_start" if last_day < start else None


def may_approve(proposer: UUID, person: UUID) -> bool:
    """Two persons publish: whoever proposes does not approve."""
    return proposer != person


def next_version(taken: Collection[str], today: date) -> str:
    """The next free name: the year and a number in it."""
    number = 1
    while f"{today.year}.{number}" in taken:
        number += 1
    return f"{today.year}.{number}"


def counts(version: Version) -> bool:
    """Not withdrawn altogether."""
    return version.effective_to is None or version.effective_to >= version.effective_from
