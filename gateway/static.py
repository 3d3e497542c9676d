"""The web client: its files, and its one page for every address that is not a file."""

from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, HTMLResponse, Response

from chassis.errors import ServiceError
from gateway.context import Parts

router = APIRouter(include_in_schema=False)

# Vite puts a hash of the content into the names of everything in this folder.
_HASHED = "assets"
_FOR_EVER = "public, max-age=31536000, immutable"
_NOT_BUILT = """<!doctype html><html lang="ru"><head><meta charset="utf-8"><title>Кабинет</title></head><body>
<h1>Страницы кабинета не собраны</h1><p>Программный интерфейс работает: <a href="/api/docs">описание</a>.</p>
<p lang="en">The web client has not been built; the interface for programs is <a href="/api/docs">here</a>.</p>
</body></html>"""


@router.api_route("/{path:path}", methods=["GET", "HEAD"])
async def serve(path: str, request: Request, gateway: Parts) -> Response:
    """A file of the web client, or its page: the client itself knows what stands at `path`."""
    if path == "api" or path.startswith("api/"):
        raise ServiceError("not_found")
    root = gateway.settings.web_root.resolve()
    found, index = _file(root, path), _file(root, "index.html")
    if found is not None and found != index:
        hashed = found.parent == root / _HASHED
        return FileResponse(found, headers={"Cache-Control": _FOR_EVER if hashed else "no-cache"})
    if path.startswith(f"{_HASHED}/"):
        # A file of an older build: the page in its place would be read as a broken script.
        raise ServiceError("not_found")
    if index is None:
        return HTMLResponse(_NOT_BUILT, status_code=503 if path == "" else 404)
    return FileResponse(index, headers={"Cache-Control": "no-store"})


def _file(root: Path, path: str) -> Path | None:
    """The file at `path` below `root`; None for what is not there, or tries to lead out of it."""
    try:
        candidate = (root / path).resolve()
        inside = candidate.is_relative_to(root) and candidate.is_file()
    except (OSError, ValueError):
        return None
    return candidate if inside else None
