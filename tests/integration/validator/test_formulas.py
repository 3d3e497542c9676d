"""Formulas while they are typed: places and words of mistakes, and what may stand there."""

import pytest

from contracts.formulas import CHECK_FORMULA, GET_FORMULA_WORDS, AskWords, CheckFormula, FormulaReport
from contracts.roles import Role
from services.validator import builtin
from services.validator.language.printer import dotted
from tests.integration.validator.asking import Asking
from tests.integration.validator.queue import FORM
from tests.integration.validator.writing import TOTAL

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def check(ask: Asking, formula: str, **more: object) -> FormulaReport:
    question = CheckFormula.model_validate({"form": FORM, "formula": formula, **more})
    return await ask.as_role(CHECK_FORMULA, question, Role.METHODOLOGIST)


async def test_a_sound_formula_has_a_type_and_a_normal_form(ask: Asking) -> None:
    report = await check(ask, f"если {TOTAL}>0 то {TOTAL}>=1")
    assert report.problems == ()
    assert (report.type, report.printed) == ("boolean", f"ЕСЛИ {TOTAL} > 0 ТО {TOTAL} >= 1")
    assert report.elements == (TOTAL,)


async def test_a_mistake_is_told_with_its_place_and_what_was_expected(ask: Asking) -> None:
    (problem,) = (await check(ask, "СУММА(Отчетность")).problems
    assert (problem.line, problem.column, problem.severity) == (1, 17, "mistake")
    assert "ожидалась „)“" in problem.text
    (english,) = (await check(ask, "СУММА(Отчетность", language="en")).problems
    assert "“)” was expected" in english.text


async def test_an_unknown_element_is_marked_from_end_to_end_with_what_was_meant(ask: Asking) -> None:
    misspelt = TOTAL.replace("Всего", "Всегоо")
    (problem,) = (await check(ask, f"{misspelt} > 0")).problems
    assert (problem.code, problem.column, problem.end) == ("unknown_path", 1, len(misspelt) + 1)
    assert TOTAL in problem.text


async def test_named_values_and_parameters_of_the_trigger_are_known(ask: Asking) -> None:
    formula = f'доля > ПАРАМЕТР("МИН") И {TOTAL} > ПАРАМЕТР("НЕТ ТАКОГО")'
    report = await check(ask, formula, values={"доля": f"{TOTAL} / 2"}, parameters=("МИН",))
    assert [problem.code for problem in report.problems] == ["unknown_parameter"]


async def test_a_named_value_need_not_be_a_condition(ask: Asking) -> None:
    assert (await check(ask, f"{TOTAL} * 2", field="value")).type == "number"
    assert [problem.code for problem in (await check(ask, f"{TOTAL} * 2")).problems] == ["type_mismatch"]


async def test_completion_knows_elements_functions_and_other_forms(ask: Asking) -> None:
    words = await ask.as_role(GET_FORMULA_WORDS, AskWords(form=FORM), Role.METHODOLOGIST)
    elements = builtin.rule_set(FORM).form.elements
    assert len(words.elements) == len(elements)
    total = next(element for element in words.elements if element.path == TOTAL)
    assert total.label == next(element.label for element in elements if element.path == TOTAL)
    assert total.place == "Раздел 2. Показатели деятельности, строка 2.1, графа 3"
    sums = next(word for word in words.words if word.word == "СУММА")
    assert ("SUM" in sums.synonyms, sums.kind) == (True, "function")
    assert "0420841" in {form.code for form in words.forms}
    english = await ask.as_role(GET_FORMULA_WORDS, AskWords(form=FORM, language="en"), Role.METHODOLOGIST)
    assert "SUM" in {word.word for word in english.words}


async def test_every_completed_element_is_a_formula_that_reads_it(ask: Asking) -> None:
    words = await ask.as_role(GET_FORMULA_WORDS, AskWords(form=FORM), Role.METHODOLOGIST)
    plain = [element.path for element in words.elements if element.type == "number" and not element.repeats][:5]
    for path in plain:
        assert (await check(ask, f"ЕСТЬ({path})")).problems == ()
    assert dotted(("Таблица", "КодISIN")) == "Таблица.`КодISIN`"
