"""What is proved for a whole table at once is what its rows say one by one."""

from __future__ import annotations

from decimal import localcontext

from hypothesis import given
from hypothesis import strategies as st

from services.validator.domain.forms import Element, Form
from services.validator.domain.rule_set import RuleSet, Trigger
from services.validator.engine import JudgeContext, compile_rule_set
from services.validator.engine.code import MAIN, Run
from services.validator.engine.context import Facts
from services.validator.engine.evidence import loop_rows, rows_of
from services.validator.engine.index import Index
from services.validator.engine.numbers import EXACT
from services.validator.engine.outcomes import NotApplied, Trouble
from services.validator.reader import read_document

FORM = Form(
    code="Т",
    title="Т",
    elements=tuple(
        Element(path=path, type=kind, repeats=kind == "row")
        for path, kind in {
            "Т.С": "row",
            "Т.С.А": "number",
            "Т.С.Б": "number",
            "Т.С.К": "text",
            "Т.С.Д": "date",
            "Итог": "number",
        }.items()
    ),
)
BODIES = st.sampled_from(
    [
        "А <= Б",
        "А + Б * 2 - 1 > -А",
        "А = Б ± 1",
        "А = Б ± 10%",
        "А / Б >= 0",
        'К В ("x"; "y")',
        'ЕСЛИ К = "x" ТО А > 0',
        'НЕ К = "x" ИЛИ А > 0 И Б > 0',
        'ЕСЛИ(К = "x"; А; Б) >= 0',
        "ДЛИНА(К) = 1",
        'СОВПАДАЕТ(К; "^[xy]")',
        'Д >= ДАТА("2026-01-01")',
        'ДНЕЙ(Д; ДАТА("2026-12-31")) > 0',
        "ОКРУГЛ(А; 0) = А",
        "АБС(А) <= КОРЕНЬ.Итог",
        "А <= СУММА(КОРЕНЬ.Т.С.Б)",
        'КОЛИЧЕСТВО(КОРЕНЬ.Т.С ГДЕ К = "x") > А',
        "А ?? 1 > 0",
        "ЕСТЬ(А)",
        "ИНН(К)",
    ]
)
NUMBERS = st.sampled_from(["0", "1", "2.5", "-3", "1 000,5", "-", "", "плохо", None])
TEXTS = st.sampled_from(["x", "y", "й", " x ", "", "''", None])
DATES = st.sampled_from(["2026-03-01", "01.04.2026", "-", "2026-02-30", None])
CLEAN = st.tuples(
    st.sampled_from(["0", "1", "2.5"]), st.sampled_from(["1", "2"]), st.sampled_from(["x", "y"]), st.just("2026-03-01")
)
ROWS = st.lists(CLEAN, min_size=9, max_size=12) | st.lists(
    st.one_of(CLEAN, st.tuples(NUMBERS, NUMBERS, TEXTS, DATES)), max_size=12
)


def report(rows: list[tuple[str | None, ...]]) -> bytes:
    cells = ("".join(f"<{n}>{v}</{n}>" for n, v in zip("АБКД", row, strict=True) if v is not None) for row in rows)
    return f"<О><Т>{''.join(f'<С>{row}</С>' for row in cells)}</Т><Итог>5</Итог></О>".encode()


@given(BODIES, ROWS, st.sampled_from(["zero", "missing"]))
def test_a_table_at_once_says_what_its_rows_say(body: str, rows: list[tuple[str | None, ...]], empty: str) -> None:
    trigger = Trigger(code="1", title="", formula=f"ДЛЯ КАЖДОЙ Т.С: {body}", empty=empty)  # type: ignore[arg-type]
    compiled = compile_rule_set(RuleSet(form=FORM, version="1", triggers=(trigger,)))
    root = read_document(report(rows)).root
    program = compiled.program(root)
    run = Run(Index(program.plans[MAIN], root), Facts(JudgeContext(), {}, None, None), program.plans, program.shape)
    loop = program.triggers[0].formula
    with localcontext(EXACT):
        at_once = loop.run(run, 0)
        one_by_one = rows_of(loop, run, 0)
        told = [loop.row_parts[0].run(run, found) for found in loop_rows(loop, run, 0)]
    if one_by_one.fired:
        assert at_once is False
    elif one_by_one.not_evaluated:
        assert type(at_once) is Trouble
    elif True in told:
        assert at_once is True
    else:
        assert type(at_once) is NotApplied
