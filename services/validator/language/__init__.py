"""The trigger language: text -> tree -> text. Knows nothing of reports."""

from services.validator.language.errors import FormulaError
from services.validator.language.parser import parse
from services.validator.language.printer import print_formula

__all__ = ["FormulaError", "parse", "print_formula"]
