"""Services run as the processes that they are in production, for what only a process does: stop, and be killed."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from deploy.local.settings import PROJECT
from tests.stack import Servers, TestNats


@contextmanager
def service_process(
    servers: Servers, nats: TestNats, identity: str, *module: str, **own: str
) -> Iterator[subprocess.Popen[bytes]]:
    """`python -m <module>` as `identity` on these servers; `own` are settings without their prefix."""
    settings = {
        **servers.environment(identity),
        "KABINET_NATS_URL": nats.url,
        "KABINET_NATS_USER": identity,
        "KABINET_NATS_SEED": nats.server.seeds[identity],
        **{f"KABINET_{name.upper()}": value for name, value in own.items()},
    }
    process = subprocess.Popen([sys.executable, "-m", *module], env=os.environ | settings, cwd=PROJECT)
    try:
        yield process
    finally:
        process.kill()
        process.wait()
