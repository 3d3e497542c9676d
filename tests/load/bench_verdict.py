"""The whole verdict of a report without I/O, against a bare strict lxml parse of the same bytes, in one run."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree

from services.validator.engine import (
    CompiledRuleSet,
    JudgeContext,
    Verdict,
    collector,
    compile_rule_set,
    judge,
    judge_with_hash,
)
from services.validator.engine.code import MAIN
from services.validator.engine.index import Index
from services.validator.engine.plan import Plan
from services.validator.reader import Document, read_document
from services.validator.reader.encoding import to_utf8
from services.validator.reader.prolog import prepare
from services.validator.rules import load_rules
from services.validator.sampler import sample_report

ROOT = Path(__file__).resolve().parents[2]
RULES = ROOT / "services" / "validator" / "builtin" / "0420846.yaml"
SIZES = {"100 KB": (100_000, 4.0), "1 MB": (1_000_000, 4.0), "25 MB": (25_000_000, 0.0)}
CONTEXT = JudgeContext(member={"Тип": "МКК", "ИНН": "7707083893", "ОГРН": "1027700132195"})
AIM = 2.0
PEAKS = {"rest": "a process at rest", "parse": "a bare parse of 25 MB", "judge": "a verdict on 25 MB"}
_FEWEST_ROUNDS = 3


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
    for label, (size, seconds) in SIZES.items():
        subject = _subject(size)
        counts = subject.verdict().counts
        spent = _alternate(_stages(subject), seconds)
        bare, whole = spent["bare parse"], spent["verdict"]
        figures[f"{label}: triggers evaluated"] = sum(counts.model_dump().values()) - counts.warnings
        figures[f"{label}: verdict / bare parse (aim {AIM:g})"] = round(whole / bare, 2)
        figures |= {f"{label}: {stage}, ms": round(value, 3) for stage, value in spent.items()}
        figures[f"{label}: triggers and verdict, ms"] = round(whole - spent["read"] - spent["index"], 3)
    for task, label in PEAKS.items():
        figures[f"peak memory of {label}, MB"] = _peak(task)
    return figures


@cache
def _rules() -> CompiledRuleSet:
    return compile_rule_set(load_rules(RULES.read_text(encoding="utf-8")).rule_set)


def _subject(size: int) -> _Subject:
    return _Subject(sample_report("0420846", "2026Q3", "7707083893", size=size), _rules())


def _stages(subject: _Subject) -> dict[str, Callable[[], object]]:
    """The bare parse reads what a parser can read at all: the same bytes, the Cyrillic namespace made an address."""
    bare = prepare(to_utf8(subject.data)[0])
    document = read_document(subject.data)
    plan = subject.compiled.program(document.root).plans[MAIN]
    return {
        "bare parse": lambda: etree.fromstring(bare),
        "read": lambda: read_document(subject.data),
        "index": lambda: _index(plan, document),
        "verdict": lambda: subject.verdict().to_json(),
        "verdict and content hash": subject.with_hash,
    }


def _index(plan: Plan, document: Document) -> Index:
    """As it is made within a verdict."""
    with collector.resting():
        return Index(plan, document.root)


def _alternate(calls: dict[str, Callable[[], object]], seconds: float) -> dict[str, float]:
    """Medians of calls that take turns, so that a busy machine slows all alike."""
    times: dict[str, list[float]] = {name: [] for name in calls}
    ends = time.perf_counter() + seconds
    rounds = 0
    while time.perf_counter() < ends or rounds < _FEWEST_ROUNDS:
        rounds += 1
        for name, call in calls.items():
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
        etree.fromstring(prepare(to_utf8(data)[0]))
    elif task == "judge":
        _Subject(data, _rules()).with_hash()
    # Not `ru_maxrss`: a process inherits it from the one that started it.
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) >> 10


def main(arguments: list[str]) -> int:
    match arguments:
        case ["--peak", task]:
            print(_perform(task))
        case ["--make", path]:
            Path(path).parent.mkdir(parents=True, exist_ok=True)
            Path(path).write_bytes(_subject(SIZES["25 MB"][0]).data)
        case _:
            print(json.dumps(run(), ensure_ascii=False, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
