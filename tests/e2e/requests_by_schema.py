"""A request for any operation, made of what the OpenAPI document says of it: it reaches the question of rights."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

ABSENT = "0198a000-0000-7000-8000-000000000000"
_BY_FORMAT = {"uuid": ABSENT, "date": "2026-01-09", "date-time": "2026-01-09T09:00:00Z"}
_BY_TYPE: Mapping[str, Any] = {"boolean": False, "object": {}, "array": [], "null": None}

# Where the document says less than the code asks for.
_KNOWN = {"filename": "a.xtdd", "with": ABSENT, "year": 2026, "code": "0000000", "outcome": "refused"}
_EDITED = {"If-Match": '"0"'}


@dataclass(frozen=True)
class Made:
    """What httpx takes."""

    path: str
    params: dict[str, Any] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    json: Any = None
    content: bytes | None = None


def made(document: Mapping[str, Any], path: str, operation: Mapping[str, Any]) -> Made:
    """Every id is one that nothing has."""
    parameters = [(one, _value(document, one["schema"], one["name"])) for one in operation.get("parameters", ())]
    needed = [(one["in"], one["name"], value) for one, value in parameters if one.get("required")]
    names = {one["name"].lower() for one, _ in parameters}
    in_path = {name: value for place, name, value in needed if place == "path"}
    # The framework calls it optional, and a write without it is refused before anybody is asked.
    edited = _EDITED if "if-match" in names else {}
    headers = {**edited, **{name: str(value) for place, name, value in needed if place == "header"}}
    params = {name: value for place, name, value in needed if place == "query"}
    content = operation.get("requestBody", {}).get("content", {})
    if "application/json" in content:
        body = _value(document, content["application/json"]["schema"], "")
        return Made(path.format_map(in_path), params, headers, json=body)
    if content:
        headers["Content-Type"] = "application/octet-stream"
        return Made(path.format_map(in_path), {"filename": "a.xtdd", **params}, headers, content=b"<x/>")
    return Made(path.format_map(in_path), params, headers)


def _value(document: Mapping[str, Any], schema: Mapping[str, Any], name: str) -> Any:
    """The least that the schema takes."""
    if name in _KNOWN:
        return _KNOWN[name]
    if "$ref" in schema:
        return _value(document, document["components"]["schemas"][schema["$ref"].rpartition("/")[2]], name)
    for given in ("const", "default"):
        if given in schema:
            return schema[given]
    if "enum" in schema:
        return schema["enum"][0]
    for choice in ("anyOf", "oneOf", "allOf"):
        if choice in schema:
            return _value(document, schema[choice][0], name)
    kind = schema.get("type")
    if kind == "object":
        properties = schema.get("properties", {})
        return {one: _value(document, properties[one], one) for one in schema.get("required", ())}
    if kind == "array":
        return [_value(document, schema["items"], name) for _ in range(schema.get("minItems", 0))]
    if kind in ("integer", "number"):
        return schema.get("minimum", schema.get("exclusiveMinimum", 0) + 1)
    if kind == "string":
        return _BY_FORMAT.get(schema.get("format", ""), "x" * max(schema.get("minLength", 1), 1))
    return _BY_TYPE.get(str(kind))
