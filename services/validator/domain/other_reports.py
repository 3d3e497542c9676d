"""Another report of the member that triggers look at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from contracts.periods import Period


@dataclass(frozen=True, slots=True)
class OtherReport:
    """Another report of the member; `period` is what its slot awaited. `missing` says why there are no bytes."""

    data: bytes
    file_name: str = ""
    form: str | None = None
    period: Period | None = None
    missing: Literal["lost", "large"] | None = None
