"""`make bench`: every measurement of `docs/performance.md` in one run; prints a table, and JSON with `--json`."""

import json
import sys
from collections.abc import Callable
from typing import Any

from tests.load import bench_backtest, bench_competitors, bench_end_to_end, bench_gateway, bench_verdict

BENCHES: dict[str, Callable[[], dict[str, Any]]] = {
    "verdict": bench_verdict.run,
    "competitors": bench_competitors.run,
    "end to end": bench_end_to_end.run,
    "gateway": bench_gateway.run,
    "backtest": bench_backtest.run,
}


def main() -> int:
    chosen = [name for name in BENCHES if not sys.argv[1:] or name in sys.argv[1:] or sys.argv[1:] == ["--json"]]
    results = {name: BENCHES[name]() for name in chosen}
    if "--json" in sys.argv:
        print(json.dumps(results, ensure_ascii=False, indent=2))
        return 0
    for name, figures in results.items():
        print(f"\n{name}")
        for label, figure in figures.items():
            print(f"  {label:<48} {figure}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
