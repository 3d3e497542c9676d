"""`python -m services.validator serve | worker | migrate | check | sample`."""

import importlib

from chassis.service import main
from services.validator.bootstrap import build_catalogue, build_worker
from services.validator.settings import Settings


def _check(arguments: list[str]) -> int:
    return int(importlib.import_module("services.validator.commands.check").main(arguments))


def _sample(arguments: list[str]) -> int:
    return int(importlib.import_module("services.validator.commands.sample").main(arguments))


if __name__ == "__main__":
    main(
        "validator",
        Settings,
        build_catalogue,
        roles={"worker": build_worker},
        commands={"check": _check, "sample": _sample},
    )
