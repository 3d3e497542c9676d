"""A rule set as a workbook, for those who live in Excel: one row a trigger, and what was written is read back equal."""

from services.validator.rules.workbook.reading import read_workbook
from services.validator.rules.workbook.writing import workbook_of

__all__ = ["read_workbook", "workbook_of"]
