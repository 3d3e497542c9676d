"""Formulas while they are typed. Methodologists."""

from typing import Annotated
from uuid import UUID

from fastapi import Query

from contracts.formulas import (
    CHECK_FORMULA,
    GET_FORMULA_WORDS,
    AskWords,
    CheckFormula,
    FormulaReport,
    FormulaText,
    FormulaWords,
)
from gateway.context import SignedIn
from gateway.problems import documented
from gateway.routing import api_router

router = api_router("formulas")


@router.post(
    "/formulas/check",
    operation_id="checkFormula",
    summary="What is wrong with a formula, and where",
    responses=documented("not_found", "forbidden"),
)
async def check_formula(caller: SignedIn, body: FormulaText) -> FormulaReport:
    """A formula that is wrong is answered with 200 and its problems; nothing is kept."""
    return await caller.call(CHECK_FORMULA, CheckFormula(**body.model_dump(), language=caller.language))


@router.get(
    "/formulas/words",
    operation_id="getFormulaWords",
    summary="What may stand in a formula of a form: its elements, functions, keywords",
    responses=documented("not_found", "forbidden"),
)
async def get_formula_words(
    caller: SignedIn, form: Annotated[str, Query(max_length=100)], rule_set: UUID | None = None
) -> FormulaWords:
    question = AskWords(form=form, rule_set=rule_set, language=caller.language)
    return await caller.call(GET_FORMULA_WORDS, question)
