"""Traces as the processes wrote them: OTLP JSON lines -> edges between services."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class SpanLine:
    trace_id: str
    span_id: str
    parent_id: str
    service: str
    name: str


def spans(files: Iterable[Path], trace_id: str) -> dict[str, SpanLine]:
    """The spans of one trace by their id."""
    return {span.span_id: span for file in files for span in _read(file) if span.trace_id == trace_id}


def edges(found: dict[str, SpanLine]) -> set[tuple[str, str]]:
    """(caller, called) for each span whose parent ran in another process."""
    pairs = ((found.get(span.parent_id), span) for span in found.values())
    return {(parent.service, span.service) for parent, span in pairs if parent and parent.service != span.service}


def _read(file: Path) -> Iterator[SpanLine]:
    for line in file.read_text(encoding="utf-8").splitlines():
        for resource in json.loads(line).get("resourceSpans", []):
            service = _attribute(resource["resource"]["attributes"], "service.name")
            for scope in resource["scopeSpans"]:
                for span in scope["spans"]:
                    yield SpanLine(span["traceId"], span["spanId"], span.get("parentSpanId", ""), service, span["name"])


def _attribute(attributes: list[dict[str, Any]], key: str) -> str:
    return next(str(a["value"]["stringValue"]) for a in attributes if a["key"] == key)
