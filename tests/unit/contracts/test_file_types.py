"""Ordinary files: the name's ending and the content must agree on a type that the form takes."""

import io
import zipfile

import pytest

from contracts.file_types import UNKNOWN, refused_type, type_of_content, type_of_name

ACCEPTED = ("pdf", "docx", "xlsx", "jpeg", "png")
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"


def office(*content_types: str, name: str = "[Content_Types].xml") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(name, "".join(f'<Override ContentType="{kind}"/>' for kind in content_types))
        package.writestr("word/document.xml", "<document/>")
    return buffer.getvalue()


CONTENT = {
    "pdf": b"%PDF-1.7 ...",
    "docx": office(WORD),
    "xlsx": office(SHEET),
    "jpg": b"\xff\xd8\xff\xe0 ...",
    "png": b"\x89PNG\r\n\x1a\n ...",
}


@pytest.mark.parametrize("kind", sorted(CONTENT))
def test_each_type_is_known_by_its_bytes(kind: str) -> None:
    assert type_of_content(io.BytesIO(CONTENT[kind])) == kind
    assert refused_type(f"Отчет.{kind.upper()}", io.BytesIO(CONTENT[kind]), ACCEPTED) is None


def test_jpeg_has_two_spellings() -> None:
    assert type_of_name("scan.JPEG") == "jpg"
    assert refused_type("scan.jpeg", io.BytesIO(CONTENT["jpg"]), ("jpg",)) is None


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("отчет.pdf", CONTENT["png"], "pdf (png)"),
        ("отчет.docx", CONTENT["xlsx"], "docx (xlsx)"),
        ("отчет.exe", b"MZ", f"exe ({UNKNOWN})"),
        ("отчет", CONTENT["pdf"], "без расширения (pdf)"),
        ("отчет.docx", office(MACROS), f"docx ({UNKNOWN})"),
        ("отчет.docx", office(WORD, name="other.xml"), f"docx ({UNKNOWN})"),
        ("отчет.docx", office(WORD, SHEET), f"docx ({UNKNOWN})"),
        ("отчет.docx", CONTENT["docx"][:40], f"docx ({UNKNOWN})"),
    ],
)
def test_a_file_is_not_taken_at_its_word(name: str, content: bytes, found: str) -> None:
    assert refused_type(name, io.BytesIO(content), ACCEPTED) == found


def test_a_type_that_the_form_does_not_take_is_refused() -> None:
    assert refused_type("scan.png", io.BytesIO(CONTENT["png"]), ("pdf",)) == "png"


def test_a_bomb_in_place_of_the_content_types_is_not_unpacked_whole() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", b"\0" * (64 << 20))
    assert type_of_content(io.BytesIO(buffer.getvalue())) == UNKNOWN
