"""The process: it says what it lacks, and it stops when told to, streams and all."""

import asyncio
import os
import signal
import subprocess
from contextlib import AbstractContextManager

import httpx

from contracts.roles import Role
from deploy.local.ports import free_ports
from gateway.csrf import token_for
from tests.in_process import connected
from tests.integration.gateway.cabinet import Auth, serve_auth
from tests.processes import service_process
from tests.stack import Servers, TestNats


def gateway_process(servers: Servers, nats: TestNats, port: int) -> AbstractContextManager[subprocess.Popen[bytes]]:
    """`python -m gateway serve`, with the health port where the supervisor puts it: on the HTTP port."""
    return service_process(servers, nats, "gateway", "gateway", "serve", http_port=str(port), health_port=str(port))


async def answering(http: httpx.AsyncClient, address: str) -> httpx.Response:
    """The first answer of a process that is starting."""
    async with asyncio.timeout(30):
        while True:
            try:
                return await http.get(address)
            except httpx.TransportError:
                await asyncio.to_thread(os.sched_yield)


async def test_it_names_what_is_missing_and_then_is_ready(servers: Servers, nats: TestNats) -> None:
    port = free_ports(1)[0]
    with gateway_process(servers, nats, port):
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as http:
            waiting = await answering(http, "/readyz")
            assert (waiting.status_code, list(waiting.json()["missing"])) == (503, ["auth"])
            assert (await http.get("/healthz")).status_code == 200
            async with connected("auth", nats) as bus:
                await serve_auth(bus, Auth())
                ready = await http.get("/readyz")
                assert (ready.status_code, ready.json()) == (200, {"status": "ready", "missing": {}})


async def test_open_streams_do_not_hold_up_the_end(servers: Servers, nats: TestNats) -> None:
    port, auth = free_ports(1)[0], Auth()
    token, _ = auth.person(Role.MEMBER_USER)
    auth.may_answer.set()
    async with connected("auth", nats) as bus, httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as http:
        await serve_auth(bus, auth)
        with gateway_process(servers, nats, port) as process:
            await answering(http, "/healthz")
            headers = {"Cookie": f"kabinet_session={token}", "X-CSRF-Token": token_for(token)}
            async with http.stream("GET", "/api/v1/live", headers=headers) as live:
                lines = live.aiter_lines()
                await anext(lines)
                process.send_signal(signal.SIGTERM)
                assert "data" not in "".join([line async for line in lines])
            assert await asyncio.to_thread(process.wait, 10) == 0
