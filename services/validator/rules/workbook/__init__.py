"""A rule set as a workbook, for those who live in Excel: one row a trigger, and what was written is read back equal."""

from services.validator.rules.workbook.reading import WorkbookError, WorkbookMistake, read_workbook
from services.validator.rules.workbook.writing import workbook_of

__all__ = ["WorkbookError", "WorkbookMistake", "read_workbook", "workbook_of"]
