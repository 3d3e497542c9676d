"""For operators and load balancers, and the documents of the interface."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse

from gateway import docs_page, openapi
from gateway.context import Parts

router = APIRouter(include_in_schema=False)


@router.get("/healthz")
async def alive() -> dict[str, str]:
    """The process answers; nothing is said about the others."""
    return {"status": "alive"}


@router.get("/readyz")
async def ready(gateway: Parts) -> JSONResponse:
    """Whether people can be served; names what is missing."""
    missing = await gateway.readiness.missing()
    content = {"status": "waiting" if missing else "ready", "missing": missing}
    return JSONResponse(content, 503 if missing else 200)


@router.get(openapi.PATH)
async def document(request: Request) -> dict[str, Any]:
    described: dict[str, Any] = request.app.openapi()
    return described


@router.get("/api/docs")
async def readable(request: Request) -> HTMLResponse:
    return HTMLResponse(docs_page.render(request.app.openapi()))
