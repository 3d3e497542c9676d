"""A generated proof says that a trigger holds only where the closures say so, whatever the file holds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import localcontext

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.verdict import Outcome
from services.validator.domain.forms import Element, Form
from services.validator.domain.rule_set import DatedValue, RuleSet, Trigger
from services.validator.engine import CompiledRuleSet, JudgeContext, compile_rule_set
from services.validator.engine.code import MAIN, Run
from services.validator.engine.context import Facts
from services.validator.engine.doubt import DOUBT, Unproved
from services.validator.engine.findings import tell
from services.validator.engine.index import Index
from services.validator.engine.numbers import EXACT
from services.validator.reader import read_document

TYPES = {
    "Т": "row",
    "Т.С": "row",
    "Т.С.А": "number",
    "Т.С.Б": "number",
    "Т.С.К": "text",
    "Т.С.Д": "date",
    "Итог": "number",
    "Доля": "number",
    "Имя": "text",
    "Дата": "date",
    "Флаг": "boolean",
}
FORM = Form(
    code="Т",
    title="Т",
    elements=tuple(Element(path=path, type=kind, repeats=path == "Т.С") for path, kind in TYPES.items()),
)
ROWS = [
    "А <= Б",
    "А > 0 И Б >= 0",
    "А + Б * 2 - 1 > -А",
    "А = Б ± 10%",
    "А <> Б ± 1",
    "А / Б >= 0",
    'К В ("x"; "y")',
    'К <> "x"',
    "А В (0; 1; Итог)",
    'НЕ К = "x" ИЛИ А > 0 И Б > 0',
    'ЕСЛИ(К = "x"; А; Б) >= КОРЕНЬ.Итог - 3',
    "ДЛИНА(К) = 1",
    'СОВПАДАЕТ(К; "^[xy]")',
    "Д <= КОРЕНЬ.Дата",
    'ДНЕЙ(Д; ДАТА("2026-12-31")) > 0',
    "ОКРУГЛ(А; 0) = А",
    "А <= СУММА(КОРЕНЬ.Т.С.Б)",
    'КОЛИЧЕСТВО(КОРЕНЬ.Т.С ГДЕ К = "x") > А',
    "А ?? 1 > 0",
    "ЕСТЬ(А)",
    "ПУСТО(А) ИЛИ А > 0",
    "порог > А",
    "А < КОРЕНЬ.Итог * 2",
]
WHOLE = [
    "Итог = СУММА(Т.С.А) ± 1",
    'Итог >= СУММА(Т.С.А ГДЕ К В ("x"; "y"))',
    "СРЕДНЕЕ(Т.С.А) <= МАКС(Т.С.А)",
    "МИН(Т.С.А ГДЕ Б > 0) >= 0",
    "МАКС(Т.С.Д) >= МИН(Т.С.Д)",
    "КОЛИЧЕСТВО(Т.С) > 0",
    "КОЛИЧЕСТВО(Т.С.А) >= КОЛИЧЕСТВО(Т.С ГДЕ А > 0)",
    "УНИКАЛЬНО(Т.С.К)",
    'Т.С[К = "x"].А <= Т.С[К = "y"].Б',
    'ЕСТЬ(Т.С[К = "x"])',
    'НЕ ЕСТЬ(Т.С[К = "x"]) ИЛИ Т.С[К = "x"].А >= 0',
    "Доля ?? (Итог / 2) >= 0",
    "Доля / Итог * 100 <= 100%",
    "ЕСЛИ Доля > 0 ТО НЕ ПУСТО(Имя)",
    "ЕСТЬ(Доля) И НЕ ПУСТО(Доля)",
    "Флаг ИЛИ Итог > 0",
    'Имя = "x" ИЛИ НЕ Имя = "x"',
    "АБС(-Итог) = Итог",
    "ДЛИНА(Имя) >= 0",
    "ИНН(Имя) ИЛИ НЕ ИНН(Имя)",
    'Итог <= ПАРАМЕТР("П")',
    'ЧЛЕН.Тип = "МКК"',
    "порог + 1 > 0",
    "РАБДНЕЙ(Дата; Дата) = 0",
    "ПРОШЛЫЙ(Итог) = Итог",
]
FORMULAS = st.sampled_from(WHOLE) | st.sampled_from([f"ДЛЯ КАЖДОЙ Т.С: {body}" for body in ROWS])
NUMBERS = st.sampled_from(["0", "1", "2.5", "-3", "1 000,5", "-", "", "плохо", "<а/>", None])
TEXTS = st.sampled_from(["x", "y", "й", " x ", "", "''", "7707083893", None])
DATES = st.sampled_from(["2026-03-01", "01.04.2026", "-", "2026-02-30", None])
CLEAN = st.tuples(
    st.sampled_from(["0", "1", "2.5"]), st.sampled_from(["1", "2"]), st.sampled_from(["x", "y"]), st.just("2026-03-01")
)
TABLES = st.lists(CLEAN, max_size=12) | st.lists(
    st.one_of(CLEAN, st.tuples(NUMBERS, NUMBERS, TEXTS, DATES)), max_size=12
)
SINGLES = st.lists(
    st.tuples(st.just("Итог"), NUMBERS)
    | st.tuples(st.just("Доля"), NUMBERS)
    | st.tuples(st.just("Имя"), TEXTS)
    | st.tuples(st.just("Дата"), DATES)
    | st.tuples(st.just("Флаг"), st.sampled_from(["да", "нет", "-", "?"])),
    max_size=6,
)
CONTEXT = JudgeContext(member={"Тип": "МКК"}, parameters={"П": (DatedValue(value="3"),)})


Rows = Sequence[tuple[str | None, ...]]
Singles = Sequence[tuple[str, str | None]]


def report(rows: Rows, singles: Singles) -> bytes:
    table = "".join(f"<С>{''.join(_cell(n, v) for n, v in zip('АБКД', row, strict=True))}</С>" for row in rows)
    return f"<О><Т>{table}</Т>{''.join(_cell(name, value) for name, value in singles)}</О>".encode()


def _cell(name: str, value: str | None) -> str:
    return "" if value is None else f"<{name}>{value}</{name}>"


def rules(formula: str, when: str | None, empty: str) -> CompiledRuleSet:
    trigger = Trigger(code="1", title="", formula=formula, when=when, empty=empty, values={"порог": "Итог * 2"})
    return compile_rule_set(RuleSet(form=FORM, version="1", triggers=(trigger,)))


@settings(deadline=None)  # other programs may hold the processor
@given(FORMULAS, st.none() | FORMULAS, TABLES, SINGLES, st.sampled_from(["zero", "missing"]))
def test_what_is_proved_is_what_the_closures_say(
    formula: str,
    when: str | None,
    rows: Rows,
    singles: Singles,
    empty: str,
) -> None:
    root = read_document(report(rows, singles)).root
    program = rules(formula, when, empty).program(root)
    run = Run(Index(program.plans[MAIN], root), Facts(CONTEXT, {}, None, None), program.plans, program.shape)
    assert program.prover is not None
    with localcontext(EXACT):
        proved = program.prover.prove(run)[0]
        told = tell(program.triggers[0], run, None, with_held=True)
        assert proved is None or tell(program.triggers[0], run, proved, with_held=True) == told
    assert told.outcome is not Outcome.FIRED or proved is None


@pytest.mark.parametrize("formula", [*WHOLE[:-2], *(f"ДЛЯ КАЖДОЙ Т.С: {body}" for body in ROWS)])
def test_a_clean_file_is_proved_rather_than_walked(formula: str) -> None:
    rows = [("1", "2", "x", "2026-03-01"), ("0.5", "1", "y", "2026-03-02")]
    singles = [("Итог", "2"), ("Доля", "1"), ("Имя", "x"), ("Дата", "2026-03-31"), ("Флаг", "да")]
    root = read_document(report(rows, singles)).root
    program = rules(formula, None, "zero").program(root)
    run = Run(Index(program.plans[MAIN], root), Facts(CONTEXT, {}, None, None), program.plans, program.shape)
    assert program.prover is not None
    with localcontext(EXACT):
        told = tell(program.triggers[0], run, None, with_held=False)
        assert (program.prover.prove(run)[0] is True) == (told.outcome is Outcome.HELD)


@pytest.mark.parametrize("value", [1, "x", date(2026, 1, 1), True])
def test_a_doubt_ends_whatever_it_is_put_in(value: object) -> None:
    for use in (
        lambda: value == DOUBT,
        lambda: value != DOUBT,
        lambda: DOUBT in (value,),
        lambda: DOUBT in frozenset((value,)),
        lambda: value < DOUBT,
        lambda: not DOUBT,
        lambda: [value][DOUBT],
        lambda: list(DOUBT),
        lambda: DOUBT.quantize(value),
    ):
        with pytest.raises(Unproved):
            use()
