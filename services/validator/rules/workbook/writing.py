"""`RuleSet` -> workbook. Every cell is text: Excel would make a number of the code 0420846 and of the limit 0.8."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

import xlsxwriter

from services.validator.domain.rule_set import RuleSet
from services.validator.rules.workbook.columns import (
    ELEMENTS,
    GUIDE,
    GUIDE_TITLE,
    PARAMETERS,
    RULE_SET,
    TRIGGERS,
    VALUES,
    Sheet,
)
from services.validator.rules.writer import plain_rule_set

Row = dict[str, Any]
# Rows below the last one that offer the words of a column: a new trigger is written there.
_MORE_ROWS = 500


def workbook_of(rules: RuleSet) -> bytes:
    """The version, its triggers, named values, parameters and the elements of its form, a sheet each, and a guide."""
    plain: Row = plain_rule_set(rules)
    form = plain["form"]
    data = BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True, "strings_to_formulas": False}) as book:
        pages = _Pages(book)
        pages.write(TRIGGERS, plain["triggers"])
        pages.write(VALUES, _values(plain["triggers"]))
        pages.write(PARAMETERS, _parameters(plain))
        pages.write(RULE_SET, [{**plain, "form": form["code"], "edition": form.get("edition")}])
        pages.write(ELEMENTS, form.get("elements", []))
        pages.guide()
    return data.getvalue()


class _Pages:
    def __init__(self, book: Any) -> None:
        self._book = book
        self._head = book.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#ECEEFA", "border": 1}
        )
        self._text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})

    def write(self, sheet: Sheet, rows: Iterable[Row]) -> None:
        page = self._book.add_worksheet(sheet.title)
        for number, column in enumerate(sheet.columns):
            page.set_column(number, number, column.width, self._text)
            page.write_string(0, number, column.title, self._head)
        line = 0
        for line, row in enumerate(rows, 1):
            for number, column in enumerate(sheet.columns):
                value = row.get(column.name)
                if value is not None:
                    page.write_string(line, number, column.words.get(str(value), _text(value)), self._text)
        for number, column in enumerate(sheet.columns):
            if column.words:
                offered = {"validate": "list", "source": list(column.words.values())}
                page.data_validation(1, number, line + _MORE_ROWS, number, offered)
        page.autofilter(0, 0, max(line, 1), len(sheet.columns) - 1)
        page.freeze_panes(1, 1)

    def guide(self) -> None:
        page = self._book.add_worksheet(GUIDE_TITLE)
        page.set_column(0, 0, 110, self._text)
        for line, text in enumerate(GUIDE):
            page.write_string(line, 0, text, self._text)


def _text(value: Any) -> str:
    return "; ".join(value) if isinstance(value, list) else str(value)


def _values(triggers: Iterable[Row]) -> Iterator[Row]:
    for trigger in triggers:
        for name, formula in trigger.get("values", {}).items():
            yield {"trigger": trigger["code"], "name": name, "formula": formula}


def _parameters(plain: Row) -> Iterator[Row]:
    yield from _dated(None, plain.get("parameters", {}))
    for trigger in plain["triggers"]:
        yield from _dated(trigger["code"], trigger.get("parameters", {}))


def _dated(trigger: str | None, parameters: Row) -> Iterator[Row]:
    for name, values in parameters.items():
        # A name without a value is a row as well: it is told when it is read, not lost when it is written.
        for value in [{"value": values}] if isinstance(values, str) else values or [{}]:
            yield {"trigger": trigger, "name": name, **value}
