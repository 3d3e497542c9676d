"""Questions through the gateway: how many a second with one and with two processes, and what an identity costs."""

import asyncio
import contextlib
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import uuid4

from chassis import clock
from chassis.identity import TokenVerifier, issue_token
from chassis.signing import KeyPair
from contracts.auth import SigningKey, SigningKeys
from contracts.identity import Identity
from contracts.roles import Role
from deploy.local.ports import free_ports
from deploy.local.probes import http_probe
from deploy.local.processes import GATEWAY, process_environment
from deploy.local.programs import Program
from tests.cabinet import MEMBER, signed_in
from tests.load.cost import cpu_seconds, percentiles, tree_seconds
from tests.product import Stack, running_stack
from tests.stack import Child

SECONDS = 5.0
CONNECTIONS = 16
PATHS = ("/me", "/reports")
_LENGTH = re.compile(rb"content-length: (\d+)", re.IGNORECASE)


def run() -> dict[str, Any]:
    """Rates in requests a second, latencies in milliseconds at `CONNECTIONS` open connections, CPU by request."""
    with running_stack({"KABINET_LOG_LEVEL": "WARNING"}) as stack, _second_gateway(stack) as second:
        figures = asyncio.run(_measure(stack, second))
    return figures | asyncio.run(_identities())


@dataclass
class _Second:
    """A gateway process beside the one of the stack."""

    port: int
    child: Child

    @property
    def pid(self) -> int:
        assert self.child.process is not None
        return self.child.process.pid


@contextlib.contextmanager
def _second_gateway(stack: Stack) -> Iterator[_Second]:
    (port,) = free_ports(1)
    ports = {"KABINET_HTTP_PORT": str(port), "KABINET_HEALTH_PORT": str(port)}
    program = Program(
        name="gateway-2",
        command=(sys.executable, "-m", "gateway", "serve"),
        environment={**process_environment(stack.installation, GATEWAY), "KABINET_LOG_LEVEL": "WARNING", **ports},
        ready=http_probe(port, "/readyz"),
    )
    second = _Second(port, Child(lambda: program, stack.data_dir))
    second.child.start(seconds=60)
    try:
        yield second
    finally:
        second.child.stop()


async def _measure(stack: Stack, second: _Second) -> dict[str, Any]:
    figures: dict[str, Any] = {}
    async with signed_in(stack, MEMBER) as member:
        cookies = "; ".join(f"{name}={value}" for name, value in member.http.cookies.items())
    for path in PATHS:
        for ports in ([stack.http_port], [stack.http_port, second.port]):
            await _load(path, cookies, ports, 1.0)
            before = cpu_seconds(stack) | {"gateway-2": tree_seconds(second.pid)}
            asked = await _load(path, cookies, ports, SECONDS)
            after = cpu_seconds(stack) | {"gateway-2": tree_seconds(second.pid)}
            cost = sum(after[name] - before[name] for name in after) / len(asked.times) * 1000
            label = f"GET {path}, {len(ports)} gateway{'s' if len(ports) > 1 else ''}"
            figures[f"{label}: requests a second"] = round(len(asked.times) / SECONDS)
            figures[f"{label}: p50 / p99, ms"] = percentiles(asked.times)
            figures[f"{label}: CPU of one, all processes, ms"] = round(cost, 2)
    return figures


@dataclass
class _Asked:
    times: list[float] = field(default_factory=list)


async def _load(path: str, cookies: str, ports: list[int], seconds: float) -> _Asked:
    """Ask as fast as the answers come. A client of a few lines: httpx would cost more than the gateway."""
    asked, ends = _Asked(), time.perf_counter() + seconds
    request = f"GET /api/v1{path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookies}\r\n\r\n".encode()

    async def one_connection(port: int) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        while (started := time.perf_counter()) < ends:
            writer.write(request)
            head = await reader.readuntil(b"\r\n\r\n")
            assert head.startswith(b"HTTP/1.1 200 "), head
            length = _LENGTH.search(head)
            assert length is not None
            await reader.readexactly(int(length[1]))
            asked.times.append(time.perf_counter() - started)
        writer.close()

    await asyncio.gather(*(one_connection(ports[n % len(ports)]) for n in range(CONNECTIONS)))
    return asked


async def _identities(number: int = 500) -> dict[str, Any]:
    """CPU of verifying an identity token: one that was never seen, and one that comes again within its minute."""
    key = KeyPair.generate()
    who = Identity(person_id=uuid4(), person_name="Анна Петрова", roles=(Role.CLERK,), session_id=uuid4())
    tokens = [
        issue_token(who.model_copy(update={"session_id": uuid4()}), key, clock.now(), timedelta(minutes=1))
        for _ in range(number)
    ]

    async def keys() -> SigningKeys:
        return SigningKeys(keys=(SigningKey(kid=key.kid, public_key=key.public),))

    verifier = TokenVerifier(keys)
    await verifier.verify(tokens[0])
    costs = []
    for _ in range(2):
        started = time.process_time()
        for token in tokens[1:]:
            await verifier.verify(token)
        costs.append((time.process_time() - started) / (number - 1) * 1000)
    return {"identity, first time / again, ms": " / ".join(f"{cost:.4f}" for cost in costs)}
