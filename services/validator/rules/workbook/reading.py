"""Workbook -> `RuleFile`. Problems are collected with their cells; reading goes on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from services.validator.rules.fields import FieldReader, Findings
from services.validator.rules.file_problems import FileProblem, Place, RulesUnreadableError
from services.validator.rules.loader import read_rule_set
from services.validator.rules.problems import problem
from services.validator.rules.rule_file import COMPARED, RuleFile, kept
from services.validator.rules.workbook.cells import SheetRow, open_rules, rows_of
from services.validator.rules.workbook.columns import ELEMENTS, PARAMETERS, RULE_SET, TRIGGERS, TYPES, VALUES, Sheet
from services.validator.rules.writer import as_document

Plain = dict[str, Any]


def read_workbook(data: bytes) -> RuleFile:
    """The rule set of a workbook. Raises RulesUnreadableError with every problem found."""
    reader = _Reader(open_rules(data))
    plain = reader.read()
    findings = Findings()
    rules = read_rule_set(FieldReader(as_document(plain), findings))
    reader.tell(findings)
    if reader.problems:
        raise RulesUnreadableError(tuple(reader.problems))
    return RuleFile(rules, rules.form.edition or None, reader.elements(), reader.place)


class _Reader:
    def __init__(self, book: Any) -> None:
        self.problems: list[FileProblem] = []
        self._book = book
        self._triggers: list[SheetRow] = []
        self._values: dict[tuple[str, str], SheetRow] = {}
        self._heads: list[SheetRow] = []

    def read(self) -> Plain:
        self._heads = self._rows(RULE_SET)
        self._triggers = self._rows(TRIGGERS)
        triggers = [self._plain(row, TRIGGERS) for row in self._triggers]
        owners = {trigger.get("code", ""): trigger for trigger in triggers}
        for row in self._rows(VALUES):
            self._add_value(row, owners)
        parameters: Plain = {}
        for row in self._rows(PARAMETERS):
            owner = self._owner(row, owners).setdefault("parameters", {}) if "trigger" in row.values else parameters
            dated = {name: row.values[name] for name in ("from", "to", "value") if name in row.values}
            owner.setdefault(row.values.get("name", ""), []).append(dated)
        return {**self._head(), "parameters": parameters, "triggers": triggers}

    def elements(self) -> dict[str, Mapping[str, str]]:
        """What the sheet of elements says; it is for looking up, so that nothing in it is wrong."""
        rows = rows_of(self._book, ELEMENTS, [])
        kinds = {word: kind for kind, word in TYPES.items()}
        return {
            row.values["path"]: {name: kinds.get(text, text) for name, text in row.values.items() if name in COMPARED}
            for row in rows
            if "path" in row.values
        }

    def tell(self, findings: Findings) -> None:
        """What the checks of a rule-set file say, at the row of its trigger; cells have told theirs already."""
        for found in findings.problems:
            if not kept(found) and found.code not in ("required", "date"):
                self.problems.append(
                    FileProblem(self.place(found.line or None, found.field), found.text, found.text_en)
                )

    def place(self, position: int | None, field: str | None) -> Place:
        if position is None or position > len(self._triggers):
            return Place()
        row = self._triggers[position - 1]
        part, _, name = (field or "").partition(".")
        value = self._values.get((row.values.get("code", ""), name)) if part == "values" else None
        return value.place("formula") if value else row.place(part)

    def _head(self) -> Plain:
        values = dict(self._heads[0].values) if self._heads else {}
        if not self._heads:
            row = SheetRow(RULE_SET.title, 2, {}, {})
            self.problems.append(row.problem("form", ("заполните код формы", "the code of the form is required")))
        form = {name: values.pop(key) for name, key in (("code", "form"), ("edition", "edition")) if key in values}
        return {"form": form, **values}

    def _rows(self, sheet: Sheet) -> list[SheetRow]:
        return list(rows_of(self._book, sheet, self.problems))

    def _plain(self, row: SheetRow, sheet: Sheet) -> Plain:
        """Fields of the file: a cell may hold the word that Excel shows, or the value that the file has."""
        plain = dict(row.values)
        for column in sheet.columns:
            text = plain.get(column.name)
            if text is None or not column.words:
                continue
            value = next((value for value, word in column.words.items() if text.casefold() in (word, value)), None)
            if value is None:
                wrong = problem("choice", (0, 0), value=text, expected=_listed(column.words.values()))
                self.problems.append(row.problem(column.name, (wrong.text, wrong.text_en)))
            plain[column.name] = value or next(iter(column.words))
        return plain

    def _add_value(self, row: SheetRow, owners: Mapping[str, Plain]) -> None:
        code, name = row.values.get("trigger", ""), row.values.get("name", "")
        values = self._owner(row, owners).setdefault("values", {})
        if name in values:
            # The second of two values of one name would take the place of the first in silence.
            told = problem("duplicate_key", (0, 0), name=name)
            self.problems.append(row.problem("name", (told.text, told.text_en)))
        values[name] = row.values.get("formula", "")
        self._values[code, name] = row

    def _owner(self, row: SheetRow, owners: Mapping[str, Plain]) -> Plain:
        code = row.values.get("trigger", "")
        if code and code not in owners:
            told = f"триггера „{code}“ нет на листе „{TRIGGERS.title}“", f"there is no trigger “{code}”"
            self.problems.append(row.problem("trigger", told))
        return owners.get(code, {})


def _listed(words: Iterable[str]) -> str:
    return ", ".join(words)
