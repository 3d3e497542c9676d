"""Server-sent events as a browser reads them."""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import httpx


@dataclass(frozen=True)
class Heard:
    """One live event."""

    id: str
    kind: str
    data: dict[str, Any]


async def events(stream: httpx.Response) -> AsyncIterator[Heard]:
    """The events of an open stream, as they come."""
    fields: dict[str, str] = {}
    async for line in stream.aiter_lines():
        name, _, value = line.partition(": ")
        if line:
            fields[name] = value
            continue
        if "data" in fields:
            yield Heard(fields.get("id", ""), fields.get("event", ""), json.loads(fields["data"]))
        fields = {}


async def heard(stream: httpx.Response, *, until: str, kind: str = "submission", changed: str = "") -> list[Heard]:
    """The events up to the one of this kind about the object `until` (and that part of it)."""
    found: list[Heard] = []
    async for event in events(stream):
        found.append(event)
        if event.kind == kind and event.data["id"] == until and (not changed or changed in event.data["changed"]):
            break
    return found
