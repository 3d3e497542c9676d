"""`status`: services, queue, workers and dead letters, in a table for people."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import nats

from deploy.local.installation import Installation
from deploy.local.probes import http_json, http_status
from deploy.local.servers.nats import ADMIN
from deploy.local.state import ProcessState, State, living

JOBS_STREAM, JOBS_CONSUMER, DEAD_STREAM = "VALIDATION", "workers", "DEAD"
LAST_DEAD_LETTERS = 5


@dataclass(frozen=True)
class Queue:
    """The jobs of validation: waiting, and taken by a worker but not finished."""

    pending: int
    in_flight: int


@dataclass(frozen=True)
class DeadLetter:
    """A message that could not be processed. `arrived` is RFC 3339."""

    subject: str
    arrived: str


def process_lines(state: State) -> Iterator[str]:
    """A line for each process: name, state, pid, uptime, restarts, readiness now."""
    yield f"{'process':<12} {'state':<9} {'pid':>8} {'up':>9} {'restarts':>8}  ready"
    with ThreadPoolExecutor(8) as pool:
        yield from pool.map(_process_line, state.processes)


def _process_line(entry: ProcessState) -> str:
    process = living(entry.pid, entry.created)
    alive = entry.state if process or entry.state in {"stopped", "waiting"} else "dead"
    uptime = _duration(time.time() - process.create_time()) if process else "-"
    pid = entry.pid if process else "-"
    return f"{entry.name:<12} {alive:<9} {pid:>8} {uptime:>9} {entry.restarts:>8}  {_readiness(entry)}"


def _readiness(entry: ProcessState) -> str:
    if entry.health_port is None:  # a server: the supervisor asked it itself
        return "yes" if entry.state == "running" else "no"
    status = http_status(entry.health_port, "/readyz")
    return "yes" if status == 200 else f"no ({status or 'no answer'})"


def _duration(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}"


def queue(installation: Installation) -> Queue | None:
    """The queue of validation as NATS reports it; None where its consumer is not there."""
    for stream in _streams(installation):
        for consumer in stream.get("consumer_detail", []):
            if stream["name"] == JOBS_STREAM and consumer["name"] == JOBS_CONSUMER:
                return Queue(pending=consumer["num_pending"], in_flight=consumer["num_ack_pending"])
    return None


def dead_letter_count(installation: Installation) -> int:
    """How many messages wait in the stream of dead letters."""
    return sum(int(s["state"]["messages"]) for s in _streams(installation) if s["name"] == DEAD_STREAM)


def _streams(installation: Installation) -> list[dict[str, Any]]:
    report: dict[str, Any] = http_json(installation.nats.monitor_port, "/jsz?streams=true&consumers=true")
    return [stream for account in report.get("account_details", []) for stream in account.get("stream_detail", [])]


async def last_dead_letters(installation: Installation) -> list[DeadLetter]:
    """The newest dead letters, newest first."""
    client = await nats.connect(installation.nats.url, nkeys_seed_str=installation.nats.seeds[ADMIN], connect_timeout=2)
    try:
        jetstream = client.jetstream()
        last = (await jetstream.stream_info(DEAD_STREAM)).state.last_seq
        found: list[DeadLetter] = []
        for sequence in range(last, max(0, last - 10 * LAST_DEAD_LETTERS), -1):
            try:
                message = await jetstream.get_msg(DEAD_STREAM, sequence)
            except nats.js.errors.NotFoundError:  # replayed or removed by an operator
                continue
            found.append(DeadLetter(message.subject or "", str(message.time or "")))
            if len(found) == LAST_DEAD_LETTERS:
                break
        return found
    finally:
        await client.close()
