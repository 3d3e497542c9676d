"""docs/triggers.md says nothing that the program does not do: every example in it is executed."""

import re
from pathlib import Path

import pytest

from contracts.periods import PeriodKind
from contracts.verdict import Outcome
from services.validator.commands import check
from services.validator.commands.working_days import federal_calendar
from services.validator.domain.forms import Element, Form
from services.validator.domain.rule_set import RuleSet, Trigger
from services.validator.engine import JudgeContext, compile_rule_set, judge
from services.validator.language import FormulaError, parse
from services.validator.language.words import FUNCTIONS, PREFIXES, RESERVED
from services.validator.rules import load_rules

PAGE = (Path(__file__).parents[4] / "docs" / "triggers.md").read_text(encoding="utf-8")
OUTCOMES = {
    "выполнен": Outcome.HELD,
    "сработал": Outcome.FIRED,
    "не удалось проверить": Outcome.NOT_EVALUABLE,
    "не применялся": Outcome.NOT_APPLICABLE,
}
MEMBER = {"Тип": "МКК", "ИНН": "7707083893"}


def blocks(kind: str) -> list[str]:
    """The fenced blocks of that kind, in the order of the page."""
    return re.findall(rf"^```{kind}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def examples(kind: str) -> list[tuple[str, str]]:
    """(formula, what comes of it), line by line."""
    lines = [line.rpartition("->") for block in blocks(kind) for line in block.splitlines()]
    return [(formula.strip(), result.strip()) for formula, _, result in lines]


(REPORT,) = blocks("xml")
(RULES,) = blocks("yaml")


@pytest.fixture(scope="module")
def rules() -> RuleSet:
    loaded = load_rules(RULES)
    assert loaded.warnings == ()
    return loaded.rule_set


@pytest.mark.parametrize(("formula", "result"), examples("formula"))
def test_a_formula_comes_out_as_written(rules: RuleSet, formula: str, result: str) -> None:
    one = rules.model_copy(update={"triggers": (Trigger(code="Т-01", title="Проба", formula=formula),)})
    context = JudgeContext(member=MEMBER, calendar=federal_calendar())
    verdict = judge(REPORT.encode(), "primer.xtdd", compile_rule_set(one), context, with_held=True)
    assert [finding.outcome for finding in verdict.findings] == [OUTCOMES[result]], verdict.reasons


@pytest.mark.parametrize(("formula", "message"), examples("errors"))
def test_a_mistake_is_told_as_written(formula: str, message: str) -> None:
    with pytest.raises(FormulaError) as refused:
        parse(formula)
    assert str(refused.value) == message


def test_the_command_prints_what_the_page_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (command,) = (line for line in PAGE.splitlines() if line.startswith("python -m services.validator check"))
    monkeypatch.chdir(tmp_path)
    Path("primer.xtdd").write_text(REPORT, encoding="utf-8")
    Path("primer.yaml").write_text(RULES, encoding="utf-8")
    assert check.main(command.split()[4:]) == 1
    assert capsys.readouterr().out == blocks("text")[0]


@pytest.mark.parametrize("model", [Form, Element, Trigger])
def test_every_field_of_the_file_is_named(model: type[Form | Element | Trigger]) -> None:
    assert [name for name in model.model_fields if not re.search(rf"`{name}[`:]", PAGE)] == []


def test_every_word_of_the_language_and_every_kind_of_period_is_named() -> None:
    words = {*FUNCTIONS, *PREFIXES, *RESERVED, *(kind.value for kind in PeriodKind)}
    assert [word for word in sorted(words) if not re.search(rf"(?<!\w){word}(?!\w)", PAGE.casefold())] == []
