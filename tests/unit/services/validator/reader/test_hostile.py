"""Files that mean harm, or are merely broken: each is refused by name, quickly."""

from __future__ import annotations

import gzip
import io
import subprocess
import sys
import zipfile

import pytest

from services.validator.reader import Refusal, read_document, unpack
from services.validator.reader.limits import Limits
from tests.unit.services.validator.reader.hostile_files import FILES

LAUGHS = b'<!DOCTYPE a [<!ENTITY x "lol"><!ENTITY y "&x;&x;&x;&x;&x;&x;&x;&x;">]><a>&y;</a>'
EXTERNAL = b'<?xml version="1.0"?>\n<!-- c --><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
CYRILLIC = "Отчет".encode("cp1251")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty_file"),
        (b" \r\n\t ", "empty_file"),
        (b"\xef\xbb\xbf", "empty_file"),
        ("\ufeff".encode("utf-16-le"), "empty_file"),
        (b"plain words", "not_xml"),
        (b"{}", "not_xml"),
        (b"\x00\x01\x02\x03", "not_xml"),
        (b"<a></b>", "not_xml"),
        (b"<a><b></a></b>\n</a>", "not_xml"),
        (b"<a/>garbage", "not_xml"),
        (b"<a/><b/>", "not_xml"),
        (b"<a>&nbsp;</a>", "not_xml"),
        (b"<a b=c/>", "not_xml"),
        (b"<a>\x01</a>", "not_xml"),
        (b"<a>", "truncated_xml"),
        (b"<a><b>text", "truncated_xml"),
        (b"<a><b", "truncated_xml"),
        (b"<a><", "truncated_xml"),
        (b'<a xmlns:x="u"><x:', "truncated_xml"),
        ("<a>ы".encode()[:-1], "truncated_xml"),
        ('<a xmlns="МФО"'.encode(), "truncated_xml"),
        (b'<a x="1', "truncated_xml"),
        (b"<a><![CDATA[x", "truncated_xml"),
        (b"<?xml version='1.0'?>", "truncated_xml"),
        (b"<!-- only", "truncated_xml"),
        (LAUGHS, "forbidden_xml"),
        (EXTERNAL, "forbidden_xml"),
        (b"<!DOCTYPE a><a/>", "forbidden_xml"),
        ("<!DOCTYPE a><a/>".encode("utf-16"), "forbidden_xml"),
        (b"<a>" + CYRILLIC + b"</a>", "bad_encoding"),
        (b'<?xml version="1.0" encoding="utf-8"?><a>' + CYRILLIC + b"</a>", "bad_encoding"),
        (b'<?xml version="1.0" encoding="windows-1251"?><a>\x98</a>', "bad_encoding"),
        (b'<?xml version="1.0" encoding="rot13"?><a/>', "bad_encoding"),
        (b'<?xml version="1.0" encoding="utf-7"?><a/>', "bad_encoding"),
        ("<a>ы</a>".encode("utf-16")[:-1], "bad_encoding"),
        (b'<xbrli:xbrl xmlns:xbrli="http://www.xbrl.org/2003/instance"/>', "wrong_form"),
    ],
)
def test_a_broken_file_is_refused_by_name(data: bytes, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_document(data)
    assert refused.value.code == code
    assert refused.value.text
    assert refused.value.text_en


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_refused_by_name_within_two_seconds_and_300_megabytes(name: str) -> None:
    """In a process that the system ends when it takes more."""
    command = (sys.executable, "-m", "tests.unit.services.validator.reader.hostile_files", name)
    read = subprocess.run(command, capture_output=True, text=True, check=False)
    _, code, limit = FILES[name]
    assert (read.returncode, read.stdout.split()) == (0, [code, str(limit)]), read.stderr[-500:]


def test_a_file_over_the_size_limit_is_too_large() -> None:
    with pytest.raises(Refusal) as refused:
        read_document(b"<a>1234567890</a>", Limits(size=10))
    assert refused.value.code == "too_large"


def test_long_texts_and_attachments_are_no_start_tags() -> None:
    assert read_document(b"<a>" + b"x" * 3_000_000 + b"<b c='d'/></a>").name == "a"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "windows-1251", "koi8-r"]
)
def test_encodings_are_read(encoding: str) -> None:
    stated = {"utf-8-sig": "utf-8", "utf-16-le": "utf-16", "utf-16-be": "utf-16"}.get(encoding, encoding)
    text = f'<?xml version="1.0"\n encoding="{stated}"?>\n<Отчет><Год>2026</Год></Отчет>'
    document = read_document(text.encode(encoding))
    assert (document.name, document.root[0].text, document.root[0].sourceline) == ("Отчет", "2026", 3)


