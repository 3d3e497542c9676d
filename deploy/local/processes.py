"""The processes of Kabinet besides its servers, as data: what is started, as whom, in which order."""

import sys
from dataclasses import dataclass

from deploy.local.installation import Installation
from deploy.local.ports import first_free
from deploy.local.probes import http_probe
from deploy.local.programs import Program
from deploy.local.settings import SERVICES
from deploy.local.stale import MARK
from deploy.local.supervisor import Maker


@dataclass(frozen=True)
class Process:
    """One of our own processes: `python -m <module> <command>` with the settings of `identity`."""

    name: str
    module: str
    command: str
    identity: str


SERVICE_PROCESSES = tuple(Process(name, f"services.{name}", "serve", identity=name) for name in SERVICES)
GATEWAY = Process("gateway", "gateway", "serve", identity="gateway")


def worker(number: int) -> Process:
    """The validator's worker; any number of them share one queue."""
    return Process(f"worker-{number}", "services.validator", "worker", identity="worker")


def maker(installation: Installation, process: Process) -> tuple[str, Maker]:
    """The process as the supervisor takes it. It keeps its health port over restarts."""
    port = installation.http_port if process is GATEWAY else first_free(())
    environment = process_environment(installation, process) | {"KABINET_HEALTH_PORT": str(port)}
    if process is GATEWAY:
        environment["KABINET_HTTP_PORT"] = str(port)
    program = Program(
        name=process.name,
        command=(sys.executable, "-m", process.module, process.command),
        environment=environment,
        ready=http_probe(port, "/readyz"),
        health_port=port,
    )
    return process.name, lambda: program


def process_environment(installation: Installation, process: Process) -> dict[str, str]:
    """The identity's settings, a trace file of the process's own, and the mark by which leftovers are found."""
    return installation.environment(process.identity) | {
        "KABINET_TRACE_FILE": str(installation.settings.traces / f"{process.name}.jsonl"),
        MARK: str(installation.settings.data_dir),
    }


def server_makers(installation: Installation) -> list[tuple[str, Maker]]:
    """The four servers."""
    servers = (installation.postgres, installation.nats, installation.s3, installation.mail)
    return [(server.name, server.program) for server in servers]
