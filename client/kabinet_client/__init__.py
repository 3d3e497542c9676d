"""A member's own program at Kabinet: hand reports in, wait for verdicts, fetch findings, files and notices."""

from kabinet_client.client import Client
from kabinet_client.errors import ClientError, DamagedError, RefusedError, StillCheckingError, UnreachableError
from kabinet_client.models import Finding, Notice, Receipt, Recognised, Report, Submission

__all__ = [
    "Client",
    "ClientError",
    "DamagedError",
    "Finding",
    "Notice",
    "Receipt",
    "Recognised",
    "RefusedError",
    "Report",
    "StillCheckingError",
    "Submission",
    "UnreachableError",
]
