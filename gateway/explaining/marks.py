"""Which cells of a window on the form the findings speak of."""

from contracts.base import Message
from contracts.form_view import FormPicture, FormSection
from contracts.verdict import Finding, Outcome, Severity, VerdictDocument

CellId = tuple[str, int | None]


class CellMark(Message):
    """A cell - its path and the row of its table - and the triggers that speak of it, errors before warnings."""

    path: str
    row: int | None
    severity: Severity
    codes: tuple[str, ...]


class MarkedSection(FormSection):
    """`marks` counts the cells of the whole section that findings speak of."""

    marks: int


class MarkedPicture(FormPicture):
    """A window on a report with its findings."""

    sections: tuple[MarkedSection, ...]
    marks: tuple[CellMark, ...]


def marked(picture: FormPicture, verdict: VerdictDocument) -> MarkedPicture:
    """The picture with the marks of its own cells."""
    found = _marks(verdict)
    counts: dict[str | None, int] = {}
    for section, _ in found.values():
        counts[section] = counts.get(section, 0) + 1
    sections = tuple(
        MarkedSection(**section.model_dump(), marks=counts.get(section.title, 0)) for section in picture.sections
    )
    shown = _shown(picture)
    marks = tuple(mark for cell, (_, mark) in found.items() if cell in shown)
    return MarkedPicture(**{**dict(picture), "sections": sections}, marks=marks)


def _marks(verdict: VerdictDocument) -> dict[CellId, tuple[str | None, CellMark]]:
    fired = [finding for finding in verdict.findings if finding.outcome is Outcome.FIRED]
    fired.sort(key=lambda finding: finding.severity is not Severity.ERROR)
    found: dict[CellId, tuple[str | None, CellMark]] = {}
    for finding in fired:
        for cell in finding.cells:
            if cell.elsewhere:
                continue
            key = (cell.path, cell.row)
            _, mark = found.get(key, (None, _mark(key, finding)))
            codes = mark.codes if finding.code in mark.codes else (*mark.codes, finding.code)
            found[key] = (cell.section, mark.model_copy(update={"codes": codes}))
    return found


def _mark(cell: CellId, finding: Finding) -> CellMark:
    return CellMark(path=cell[0], row=cell[1], severity=finding.severity, codes=(finding.code,))


def _shown(picture: FormPicture) -> set[CellId]:
    shown: set[CellId] = set()
    for block in picture.blocks:
        for row in block.rows:
            shown |= {(cell.path, row.row) for cell in row.cells if cell is not None}
            if block.path is not None:
                shown.add((block.path, row.row))
    return shown
