"""What a container's health check says of a real process."""

import asyncio
import os
import sys

from chassis.health import Readiness, serve_health
from deploy.local.ports import LOOPBACK, free_ports
from deploy.local.settings import PROJECT


async def health_of(port: int) -> int | None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "deploy.healthcheck", cwd=PROJECT, env={**os.environ, "KABINET_HEALTH_PORT": str(port)}
    )
    return await process.wait()


async def test_a_process_that_can_serve_is_healthy_and_one_that_waits_is_not() -> None:
    readiness, [port] = Readiness(), free_ports(1)
    assert await health_of(port) == 1
    server = await serve_health(readiness, LOOPBACK, port)
    assert await health_of(port) == 0

    async def broker_is_away() -> None:
        raise ConnectionError

    readiness.add("nats", broker_is_away)
    assert await health_of(port) == 1
    server.close()
