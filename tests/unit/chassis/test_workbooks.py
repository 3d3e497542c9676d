"""A workbook that somebody sent is looked at before the library opens it."""

import io
import zipfile

import pytest
import xlsxwriter

from chassis.workbooks import Fault, WorkbookRefusedError, open_workbook

AMPLE = 1 << 20


def workbook() -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        book.add_worksheet("Лист").write_string(0, 0, "да")
    return target.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as changed:
        for part in source.namelist():
            if part != name:
                changed.writestr(part, source.read(part))
        changed.writestr(name, content)
    return target.getvalue()


def fault_of(data: bytes, most_unpacked: int = AMPLE) -> Fault:
    with pytest.raises(WorkbookRefusedError) as refused:
        open_workbook(data, most_unpacked=most_unpacked)
    return refused.value.fault


def test_a_sound_one_is_opened() -> None:
    assert open_workbook(workbook(), most_unpacked=AMPLE).sheetnames == ["Лист"]


def test_one_that_unpacks_into_too_much_is_not_unpacked() -> None:
    assert fault_of(with_part(workbook(), "xl/bomb.xml", b" " * AMPLE)) is Fault.TOO_LARGE


@pytest.mark.parametrize("declaration", [b'<!DOCTYPE a [<!ENTITY b "c">]><a/>', "<!DOCTYPE a><a/>".encode("utf-16")])
def test_entities_are_never_expanded(declaration: bytes) -> None:
    assert fault_of(with_part(workbook(), "xl/sharedStrings.xml", declaration)) is Fault.DTD


@pytest.mark.parametrize(
    "data", [b"", b"no zip", workbook()[:-40], with_part(workbook(), "xl/workbook.xml", b"<broken")]
)
def test_what_is_no_workbook_is_said_to_be_damaged(data: bytes) -> None:
    assert fault_of(data) is Fault.DAMAGED
