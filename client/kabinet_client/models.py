"""What the cabinet answers. `raw` is the whole answer: fields that are newer than this package are there."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Raw = Mapping[str, Any]

CHECKING = "checking"
ACCEPTED = "accepted"
ACCEPTED_WITH_ERRORS = "accepted_with_errors"


@dataclass(frozen=True)
class Report:
    """What is owed: a form for a period."""

    id: str
    form: str
    period: str
    reporting_date: str
    due_date: str | None
    status: str
    status_label: str
    raw: Raw = field(repr=False)

    @classmethod
    def of(cls, raw: Raw) -> "Report":
        return cls(
            id=raw["id"],
            form=raw["form"]["code"],
            period=raw["period"]["label"],
            reporting_date=raw["reporting_date"],
            due_date=raw["due_date"],
            status=raw["status"],
            status_label=raw["status_label"],
            raw=raw,
        )


@dataclass(frozen=True)
class Receipt:
    """Proof that a file was received. `sha256` is that of the bytes that arrived."""

    submission_id: str
    registration_number: str
    received_at: str
    deemed_received_on: str
    sha256: str
    raw: Raw = field(repr=False)

    @classmethod
    def of(cls, raw: Raw) -> "Receipt":
        names = ("submission_id", "registration_number", "received_at", "deemed_received_on", "sha256")
        return cls(**{name: raw[name] for name in names}, raw=raw)


@dataclass(frozen=True)
class Recognised:
    """Which of one's reports a file fits; None when none does."""

    report_id: str | None
    period: str
    raw: Raw = field(repr=False)

    @classmethod
    def of(cls, raw: Raw) -> "Recognised":
        return cls(raw["report_id"], raw["period_label"], raw)


@dataclass(frozen=True)
class Submission:
    """An uploaded version, and how it was judged."""

    id: str
    status: str
    status_label: str
    registration_number: str
    sha256: str
    file_name: str
    raw: Raw = field(repr=False)

    @classmethod
    def of(cls, raw: Raw) -> "Submission":
        names = ("id", "status", "status_label", "registration_number", "sha256", "file_name")
        return cls(**{name: raw[name] for name in names}, raw=raw)

    @property
    def is_judged(self) -> bool:
        return self.status != CHECKING


@dataclass(frozen=True)
class Finding:
    """What a trigger found. `outcome`: fired, not_evaluable, not_applicable or held."""

    code: str
    outcome: str
    severity: str
    title: str
    message: str
    raw: Raw = field(repr=False)

    @classmethod
    def of(cls, raw: Raw) -> "Finding":
        return cls(raw["code"], raw["outcome"], raw["severity"], raw["title"], raw["message"] or "", raw)


@dataclass(frozen=True)
class Notice:
    """A notice of the cabinet."""

    id: str
    title: str
    created_at: str
    raw: Raw = field(repr=False)

    @classmethod
    def of(cls, raw: Raw) -> "Notice":
        return cls(raw["id"], raw["title"], raw["created_at"], raw)
