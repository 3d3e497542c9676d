"""The same two hundred checks on the same files by other engines, in an environment of their own.

    python -m tests.load.competitors CHECKS.json ENGINE FILE

Prints milliseconds of CPU of a bare lxml parse and of the engine, medians of calls that take turns (of one that takes
seconds its first call alone), and how many checks it found to hold. Imports nothing of the project but what lies beside
it: `requirements/bench.txt` is all there is.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from lxml import etree

from tests.load.arelle_engine import arelle

Check = dict[str, str]
_SECONDS: Final = 4.0
_FEWEST: Final = 3
_SCHEMATRON: Final = "http://purl.oclc.org/dsdl/schematron"
_XSLT: Final = "http://www.w3.org/1999/XSL/Transform"


def xpaths(checks: list[Check], data: bytes) -> Callable[[], int]:
    """Compiled XPaths 1.0 of libxml2."""
    names = {"av": _namespace(data)}
    compiled = [etree.XPath(check["xpath"], namespaces=names) for check in checks]
    return lambda: sum(_all_of(etree.fromstring(data), compiled))


def _all_of(root: Any, compiled: list[Any]) -> list[bool]:
    return [check(root) is True for check in compiled]


def isoschematron(checks: list[Check], data: bytes) -> Callable[[], int]:
    """A compiled Schematron, which lxml turns into XSLT."""
    from lxml import isoschematron as engine

    schema = etree.Element(f"{{{_SCHEMATRON}}}schema", nsmap={None: _SCHEMATRON})
    etree.SubElement(schema, f"{{{_SCHEMATRON}}}ns", prefix="av", uri=_namespace(data))
    rule = etree.SubElement(
        etree.SubElement(schema, f"{{{_SCHEMATRON}}}pattern"), f"{{{_SCHEMATRON}}}rule", context="/*"
    )
    for check in checks:
        etree.SubElement(rule, f"{{{_SCHEMATRON}}}assert", test=check["xpath"], id=check["code"]).text = check["code"]
    compiled = engine.Schematron(schema, store_report=True)

    def validate() -> int:
        compiled.validate(etree.fromstring(data))
        report = compiled.validation_report.getroot()
        return len(checks) - len(report.findall("{http://purl.oclc.org/dsdl/svrl}failed-assert"))

    return validate


def saxon(checks: list[Check], data: bytes) -> Callable[[], int]:
    """A compiled stylesheet of XSLT 3.0 with a test for each check."""
    from saxonche import PySaxonProcessor

    processor = PySaxonProcessor(license=False)
    sheet = etree.Element(f"{{{_XSLT}}}stylesheet", nsmap={"xsl": _XSLT, "av": _namespace(data)}, version="3.0")
    etree.SubElement(sheet, f"{{{_XSLT}}}output", method="text")
    template = etree.SubElement(sheet, f"{{{_XSLT}}}template", match="/")
    for check in checks:
        test = etree.SubElement(template, f"{{{_XSLT}}}if", test=check["xpath"])
        etree.SubElement(test, f"{{{_XSLT}}}text").text = "."
    compiled = processor.new_xslt30_processor().compile_stylesheet(
        stylesheet_text=etree.tostring(sheet, encoding="unicode")
    )
    text = data.decode("utf-8-sig")
    text = text[text.index("?>") + 2 :]
    return lambda: len(compiled.transform_to_string(xdm_node=processor.parse_xml(xml_text=text)))


def _namespace(data: bytes) -> str:
    return str(etree.QName(etree.fromstring(data)).namespace)


ENGINES: Final[dict[str, Callable[[list[Check], bytes], Callable[[], int]]]] = {
    "xpath": xpaths,
    "isoschematron": isoschematron,
    "saxon": saxon,
    "arelle": arelle,
}


def main(arguments: list[str]) -> int:
    checks, engine, file = arguments
    data = Path(file).read_bytes()
    run = ENGINES[engine](json.loads(Path(checks).read_text(encoding="utf-8")), data)
    held, first = _timed(run)
    spent: dict[str, list[float]] = {"bare": [], "engine": []}
    calls = {"bare": lambda: etree.fromstring(data), "engine": run}
    if first > _SECONDS * 1000:
        spent["engine"].append(first)
        del calls["engine"]
    ends = time.perf_counter() + _SECONDS
    while time.perf_counter() < ends or len(spent["bare"]) < _FEWEST:
        for name, call in calls.items():
            spent[name].append(_timed(call)[1])
    print(json.dumps({"held": held, **{name: statistics.median(times) for name, times in spent.items()}}))
    return 0


def _timed(call: Callable[[], Any]) -> tuple[Any, float]:
    started = time.process_time_ns()
    result = call()
    return result, (time.process_time_ns() - started) / 1e6


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
