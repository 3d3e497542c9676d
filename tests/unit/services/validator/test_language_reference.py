"""docs/language.md is what the definitions say, and every example in it is executed."""

from __future__ import annotations

import pytest

from services.validator.commands.working_days import federal_calendar
from services.validator.domain.rule_set import RuleSet, Trigger
from services.validator.engine import JudgeContext, compile_rule_set, judge
from services.validator.language import parse, print_formula, words
from services.validator.language.vocabulary import BEFORE_BRACKET, FUNCTIONS, VOCABULARY
from services.validator.rules import load_rules
from services.validator.rules.checks import check_formula
from services.validator.rules.reference import PAGE, render
from tests.unit.services.validator.test_docs_examples import MEMBER, OUTCOMES, REPORT, RULES

EXAMPLES = [(formula, outcome) for definition in VOCABULARY for formula, outcome in definition.examples]


@pytest.fixture(scope="module")
def rules() -> RuleSet:
    return load_rules(RULES).rule_set


def test_the_page_is_what_the_definitions_say() -> None:
    """Made by `python -m services.validator.rules.reference`."""
    assert PAGE.read_text(encoding="utf-8") == render()


@pytest.mark.parametrize(("formula", "outcome"), EXAMPLES)
def test_an_example_comes_out_as_written(rules: RuleSet, formula: str, outcome: str) -> None:
    one = rules.model_copy(update={"triggers": (Trigger(code="Т-01", title="Проба", formula=formula),)})
    context = JudgeContext(member=MEMBER, calendar=federal_calendar())
    verdict = judge(REPORT.encode(), "primer.xtdd", compile_rule_set(one), context, with_held=True)
    assert [finding.outcome for finding in verdict.findings] == [OUTCOMES[outcome]], verdict.reasons
    assert check_formula(formula, rules.form, parameters=rules.parameters).mistakes == () or "/ 0" in formula


def test_each_word_has_a_definition_of_its_own() -> None:
    spelt = [word.casefold() for definition in VOCABULARY for word in dict.fromkeys(definition.words)]
    assert len(spelt) == len(set(spelt))
    assert set(words.ARITY) == {definition.key for definition in FUNCTIONS}


@pytest.mark.parametrize("definition", BEFORE_BRACKET, ids=lambda one: one.key)
def test_a_name_of_a_function_is_an_ordinary_name_where_no_bracket_follows(definition: object) -> None:
    for word in definition.words:  # type: ignore[attr-defined]
        text = f"{word}.Сумма > 1 И А.{word} = 2"
        assert print_formula(parse(text)) == text
