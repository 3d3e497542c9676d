"""The HTTP server of this process: started when the bus is there, ended together with its streams."""

import asyncio
import contextlib
import socket
from collections.abc import Iterator

import uvicorn
from fastapi import FastAPI

from gateway.context import Gateway
from gateway.settings import GatewaySettings

_BACKLOG = 2048


class _Server(uvicorn.Server):
    """Signals belong to `chassis.service`, which ends everything in its order."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def listen(host: str, port: int) -> socket.socket:
    """The listening socket; port 0 takes a free one. Raises OSError when the address is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family, backlog=_BACKLOG)


async def serve(app: FastAPI, gateway: Gateway, listener: socket.socket, stopping: asyncio.Event) -> None:
    """Answer requests until `stopping`; then take no more, end the streams and finish what is in hand."""
    server = _Server(_config(app, gateway.settings))
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    stopped = asyncio.create_task(stopping.wait())
    try:
        await asyncio.wait({serving, stopped}, return_when=asyncio.FIRST_COMPLETED)
        # A stream has no end of its own: without this the process would wait for browsers to leave.
        gateway.feed.close()
        server.should_exit = True
        await serving
    finally:
        stopped.cancel()
        listener.close()


def _config(app: FastAPI, settings: GatewaySettings) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        http="httptools",
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=True,
        forwarded_allow_ips=settings.trusted_proxies,
        timeout_keep_alive=75,
        # Uploads in hand get most of the drain time; the rest is for the connections behind them.
        timeout_graceful_shutdown=max(1, int(settings.drain_seconds * 0.8)),
    )
