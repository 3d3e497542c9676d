"""Cells of a window that findings speak of."""

from contracts.form_view import FormBlock, FormCell, FormColumn, FormPicture, FormRow, FormSection
from contracts.statuses import ReportStatus
from contracts.validator import Counts
from contracts.verdict import FindingCell, Severity, VerdictDocument
from gateway.explaining.marks import marked
from tests.unit.gateway.verdicts import finding

ROWS = tuple(FormRow(row=n, cells=(FormCell(path="Т.С.О", value=str(n)),)) for n in (1, 2))
PICTURE = FormPicture(
    sections=(FormSection(number=0, title="Раздел 1", rows=3), FormSection(number=1, title="Раздел 2", rows=9)),
    section=0,
    offset=0,
    blocks=(
        FormBlock(
            repeats=False,
            columns=(FormColumn(number="3"),),
            total=1,
            rows=(FormRow(line="1", cells=(FormCell(path="Итог", value="5"), None)),),
        ),
        FormBlock(repeats=True, path="Т.С", columns=(FormColumn(path="Т.С.О"),), total=2, rows=ROWS),
    ),
)


def cell(path: str, section: str, row: int | None = None, **more: object) -> FindingCell:
    return FindingCell.model_validate({"path": path, "section": section, "row": row, **more})


def test_marks_are_those_of_the_window_and_sections_count_all_of_theirs() -> None:
    here, there = cell("Т.С.О", "Раздел 1", 2), cell("Т.С.О", "Раздел 1", 77)
    warning = finding("А", severity=Severity.WARNING, cells=(here, cell("Мимо", "Раздел 2", elsewhere=True)))
    error = finding("Б", cells=(here, there, cell("Итог", "Раздел 1"), cell("Х", "Раздел 2")))
    verdict = VerdictDocument(
        status=ReportStatus.ACCEPTED_WITH_ERRORS, counts=Counts(fired=2, warnings=1), findings=(warning, error)
    )
    found = marked(PICTURE, verdict)
    assert [(mark.path, mark.row, mark.codes, mark.severity.value) for mark in found.marks] == [
        ("Т.С.О", 2, ("Б", "А"), "error"),
        ("Итог", None, ("Б",), "error"),
    ]
    assert [(section.title, section.marks) for section in found.sections] == [("Раздел 1", 3), ("Раздел 2", 1)]
    assert found.blocks == PICTURE.blocks
