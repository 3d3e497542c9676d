"""Optimistic edits over HTTP: the revision that was read travels as ETag, and comes back as If-Match."""

import re
from typing import Annotated

from fastapi import Depends, Header, Response

from chassis.errors import ServiceError

_TAG = re.compile(r'(?:W/)?"(\d{1,9})"')


def told(response: Response, revision: int) -> None:
    """Say which revision the answer is."""
    response.headers["ETag"] = f'"{revision}"'


def _seen(
    if_match: Annotated[str | None, Header(alias="If-Match", description="the ETag that was read")] = None,
) -> int:
    if if_match is None:
        raise ServiceError("revision_missing")
    found = _TAG.fullmatch(if_match.strip())
    # A tag that was never given is one that has changed meanwhile: the service says by whom.
    return int(found.group(1)) if found else 0


# The revision that the asker has read. Raises `revision_missing`.
Seen = Annotated[int, Depends(_seen)]
EDIT_CODES = ("revision_missing", "stale_revision")
