"""The two hundred checks of the bench by other engines, beside ours, on the same files."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import venv
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from services.validator.reader.prolog import prepare
from tests.load.bench_verdict import ROOT, SIZES, report
from tests.load.checks import checks

ENGINES: Final = {
    "xpath": "compiled XPaths (lxml)",
    "isoschematron": "isoschematron (lxml)",
    "saxon": "Saxon-C, XSLT 3.0",
    "arelle": "Arelle, XBRL formula",
}
# Minutes at the next size, and hours at the largest.
_SMALLEST_ONLY: Final = {"arelle": "100 KB"}
_CACHE: Final = ROOT / ".cache"
_LOCK: Final = ROOT / "requirements/bench.txt"


def run() -> dict[str, Any]:
    """The ratio of each engine to a bare lxml parse in the same process: parsing, all checks, their outcomes."""
    python = _environment()
    listed = _CACHE / "bench-checks.json"
    listed.write_text(json.dumps([asdict(check) for check in checks()]), encoding="utf-8")
    figures: dict[str, Any] = {}
    for size, (count, _) in SIZES.items():
        file = _CACHE / f"bench-{count}.xml"
        file.write_bytes(prepare(report(count)))
        for engine, title in ENGINES.items():
            if size != _SMALLEST_ONLY.get(engine, size):
                continue
            command = (str(python), "-m", "tests.load.competitors", str(listed), engine, str(file))
            told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout)
            figures[f"{size}, {title}: checks held"] = told["held"]
            figures[f"{size}, {title}: engine / bare parse"] = round(told["engine"] / told["bare"], 1)
            figures[f"{size}, {title}: ms"] = round(told["engine"], 2)
    return figures


def _environment() -> Path:
    """What is measured beside is heavy: it is installed here alone, and apart from what the project runs on."""
    folder = _CACHE / "bench"
    python, stamp = folder / "bin/python", folder / "lock"
    wanted = hashlib.sha256(_LOCK.read_bytes()).hexdigest()
    if not (stamp.exists() and stamp.read_text() == wanted):
        venv.create(folder, clear=True)
        pip = (sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--require-hashes")
        subprocess.run((*pip, "-r", str(_LOCK)), check=True)
        stamp.write_text(wanted)
    return python
