"""Workbook -> `RuleSet`. Mistakes are collected with sheet, row and column; reading goes on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from services.validator.domain.forms import Form
from services.validator.domain.rule_set import RuleSet
from services.validator.rules.fields import FieldReader, Findings
from services.validator.rules.loader import read_rule_set
from services.validator.rules.workbook.cells import SheetRow, WorkbookError, WorkbookMistake, open_workbook, rows_of
from services.validator.rules.workbook.columns import ELEMENTS, PARAMETERS, RULE_SET, TRIGGERS, VALUES, Sheet
from services.validator.rules.writer import as_document, plain_form

__all__ = ["WorkbookError", "WorkbookMistake", "read_workbook"]

Plain = dict[str, Any]
# Mistakes in the text of a formula do not stand in the way: a draft may have them.
_KEPT = frozenset({"formula", "tolerance"})


def read_workbook(data: bytes, form: Form) -> RuleSet:
    """The rule set over `form`, whose elements are those of the workbook. Raises WorkbookError."""
    reader = _Reader()
    plain = reader.read(data, form)
    findings = Findings()
    rules = read_rule_set(FieldReader(as_document(plain), findings))
    reader.tell(findings)
    if reader.mistakes:
        raise WorkbookError(tuple(reader.mistakes))
    return rules


class _Reader:
    def __init__(self) -> None:
        self.mistakes: list[WorkbookMistake] = []
        self._triggers: list[SheetRow] = []

    def read(self, data: bytes, form: Form) -> Plain:
        book = open_workbook(data)
        head = next(iter(self._rows(book, RULE_SET)), None)
        self._triggers = self._rows(book, TRIGGERS)
        triggers = [self._plain(row, TRIGGERS) for row in self._triggers]
        owners = {trigger.get("code", ""): trigger for trigger in triggers}
        parameters: Plain = {}
        for row in self._rows(book, VALUES):
            owner = self._owner(row, owners)
            owner.setdefault("values", {})[row.values.get("name", "")] = row.values.get("formula", "")
        for row in self._rows(book, PARAMETERS):
            owner = self._owner(row, owners).setdefault("parameters", {}) if "trigger" in row.values else parameters
            dated = {name: row.values[name] for name in ("from", "to", "value") if name in row.values}
            owner.setdefault(row.values.get("name", ""), []).append(dated)
        elements = [self._element(row) for row in self._rows(book, ELEMENTS)]
        if head is not None and head.values.get("form", form.code) != form.code:
            self.mistakes.append(head.mistake("form", f"ожидалась форма {form.code}", f"form {form.code} was expected"))
        settings = {name: text for name, text in (head.values if head else {}).items() if name != "form"}
        return {
            "form": plain_form(form) | {"elements": elements},
            **settings,
            "parameters": parameters,
            "triggers": triggers,
        }

    def tell(self, findings: Findings) -> None:
        """What the checks of a rule-set file say, at the row of its trigger."""
        for found in findings.problems:
            if found.code in _KEPT or found.code == "required":
                continue
            row = self._triggers[found.line - 1] if 0 < found.line <= len(self._triggers) else None
            sheet, number = (row.sheet, row.number) if row else (RULE_SET.title, 0)
            letter = row.letters.get(found.field or "", "") if row else ""
            self.mistakes.append(WorkbookMistake(sheet, number, letter, found.text, found.text_en))

    def _rows(self, book: Any, sheet: Sheet) -> list[SheetRow]:
        return list(rows_of(book, sheet, self.mistakes))

    def _plain(self, row: SheetRow, sheet: Sheet) -> Plain:
        """Fields of the file: a cell may hold the word that Excel shows, or the value that the file has."""
        plain = dict(row.values)
        for column in sheet.columns:
            text = plain.get(column.name)
            if column.words is None or text is None:
                continue
            value = next((value for value, word in column.words.items() if text.casefold() in (word, value)), None)
            if value is None:
                expected = _listed(column.words.values())
                self.mistakes.append(
                    row.mistake(
                        column.name, f"„{text}“: ожидалось {expected}", f"“{text}”: one of {expected} was expected"
                    )
                )
            plain[column.name] = value or next(iter(column.words))
        return plain

    def _element(self, row: SheetRow) -> Plain:
        plain = self._plain(row, ELEMENTS)
        if "options" in plain:
            plain["options"] = [option.strip() for option in plain["options"].split(";") if option.strip()]
        return plain

    def _owner(self, row: SheetRow, owners: dict[str, Plain]) -> Plain:
        code = row.values.get("trigger", "")
        if code not in owners:
            self.mistakes.append(row.mistake("trigger", f"триггера „{code}“ нет", f"there is no trigger “{code}”"))
        return owners.get(code, {})


def _listed(words: Iterable[str]) -> str:
    return ", ".join(words)
