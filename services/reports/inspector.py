"""Asking the validator what a file says of itself, for no longer than an upload may wait."""

import logging
from datetime import timedelta

from chassis.bus import Bus
from chassis.errors import ServiceError
from contracts.base import ObjectRef
from contracts.errors import http_status
from contracts.validator import INSPECT_FILE, InspectFile, Inspection
from services.reports.settings import Settings

log = logging.getLogger(__name__)

_SERVER_ERROR = 500
# Not of the file either: too many at once, or an identity that ran out on the way.
_NOT_OF_THE_FILE = frozenset({"rate_limited", "unauthenticated", "forbidden"})


class Inspector:
    """The validator's answer, or None when it cannot give one now: receipt first, verdict after."""

    def __init__(self, bus: Bus, settings: Settings) -> None:
        self._bus = bus
        self._budget = timedelta(seconds=settings.inspect_seconds)
        self._max_size = settings.inspect_max_size

    async def inspect(self, content: ObjectRef, file_name: str, token: str | None) -> Inspection | None:
        """Raises ServiceError with the code of a file that cannot be read."""
        if content.size > self._max_size:
            return None
        try:
            return await self.inspect_now(content, file_name, token)
        except ServiceError as error:
            if http_status(error.code) < _SERVER_ERROR and error.code not in _NOT_OF_THE_FILE:
                raise
            log.warning("a file is taken without inspection: %s", error.code)
            return None

    async def inspect_now(self, content: ObjectRef, file_name: str, token: str | None) -> Inspection:
        """Whatever its size. Raises ServiceError, also `unavailable` and `timeout`."""
        request = InspectFile(object=content, file_name=file_name)
        return await self._bus.call(INSPECT_FILE, request, token=token, timeout=self._budget)
