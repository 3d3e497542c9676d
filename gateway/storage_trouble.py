"""Failures of the object store, told apart from faults of our own."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from starlette.requests import ClientDisconnect

from chassis.errors import ServiceError
from chassis.storage import ObjectDamagedError, ObjectMissingError

log = logging.getLogger(__name__)


@contextmanager
def told_as_unavailable() -> Iterator[None]:
    """A store that does not answer is `unavailable`: to be tried again. An object that is lost or damaged is not."""
    try:
        yield
    except (ServiceError, ClientDisconnect, ObjectMissingError, ObjectDamagedError):
        raise
    except Exception as error:
        log.exception("the object store failed")
        raise ServiceError("unavailable") from error
