"""The OpenAPI 3.1 document: what types of the web client, and members' own programs, are made from."""

import json
import sys
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel

from gateway.live import LiveEvent
from gateway.problems import Problem

PATH = "/api/v1/openapi.json"
VERSION = "1.0.0"
_DESCRIPTION = """The member cabinet of a self-regulatory organisation.

JSON in UTF-8; times are RFC 3339 in UTC, plain dates `YYYY-MM-DD`; lists are `{"items": [...], "next": cursor}`, and a
null cursor ends them. Refusals are RFC 9457 `application/problem+json` with a stable `code`, in Russian or, with
`Accept-Language: en`, in English. Sign in by `POST /api/v1/session`: the cookie `kabinet_session` says who you are, and
the header `X-CSRF-Token`, taken from `GET /api/v1/me`, goes with every write. A program sends an API key as
`Authorization: Bearer`, which reaches as far as its scopes (`reports:read`, `reports:write`, `calendar:read`,
`notices`)."""


_OPEN = frozenset(
    {
        ("post", "/session"),
        ("post", "/access-requests"),
        ("get", "/invitations/{token}/accept"),
        ("post", "/invitations/{token}/accept"),
    }
)


def install(app: FastAPI) -> None:
    """Make `app.openapi()` give our document."""
    app.openapi = _documenting(app)  # type: ignore[method-assign]


def dump(app: FastAPI) -> str:
    """The document as text that is the same on every machine."""
    return json.dumps(app.openapi(), ensure_ascii=False, indent=2) + "\n"


def command(_: list[str]) -> int:
    """`python -m gateway openapi`"""
    from gateway.app import describe_app

    sys.stdout.write(dump(describe_app()))
    return 0


def _documenting(app: FastAPI) -> Callable[[], dict[str, Any]]:
    @lru_cache(maxsize=1)
    def document() -> dict[str, Any]:
        described = get_openapi(
            title="Kabinet", version=VERSION, description=_DESCRIPTION, routes=app.routes, openapi_version="3.1.0"
        )
        _add_shapes(described, Problem, LiveEvent)
        _add_security(described)
        return described

    return document


def _add_shapes(document: dict[str, Any], *shapes: type[BaseModel]) -> None:
    """The shapes of refusals and live events, which the framework knows nothing of."""
    schemas = document["components"]["schemas"]
    for shape in shapes:
        described = shape.model_json_schema(mode="serialization", ref_template="#/components/schemas/{model}")
        schemas.update(described.pop("$defs", {}))
        schemas[shape.__name__] = described
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    document["components"]["schemas"] = dict(sorted(schemas.items()))


def _add_security(document: dict[str, Any]) -> None:
    schemes = document["components"].setdefault("securitySchemes", {})
    schemes["session"] = {"type": "apiKey", "in": "cookie", "name": "kabinet_session"}
    schemes["key"] = {"type": "http", "scheme": "bearer", "description": "an API key; each call tells its scope"}
    schemes["csrf"] = {"type": "apiKey", "in": "header", "name": "X-CSRF-Token"}
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            open_to_all = (method, path.removeprefix("/api/v1")) in _OPEN
            needed: dict[str, list[str]] = {"session": []} if method == "get" else {"session": [], "csrf": []}
            operation["security"] = [] if open_to_all else [needed, {"key": []}]
