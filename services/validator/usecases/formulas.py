"""Formulas while they are typed: checked against the form as it stands, completed from its elements."""

import asyncio
from uuid import UUID

from chassis.database import UnitOfWork
from contracts.formulas import (
    AskWords,
    CheckFormula,
    ElementWord,
    FormulaMistake,
    FormulaReport,
    FormulaWords,
    LanguageWord,
    OtherForm,
)
from contracts.workbench import Reader
from services.validator.domain.forms import Element, Form
from services.validator.engine.context import MEMBER_FIELDS
from services.validator.language import FormulaError, parse, print_formula
from services.validator.language.printer import dotted
from services.validator.language.vocabulary import Definition, vocabulary
from services.validator.repository import drafts, forms
from services.validator.rules.checks import FormulaCheck, FormulaProblem, check_formula
from services.validator.usecases import rule_sets


async def check(uow: UnitOfWork, asked: CheckFormula) -> FormulaReport:
    """What is wrong with a formula. Raises `not_found` for an unknown form."""
    form = await _form(uow, asked.form, asked.rule_set)
    others = {other.code: other for other in await forms.forms(uow.session) if other.elements}
    # A hostile formula takes its budget of time: inspections must not wait for it.
    return await asyncio.to_thread(_report, asked, form, others)


async def words(uow: UnitOfWork, asked: AskWords) -> FormulaWords:
    """Everything that may stand in a formula of this form. Raises `not_found` for an unknown form."""
    form = await _form(uow, asked.form, asked.rule_set)
    others = [other for other in await forms.forms(uow.session) if other.elements and other.code != form.code]
    return FormulaWords(
        elements=tuple(_element(element) for element in form.elements),
        words=tuple(_word(definition, asked.language) for definition in vocabulary()),
        member_fields=tuple(sorted(MEMBER_FIELDS)),
        forms=tuple(OtherForm(code=other.code, title=other.title) for other in others),
    )


async def _form(uow: UnitOfWork, code: str, rule_set: UUID | None) -> Form:
    row = await drafts.draft(uow.session, rule_set) if rule_set else None
    if row is not None and row.form_code == code:
        return (await rule_sets.rules_of(uow, row)).form
    return await rule_sets.form_of(uow, code)


def _report(asked: CheckFormula, form: Form, others: dict[str, Form]) -> FormulaReport:
    found = check_formula(
        asked.formula,
        form,
        field=asked.field,
        values=asked.values,
        parameters=asked.parameters,
        tolerance=asked.tolerance,
        empty=asked.empty,
        other_forms=others,
    )
    return FormulaReport(
        problems=tuple(_mistake(problem, asked.language) for problem in found.problems),
        type=_type(found),
        printed=_printed(asked.formula),
        elements=found.needs.elements,
    )


def _type(found: FormulaCheck) -> str | None:
    return None if found.mistakes else found.type


def _printed(text: str) -> str | None:
    try:
        return print_formula(parse(text))
    except FormulaError:
        return None


def _mistake(problem: FormulaProblem, reader: Reader) -> FormulaMistake:
    english = reader == "en"
    return FormulaMistake(
        line=problem.line,
        column=problem.column,
        end_line=problem.end_line,
        end=problem.end,
        code=problem.code,
        severity=problem.severity,
        text=problem.text_en if english else problem.text,
        expected=problem.expected_en if english else problem.expected,
        suggestions=problem.suggestions,
    )


def _element(element: Element) -> ElementWord:
    *above, last = (name.strip("`") for name in element.path.split("."))
    names, attribute = ((*above,), last[1:]) if last.startswith("@") else ((*above, last), None)
    where = (element.section, element.line and f"строка {element.line}", element.column and f"графа {element.column}")
    return ElementWord(
        path=dotted(names, attribute),
        type=element.type,
        label=element.label,
        place=", ".join(part for part in where if part) or None,
        repeats=element.repeats,
    )


def _word(definition: Definition, reader: Reader) -> LanguageWord:
    english = reader == "en"
    word = definition.english if english else definition.russian
    return LanguageWord(
        word=word,
        synonyms=tuple(other for other in definition.words if other != word),
        kind=definition.kind,
        signature=definition.signature_en if english else definition.signature,
        summary=definition.summary_en if english else definition.summary,
    )
