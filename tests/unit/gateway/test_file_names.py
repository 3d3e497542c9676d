"""Names of files are shown and given back, and can do no harm."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.file_names import MAX_LENGTH, disposition, sanitise


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("отчет.xtdd", "отчет.xtdd"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\anna\\отчет 2026.xtdd", "отчет 2026.xtdd"),
        ("/absolute/file.zip", "file.zip"),
        ("a\r\nSet-Cookie: x=1.xtdd", "aSet-Cookie_ x=1.xtdd"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("  .hidden. ", "hidden"),
        ("..", "file"),
        ("", "file"),
        ("a/", "file"),
        ('ООО "Ромашка".xtdd', "ООО _Ромашка_.xtdd"),
        ("и\u0306.xtdd", "й.xtdd"),
    ],
)
def test_a_name_loses_what_could_do_harm(sent: str, kept: str) -> None:
    assert sanitise(sent) == kept


def test_a_long_name_keeps_its_type() -> None:
    kept = sanitise("о" * 400 + ".xtdd")
    assert len(kept) == MAX_LENGTH
    assert kept.endswith(".xtdd")


@given(st.text(max_size=400))
def test_any_name_becomes_a_harmless_one(sent: str) -> None:
    kept = sanitise(sent)
    assert 1 <= len(kept) <= MAX_LENGTH
    assert not set(kept) & set('/\\\r\n\0"')
    assert kept.strip(". ") == kept
    assert sanitise(kept) == kept


@given(st.text(max_size=200))
def test_the_header_of_a_download_is_one_line_of_ascii(sent: str) -> None:
    header = disposition(sent)
    assert header.isascii()
    assert header.isprintable()
    assert header.count('"') == 2


def test_the_header_of_a_download_has_the_name_for_new_and_for_old_programs() -> None:
    assert disposition("отчет 1.xtdd") == (
        "attachment; filename=\"_____ 1.xtdd\"; filename*=UTF-8''%D0%BE%D1%82%D1%87%D0%B5%D1%82%201.xtdd"
    )
