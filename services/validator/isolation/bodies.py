"""The body of a `judge` task: the upload, and behind it the other reports that the job names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from contracts.periods import Period
from contracts.validator import OtherReport as Named
from contracts.validator import OtherReports
from services.validator.domain.other_reports import OtherReport

Missing = Mapping[str, str]


def named(others: OtherReports) -> Iterator[tuple[str, Named]]:
    """By the keys that formulas ask with: `previous`, `year_ago`, `form:0420841`."""
    if others.previous is not None:
        yield "previous", others.previous
    if others.year_ago is not None:
        yield "year_ago", others.year_ago
    for report in others.forms:
        yield f"form:{report.form}", report


def joined(data: bytes, others: OtherReports, found: Mapping[str, OtherReport]) -> tuple[list[dict[str, Any]], bytes]:
    """What the head says of the parts, and the body. Nothing is copied where there are no other reports."""
    parts: list[dict[str, Any]] = [
        {
            "key": key,
            "size": len(found[key].data),
            "missing": found[key].missing,
            "file_name": report.file_name,
            "form": report.form,
            "period": report.period.model_dump(mode="json"),
        }
        for key, report in named(others)
    ]
    return parts, b"".join([data, *(found[part["key"]].data for part in parts)]) if parts else data


def parted(head: Mapping[str, Any], body: bytes) -> tuple[bytes, dict[str, OtherReport]]:
    """The inverse of `joined`."""
    parts = head.get("parts") or []
    end = len(body) - sum(part["size"] for part in parts)
    data, found = body[:end], dict[str, OtherReport]()
    for part in parts:
        start, end = end, end + part["size"]
        period = Period.model_validate(part["period"])
        found[part["key"]] = OtherReport(body[start:end], part["file_name"], part["form"], period, part["missing"])
    return data, found
