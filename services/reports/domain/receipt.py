"""The receipt: one canonical text, so that whoever holds it can verify the signature byte for byte."""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime

from contracts.periods import Period


@dataclass(frozen=True)
class Filed:
    """What was filed, by whom and when: everything that a receipt proves."""

    registration_number: str
    submission_id: str
    version: int
    organisation: str
    inn: str
    ogrn: str
    form: str
    form_title: str
    period: Period
    file_name: str
    size: int
    sha256: str
    received_at: datetime
    deemed_received_on: date | None
    grounds: str | None


def document(filed: Filed) -> str:
    """Canonical JSON: sorted keys, no spaces, UTF-8 letters as they are, times in UTC with `Z`."""
    content = {
        "kind": "kabinet.receipt",
        "registration_number": filed.registration_number,
        "submission_id": filed.submission_id,
        "version": filed.version,
        "organisation": {"name": filed.organisation, "inn": filed.inn, "ogrn": filed.ogrn},
        "form": {"code": filed.form, "title": filed.form_title},
        "period": {
            "start": filed.period.start.isoformat(),
            "end": filed.period.end.isoformat(),
            "label": filed.period.label,
        },
        "file": {"name": filed.file_name, "size": filed.size, "sha256": filed.sha256},
        "received_at": filed.received_at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "deemed_received_on": filed.deemed_received_on.isoformat() if filed.deemed_received_on else None,
        "grounds": filed.grounds,
    }
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
