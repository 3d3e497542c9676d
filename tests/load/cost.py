"""What things cost: CPU time by process, and percentiles."""

import statistics
from collections.abc import Sequence

import psutil

from tests.product import Stack


def cpu_seconds(stack: Stack) -> dict[str, float]:
    """User and system time of each supervised process with its children (PostgreSQL's sessions, readers)."""
    return {process.name: tree_seconds(process.pid) for process in stack.processes() if process.pid}


def tree_seconds(pid: int) -> float:
    """User and system time of a process and all under it, the dead ones included."""
    parent = psutil.Process(pid)
    times = [process.cpu_times() for process in [parent, *parent.children(recursive=True)]]
    return float(sum(t.user + t.system + t.children_user + t.children_system for t in times))


def percentiles(seconds: Sequence[float]) -> str:
    """p50 / p99 in milliseconds."""
    ordered = sorted(seconds)
    p99 = ordered[min(len(ordered) - 1, round(len(ordered) * 0.99))]
    return f"{statistics.median(ordered) * 1000:.0f} / {p99 * 1000:.0f}"
