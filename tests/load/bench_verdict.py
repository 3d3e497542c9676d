"""The whole verdict of a report without I/O, against a bare strict lxml parse of the same bytes, in one run."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree

from services.validator.builtin import rule_set
from services.validator.engine import CompiledRuleSet, JudgeContext, Verdict, compile_rule_set, judge, judge_with_hash
from services.validator.engine.code import MAIN
from services.validator.engine.index import Index
from services.validator.native import switched_off
from services.validator.reader import read_document
from services.validator.reader.prolog import prepare
from services.validator.sampler import sample_report
from tests.load.checks import bench_rules

ROOT = Path(__file__).resolve().parents[2]
SIZES = {"100 KB": (100_000, 6.0), "1 MB": (1_000_000, 6.0), "25 MB": (25_000_000, 0.0)}
RULES: dict[str, Callable[[], CompiledRuleSet]] = {
    "200 triggers": cache(lambda: compile_rule_set(bench_rules())),
    "built-in": cache(lambda: compile_rule_set(rule_set("0420846"))),
}
LANES = {"": nullcontext, ", without the native library": switched_off}
CONTEXT = JudgeContext(member={"Тип": "МКК", "ИНН": "7707083893", "ОГРН": "1027700132195"})
AIM = 1.8
PEAKS = {
    "rest": "a process at rest",
    "parse": "a bare parse of 25 MB",
    "judge": "a verdict on 25 MB",
    "python": "the same without the native library",
}
_FEWEST_ROUNDS = 5


@dataclass(frozen=True, slots=True)
class _Subject:
    """A report and the rule set it is judged by."""

    data: bytes
    compiled: CompiledRuleSet

    def verdict(self) -> Verdict:
        return judge(self.data, "r.xtdd", self.compiled, CONTEXT)

    def with_hash(self) -> bytes:
        return judge_with_hash(self.data, "r.xtdd", self.compiled, CONTEXT).verdict.to_json()


def run() -> dict[str, Any]:
    """CPU milliseconds (medians of calls that take turns), their ratio to the bare parse, and peaks of memory in MB."""
    figures: dict[str, Any] = {}
    for size, (count, seconds) in SIZES.items():
        data = report(count)
        for rules, compiled in RULES.items():
            for lane, switch in LANES.items():
                with switch():
                    figures |= _measured(f"{size}, {rules}{lane}", _Subject(data, compiled()), seconds)
    for task, label in PEAKS.items():
        figures[f"peak memory of {label}, MB"] = _peak(task)
    return figures


def report(size: int) -> bytes:
    return sample_report("0420846", "2026Q3", "7707083893", size=size)


def _measured(label: str, subject: _Subject, seconds: float) -> dict[str, Any]:
    counts = subject.verdict().counts
    spent = _alternate(_stages(subject), seconds, subject.with_hash)
    bare = spent["bare parse"]
    return {
        f"{label}: held and not applied": f"{counts.held} + {counts.not_applicable}",
        f"{label}: verdict / bare parse (aim {AIM:g})": round(spent["verdict"] / bare, 2),
        f"{label}: with content hash / bare parse": round(spent["verdict and content hash"] / bare, 2),
        **{f"{label}: {stage}, ms": round(value, 3) for stage, value in spent.items()},
    }


def _stages(subject: _Subject) -> dict[str, Callable[[], object]]:
    """The bare parse reads what a parser can read at all: the same bytes, the Cyrillic namespace made an address."""
    bare = prepare(subject.data)
    document = read_document(subject.data)
    plan = subject.compiled.program(document.root).plans[MAIN]
    return {
        "bare parse": lambda: etree.fromstring(bare),
        "reading": lambda: read_document(subject.data),
        "columns": lambda: Index(plan, document.root),
        "verdict": lambda: subject.verdict().to_json(),
        "verdict and content hash": subject.with_hash,
    }


def _alternate(
    calls: dict[str, Callable[[], object]], seconds: float, before: Callable[[], object]
) -> dict[str, float]:
    """Medians of calls that take turns, so that a busy machine slows all alike. Each follows an untimed verdict, as in
    a worker that has a queue: all find the same in the processor's caches, and what a call leaves to the allocator is
    not charged to the next."""
    times: dict[str, list[float]] = {name: [] for name in calls}
    ends = time.perf_counter() + seconds
    rounds = 0
    while time.perf_counter() < ends or rounds < _FEWEST_ROUNDS:
        rounds += 1
        for name, call in calls.items():
            before()
            started = time.process_time_ns()
            call()
            times[name].append((time.process_time_ns() - started) / 1e6)
    return {name: statistics.median(spent) for name, spent in times.items()}


def _peak(task: str) -> int:
    """The most memory that a process of its own held."""
    command = (sys.executable, "-m", "tests.load.bench_verdict", "--peak", task)
    return int(subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout)


def _perform(task: str) -> int:
    path = ROOT / ".cache" / "bench-25mb.xtdd"
    if not path.exists():
        # Made by a process of its own, whose memory does not count.
        subprocess.run((sys.executable, "-m", "tests.load.bench_verdict", "--make", str(path)), check=True, cwd=ROOT)
    data = path.read_bytes()
    if task == "parse":
        etree.fromstring(prepare(data))
    elif task == "judge":
        _Subject(data, RULES["200 triggers"]()).with_hash()
    elif task == "python":
        with switched_off():
            _Subject(data, RULES["200 triggers"]()).with_hash()
    # Not `ru_maxrss`: a process inherits it from the one that started it.
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) >> 10


def main(arguments: list[str]) -> int:
    match arguments:
        case ["--peak", task]:
            print(_perform(task))
        case ["--make", path]:
            Path(path).parent.mkdir(parents=True, exist_ok=True)
            Path(path).write_bytes(report(SIZES["25 MB"][0]))
        case _:
            print(json.dumps(run(), ensure_ascii=False, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
