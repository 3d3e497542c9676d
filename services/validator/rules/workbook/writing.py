"""`RuleSet` -> workbook. Every cell is text: Excel would make a number of the code 0420846 and of the limit 0.8."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

import xlsxwriter

from services.validator.domain.rule_set import RuleSet
from services.validator.rules.workbook.columns import ELEMENTS, PARAMETERS, RULE_SET, TRIGGERS, VALUES, Sheet
from services.validator.rules.writer import plain_rule_set

Row = dict[str, Any]


def workbook_of(rules: RuleSet) -> bytes:
    """The rule set: its version, triggers, named values, parameters and the elements of its form, a sheet each."""
    plain: Row = plain_rule_set(rules)
    data = BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True, "strings_to_formulas": False}) as book:
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#ECEEFA", "border": 1})
        text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        _write(book, RULE_SET, [{**plain, "form": plain["form"]["code"]}], head, text)
        _write(book, TRIGGERS, plain["triggers"], head, text)
        _write(book, VALUES, _values(plain["triggers"]), head, text)
        _write(book, PARAMETERS, _parameters(plain), head, text)
        _write(book, ELEMENTS, plain["form"].get("elements", []), head, text)
    return data.getvalue()


def _write(book: Any, sheet: Sheet, rows: Iterable[Row], head: Any, text: Any) -> None:
    page = book.add_worksheet(sheet.title)
    for number, column in enumerate(sheet.columns):
        page.set_column(number, number, column.width, text)
        page.write_string(0, number, column.title, head)
    for line, row in enumerate(rows, 1):
        for number, column in enumerate(sheet.columns):
            value = row.get(column.name)
            if value is not None:
                words = column.words or {}
                page.write_string(line, number, words.get(str(value), _text(value)), text)
    page.freeze_panes(1, 1)


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
        for value in [{"value": values}] if isinstance(values, str) else values:
            yield {"trigger": trigger, "name": name, **value}