def test_a_bom_outweighs_the_stated_encoding() -> None:
    text = '<?xml version="1.0" encoding="windows-1251"?><Отчет>ы</Отчет>'
    assert read_document(text.encode("utf-8-sig")).root.text == "ы"


NAMESPACE = "http://www.it.ru/Schemas/Avior/МФО/x/1"


@pytest.mark.parametrize(
    "text",
    [
        f'<av:О xmlns:av="{NAMESPACE}"><av:П/></av:О>',
        f"<О xmlns = '{NAMESPACE}'/>",
        f'<?xml version="1.0"?><!-- <x> --><?pi <y?>\n<av:О в="&lt;" xmlns:av="{NAMESPACE}" г=">"/>',
        f'<av:О xmlns:av="{NAMESPACE}"><б xmlns="{NAMESPACE}/б"><![CDATA[xmlns="ы"]]></б></av:О>',
    ],
)
def test_namespaces_with_cyrillic_letters_are_read_strictly(text: str) -> None:
    document = read_document(text.encode())
    assert (document.namespace, document.name) == (NAMESPACE, "О")
    with pytest.raises(Refusal):
        read_document(text.encode() + b"<second/>")


def packed(*entries: tuple[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return target.getvalue()


def test_a_package_gives_its_only_report() -> None:
    inner = packed(("sub/Отчет.XTDD", b"<a/>"), ("Отчет.xtdd.sig", b"s"))
    found = unpack(packed(("inner.zip", inner), ("inner.zip.sig", b"s"), ("readme.txt", b"x")), "p.zip")
    assert (found.data, found.name, found.packed) == (b"<a/>", "Отчет.XTDD", True)
    assert found.signatures == ("Отчет.xtdd.sig", "inner.zip.sig")


def encrypted() -> bytes:
    data = bytearray(packed(("a.xtdd", b"<a/>")))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def nested(depth: int) -> bytes:
    data = packed(("a.xtdd", b"<a/>"))
    for _ in range(depth):
        data = packed(("a.zip", data))
    return data


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (packed(("a.txt", b"")), "p.zip", "no_report_in_package"),
        (packed(), "p.zip", "no_report_in_package"),
        (packed(("a.xtdd", b"<a/>"), ("b.xtdd", b"<a/>")), "p.zip", "several_reports_in_package"),
        (packed(("a.xtdd", b"<a/>"), ("i.zip", packed(("b.xtdd", b"<a/>")))), "p.zip", "several_reports_in_package"),
        (packed(("../a.xtdd", b"<a/>")), "p.zip", "bad_package"),
        (packed(("/etc/a.xtdd", b"<a/>")), "p.zip", "bad_package"),
        (packed(("C:\\a.xtdd", b"<a/>")), "p.zip", "bad_package"),
        (packed(("x\\..\\a.xtdd", b"<a/>")), "p.zip", "bad_package"),
        (packed(("a.xtdd", b"<a/>"))[:-10], "p.zip", "bad_package"),
        (packed(("a.xtdd", b"\0" * 30_000_000)), "p.zip", "bad_package"),
        (packed(*((f"{n}.txt", b"") for n in range(1100))), "p.zip", "bad_package"),
        (nested(5), "p.zip", "bad_package"),
        (encrypted(), "p.zip", "bad_package"),
        (b"<a/>", "p.zip", "bad_package"),
        (b"%PDF-1.7", "p.xtdd", "wrong_file_type"),
        (gzip.compress(b"<a/>"), "p.xtdd", "wrong_file_type"),
        (packed(("xl/workbook.xml", b"<a/>")), "p.xlsx", "wrong_file_type"),
        (b"<a/>", "p.pdf", "wrong_file_type"),
        (b"", "p.xtdd", "empty_file"),
    ],
)
def test_a_bad_package_is_refused_by_name(data: bytes, name: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        unpack(data, name)
    assert refused.value.code == code


def test_a_refusal_survives_the_way_between_processes() -> None:
    with pytest.raises(Refusal) as refused:
        read_document(b"<a>")
    back = Refusal.from_json(refused.value.to_json())
    assert (back.code, back.text, back.text_en, back.line) == (
        refused.value.code,
        refused.value.text,
        refused.value.text_en,
        refused.value.line,
    )
