"""Hostile files by name, and a process that reads one of them within bounds.

    python -m tests.unit.services.validator.reader.hostile_files NAME

prints how the file was refused. The system ends the process that takes more than two seconds of the processor's time or
300 MB beside the file: no clock is looked at, so that a busy machine fails nothing.
"""

from __future__ import annotations

import resource
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from services.validator.reader import Refusal, read_document

SECONDS: Final = 2
MEGABYTES: Final = 300


def _entities(depth: int) -> bytes:
    lines = [f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, depth)]
    return f'<!DOCTYPE a [<!ENTITY e0 "lol">{"".join(lines)}]><a>&e{depth - 1};</a>'.encode()


# Name -> the file, the code of its refusal, and the limit that it is over.
FILES: Final[dict[str, tuple[Callable[[], bytes], str, str | None]]] = {
    "billion laughs": (lambda: _entities(10), "forbidden_xml", None),
    "billion laughs in UTF-16": (lambda: _entities(10).decode().encode("utf-16"), "forbidden_xml", None),
    "quadratic blow-up": (
        lambda: b'<!DOCTYPE a [<!ENTITY e "' + b"x" * 1_000_000 + b'">]><a>' + b"&e;" * 1_000_000 + b"</a>",
        "forbidden_xml",
        None,
    ),
    "an external entity": (
        lambda: b'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>',
        "forbidden_xml",
        None,
    ),
    "a parameter entity": (
        lambda: b'<!DOCTYPE a [<!ENTITY % e SYSTEM "http://127.0.0.1:9/x">%e;]><a/>',
        "forbidden_xml",
        None,
    ),
    "a DTD elsewhere": (lambda: b'<!DOCTYPE a SYSTEM "http://127.0.0.1:9/x.dtd"><a/>', "forbidden_xml", None),
    "a DOCTYPE behind a long comment": (
        lambda: b"<!--" + b"- " * 10_000_000 + b"--><!DOCTYPE a><a/>",
        "forbidden_xml",
        None,
    ),
    "an entity that nobody declares": (lambda: b"<a>" + b"&e;" * 5_000_000 + b"</a>", "not_xml", None),
    "100,000 deep": (lambda: b"<a>" * 100_000 + b"</a>" * 100_000, "xml_limits", "depth"),
    "100,000 deep and broken off": (lambda: b"<a>" * 100_000, "xml_limits", "depth"),
    "two million elements": (lambda: b"<a>" + b"<b/>" * 2_000_000 + b"</a>", "xml_limits", "elements"),
    "a million instructions": (lambda: b"<a>" + b"<?p?>" * 1_200_000 + b"</a>", "xml_limits", "elements"),
    "a million attributes": (
        lambda: b"<a " + b" ".join(b'x%d="1"' % n for n in range(1_000_000)) + b"/>",
        "xml_limits",
        "start_tag",
    ),
    "a gigantic attribute": (lambda: b'<a b="' + b"x" * 20_000_000 + b'"/>', "xml_limits", "start_tag"),
    "an attribute of brackets": (lambda: b'<a b="' + b">" * 200_000 + b'"/>', "xml_limits", "start_tag"),
    "a gigantic name": (lambda: b"<" + b"a" * 20_000_000 + b"/>", "xml_limits", "start_tag"),
    "a gigantic text": (lambda: b"<a>" + b"x" * 20_000_000 + b"</a>", "xml_limits", "text"),
    "a gigantic CDATA": (lambda: b"<a><![CDATA[" + b"x" * 20_000_000 + b"]]></a>", "xml_limits", "text"),
    "a gigantic comment": (lambda: b"<a><!--" + b"x" * 20_000_000 + b"--></a>", "xml_limits", "text"),
    "Cyrillic of another encoding": (lambda: b"<a>" + "Отчет".encode("cp1251") * 4_000_000, "bad_encoding", None),
    "an overlong letter": (lambda: b"<a>\xc0\xaf</a>", "bad_encoding", None),
    "UTF-7": (lambda: b'<?xml version="1.0" encoding="utf-7"?><a/>', "bad_encoding", None),
    "half a pair of UTF-16": (lambda: "<a>ы</a>".encode("utf-16")[:-1], "bad_encoding", None),
    "UTF-32 that is none": (lambda: b"\xff\xfe\x00\x00" + b"\xff" * 20_000_000, "bad_encoding", None),
    "a report broken off": (lambda: b"<a>" + b"<b>1</b>" * 900_000 + b"<b>1", "truncated_xml", None),
    "a comment without end": (lambda: b"<!--" + b"- " * 15_000_000, "truncated_xml", None),
    "an instruction without end": (lambda: b"<?p " + b"? " * 15_000_000, "truncated_xml", None),
    "a CDATA without end": (lambda: b"<a><![CDATA[" + b"]] " * 5_000_000, "xml_limits", "text"),
    "white space": (lambda: b" " * 30_000_000, "empty_file", None),
    "a tag of quotes": (lambda: b"<a " + b"'\"" * 15_000_000, "xml_limits", "start_tag"),
    "a tag of attributes without end": (lambda: b"<a " + b"x='' " * 6_000_000, "xml_limits", "start_tag"),
    "brackets of CDATA": (lambda: b"<a>" + b"]]>" * 5_000_000 + b"</a>", "not_xml", None),
    "markup that opens and opens": (
        lambda: '<а xmlns="ы"><!-- '.encode() + b"<! " * 300_000,
        "truncated_xml",
        None,
    ),
}


def main(name: str) -> int:
    data = FILES[name][0]()
    status = Path("/proc/self/status").read_text(encoding="ascii")
    held = int(status.partition("VmSize:")[2].split()[0]) << 10
    resource.setrlimit(resource.RLIMIT_AS, (held + (MEGABYTES << 20),) * 2)
    spent = resource.getrusage(resource.RUSAGE_SELF)
    resource.setrlimit(resource.RLIMIT_CPU, (int(spent.ru_utime + spent.ru_stime + 1) + SECONDS,) * 2)
    try:
        read_document(data)
    except Refusal as refusal:
        print(refusal.code, refusal.found if refusal.code == "xml_limits" else None)
        return 0
    print("accepted")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
