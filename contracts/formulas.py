"""Formulas while they are typed: what is wrong and where, and what could stand there."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from contracts import subjects
from contracts.base import Message, Rpc
from contracts.roles import METHODOLOGISTS
from contracts.workbench import Formula, Line, Reader

Code = Annotated[str, StringConstraints(max_length=100)]


class FormulaText(Message):
    """A formula and what its trigger says beside it. `rule_set`: a draft that has a form of its own."""

    form: Code
    rule_set: UUID | None = None
    formula: Formula
    field: Literal["formula", "when", "value"] = Field(default="formula", description="a value may be of any type")
    values: dict[Line, Formula] = Field(default_factory=dict, description="named values of the trigger")
    parameters: tuple[Line, ...] | None = Field(default=None, description="names that are known; null: not checked")
    tolerance: Line | None = None
    empty: Literal["zero", "missing"] = "zero"


class CheckFormula(FormulaText):
    language: Reader = "ru"


class FormulaMistake(Message):
    """Lines and columns count from 1; `end` is the column after the last character, on `end_line`."""

    line: int
    column: int
    end_line: int
    end: int
    code: str
    severity: Literal["mistake", "warning"]
    text: str
    expected: str | None = None
    suggestions: tuple[str, ...] = Field(default=(), description="words to put in its place")


class FormulaReport(Message):
    """`type` is what the formula gives; `printed` its normal form. Both are null for one that cannot be read."""

    problems: tuple[FormulaMistake, ...]
    type: Literal["number", "text", "date", "boolean"] | None = None
    printed: str | None = None
    elements: tuple[str, ...] = Field(default=(), description="paths of this report that it reads")


class AskWords(Message):
    form: Code
    rule_set: UUID | None = None
    language: Reader = "ru"


class ElementWord(Message):
    """An element as a formula names it: `path` is quoted where it has to be."""

    path: str
    type: str
    label: str | None = None
    place: str | None = Field(default=None, description="section, line and column of the official form")
    repeats: bool = False


class LanguageWord(Message):
    """A function, keyword or prefix: `word` as the editor writes it, `synonyms` that it also understands."""

    word: str
    synonyms: tuple[str, ...]
    kind: str
    signature: str
    summary: str


class OtherForm(Message):
    code: str
    title: str


class FormulaWords(Message):
    """What an editor completes. `forms` are those that `ФОРМА` may ask."""

    elements: tuple[ElementWord, ...]
    words: tuple[LanguageWord, ...]
    member_fields: tuple[str, ...]
    forms: tuple[OtherForm, ...]


CHECK_FORMULA = Rpc(subjects.FORMULA_CHECK, CheckFormula, FormulaReport, "validator", ("gateway",), METHODOLOGISTS)
GET_FORMULA_WORDS = Rpc(subjects.FORMULA_WORDS, AskWords, FormulaWords, "validator", ("gateway",), METHODOLOGISTS)
