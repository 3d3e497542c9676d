"""Versions of a report: «последний загруженный отчет актуален», even when its check failed."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Standing:
    """What an obligation keeps of its versions: how many, and when the first document came."""

    versions: int
    submitted_at: datetime | None


def after_upload(standing: Standing, received_at: datetime) -> Standing:
    """One version more, and it is the current one.

    Timeliness is judged by the earliest receipt: a document that staff register after an outage came when it came,
    though its number is younger.
    """
    first = received_at if standing.submitted_at is None else min(standing.submitted_at, received_at)
    return Standing(standing.versions + 1, first)
