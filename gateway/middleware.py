"""What surrounds every request: its trace, the border that no exception's text crosses, and the headers of safety.

Plain ASGI: the framework's middleware base class would put a queue between us and the request's stream, and an upload's
disconnect would be noticed late or never.
"""

import logging
from time import perf_counter
from typing import Any

from opentelemetry import metrics
from opentelemetry.trace import SpanKind, Status, StatusCode
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from chassis.asking import coming_from
from chassis.errors import ServiceError
from chassis.telemetry import span, trace_id
from gateway.problems import answer

log = logging.getLogger(__name__)

answer_seconds = metrics.get_meter("kabinet").create_histogram(
    "kabinet.http.answer", "s", "time until the answer to a request begins; streams and downloads go on after it"
)

# Scripts only from our own files. Styles may stand inline: the component library sets its variables that way.
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
_SAFETY = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class Surroundings:
    """One server span a request, named by its route; `X-Trace-Id` and the headers of safety on every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        with coming_from(*_origin_of(scope)), span(scope["method"], kind=SpanKind.SERVER) as current:
            reply = _Reply(send, trace_id())
            try:
                await self._app(scope, receive, reply)
            except Exception as error:
                current.record_exception(error)
                await self._refuse(Request(scope, receive), reply, error)
            finally:
                name = _route_of(scope)
                current.update_name(f"{scope['method']} {name}".strip())
                current.set_attributes(
                    {
                        "http.request.method": scope["method"],
                        "http.route": name,
                        "http.response.status_code": reply.status,
                    }
                )
                if reply.status >= 500:
                    current.set_status(Status(StatusCode.ERROR))

    async def _refuse(self, request: Request, reply: "_Reply", error: Exception) -> None:
        """The log has the text of an unknown error; the reader gets the number to ask about and nothing else."""
        # The route and not the path, which may hold the secret of a link.
        log.error("unhandled error", exc_info=error, extra={"path": _route_of(request.scope)})
        if reply.started:
            # Half an answer is out: only breaking the connection tells the client that it is not whole.
            raise error
        await answer(ServiceError("internal"), request)(request.scope, request.receive, reply)


class _Reply:
    """`send` with our headers added; knows how far the answer has got."""

    def __init__(self, send: Send, trace: str) -> None:
        self._send = send
        self._trace = trace
        self._began = perf_counter()
        self.started = False
        self.status = 500

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.started, self.status = True, message["status"]
            answer_seconds.record(perf_counter() - self._began, {"http.response.status_code": self.status})
            headers = MutableHeaders(scope=message)
            headers["X-Trace-Id"] = self._trace
            for name, value in _SAFETY.items():
                headers.setdefault(name, value)
            # Shared computers: nothing with data stays in a cache unless it says otherwise itself.
            headers.setdefault("Cache-Control", "no-store")
        await self._send(message)


def _origin_of(scope: Scope) -> tuple[str, str]:
    """The address (behind a proxy, what the server makes of its headers) and the browser: for the journal."""
    client = scope.get("client")
    agent = Headers(scope=scope).get("user-agent", "")
    return (client[0] if client else "", agent)


def _route_of(scope: Scope) -> str:
    # The route itself knows only its part of the path: the prefixes of the routers around it stand in the context.
    route: Any = scope.get("fastapi", {}).get("effective_route_context") or scope.get("route")
    return str(getattr(route, "path", "")) or "unknown"
