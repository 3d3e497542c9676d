"""A file of rules, YAML or a workbook, as what a draft is made of. A mistake in a formula stands in nobody's way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from services.validator.domain.differences import elements_of
from services.validator.domain.forms import Form
from services.validator.domain.rule_set import RuleSet
from services.validator.rules.document import Fields, Listing, Value, read_document
from services.validator.rules.fields import FieldReader, Findings
from services.validator.rules.file_problems import FileProblem, Place, RulesUnreadableError, line_place
from services.validator.rules.loader import read_rule_set
from services.validator.rules.problems import Problem, RuleFileError

# What a draft may be saved with: its formulas are checked where they are read, with the place of every word.
_KEPT: Final = frozenset({"formula", "tolerance"})

# What a file may say of an element that would be read in vain.
COMPARED: Final = frozenset({"type", "label", "section", "line", "column", "key"})
Elements = Mapping[str, Mapping[str, str]]
# The place in the file of a trigger (from 1; None: none) and a field of it.
Places = Callable[[int | None, str | None], Place]


@dataclass(frozen=True, slots=True)
class RuleFile:
    """`rules` are over a form that has nothing but its code and edition; `elements` is empty where the file has none.

    `edition` is null where the file names none.
    """

    rules: RuleSet
    edition: str | None
    elements: Elements
    place: Places
    remarks: tuple[FileProblem, ...] = ()


def told_of(form: Form) -> Elements:
    """The elements of a form as a file tells of them."""
    return {
        path: {name: text for name, text in texts.items() if name in COMPARED}
        for path, texts in elements_of(form).items()
    }


def kept(found: Problem) -> bool:
    """Whether a draft may have this mistake."""
    return found.code in _KEPT or (found.code == "required" and found.field == "formula")


def read_yaml(data: bytes) -> RuleFile:
    """Raises `RulesUnreadableError`."""
    findings = Findings()
    try:
        document = read_document(_text(data))
    except RuleFileError as error:
        raise RulesUnreadableError(tuple(map(_of_line, error.problems))) from error
    rules = read_rule_set(FieldReader(document, findings))
    refused = sorted((found for found in findings.problems if not kept(found)), key=lambda one: (one.line, one.column))
    if refused:
        raise RulesUnreadableError(tuple(map(_of_line, refused)))
    return RuleFile(
        rules=rules,
        edition=rules.form.edition or None,
        elements=told_of(rules.form),
        place=_places(document, rules),
        remarks=tuple(map(_of_line, findings.warnings)),
    )


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        text = "файл не в кодировке UTF-8: сохраните его в ней"
        raise RulesUnreadableError((FileProblem(Place(), text, "the file is not UTF-8: save it so"),)) from error


def _of_line(found: Problem) -> FileProblem:
    return FileProblem(line_place(found.line, found.trigger), found.text, found.text_en)


def _places(document: Value, rules: RuleSet) -> Places:
    """Lines of the triggers' fields."""
    listing = document.items.get("triggers") if isinstance(document, Fields) else None
    items = listing.items if isinstance(listing, Listing) else ()

    def place(position: int | None, field: str | None) -> Place:
        if position is None or position > len(items):
            return Place()
        item = items[position - 1]
        places = item.places if isinstance(item, Fields) else {}
        line, _ = places.get((field or "").split(".")[0], item.place)
        return line_place(line, rules.triggers[position - 1].code)

    return place
