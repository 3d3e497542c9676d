"""With the native library and without it: the same verdict, byte for byte, whatever the file and the rule set hold."""

from __future__ import annotations

from xml.sax.saxutils import escape

from hypothesis import given, settings
from hypothesis import strategies as st

from services.validator.domain.forms import Element, Form
from services.validator.domain.rule_set import DatedValue, RuleSet, Trigger
from services.validator.engine import CompiledRuleSet, JudgeContext, compile_rule_set
from services.validator.native import switched_off
from services.validator.reader import read_document
from services.validator.reader.recognise import text_at
from tests.unit.services.validator.engine.test_proofs import ROWS, WHOLE
from tests.unit.services.validator.lanes import hashed, judged

TYPES = {
    "Т": "row",
    "Т.С": "row",
    "Т.С.А": "number",
    "Т.С.Б": "number",
    "Т.С.К": "text",
    "Т.С.Д": "date",
    "Т.С.Ф": "boolean",
    "Т.С.@код": "text",
    "Т.С.В": "row",
    "Т.С.В.Г": "number",
    "Р.Т": "row",
    "Р.Т.С": "row",
    "Р.Т.С.А": "number",
    "Итог": "number",
    "Доля": "number",
    "Имя": "text",
    "Дата": "date",
    "Флаг": "boolean",
    "@версия": "text",
}
REPEATED = {"Т.С", "Т.С.В", "Р.Т.С"}
OPTIONAL = {"Т.С.Б", "Имя", "Р.Т"}
FORM = Form(
    code="Т",
    title="Т",
    elements=tuple(
        Element(path=path, type=kind, repeats=path in REPEATED, mandatory=path not in OPTIONAL)  # type: ignore[arg-type]
        for path, kind in TYPES.items()
    ),
)
MORE = [
    "СУММА(Т.С.В.Г) >= 0",
    "КОЛИЧЕСТВО(Т.С.В) = КОЛИЧЕСТВО(Т.С.В.Г)",
    "СУММА(Р.Т.С.А) = СУММА(Т.С.А)",
    'СУММА(Т.С.В.Г ГДЕ Г > 0) >= СУММА(Т.С.А ГДЕ К = "x")',
    "УНИКАЛЬНО(Т.С.А)",
    "УНИКАЛЬНО(Т.С.Д)",
    "УНИКАЛЬНО(Т.С.@код)",
    "СРЕДНЕЕ(Т.С.А) * 3 = СУММА(Т.С.А)",
    "Итог / Доля > 0.333333333333333333333333333",
    "Итог * Доля * Итог = Итог * Итог * Доля",
    "Итог = Доля ± 0.5%",
    "Итог <> Доля ± 0.001",
    "Итог <= Доля ± 1 И Итог >= Доля ± 1",
    "ОКРУГЛ(Итог; 1) = ОКРУГЛ(Доля; -1)",
    "ОКРУГЛ(Итог / 3; 2) <= Итог",
    'Т.С[К = "x"].Д >= Дата',
    'ЕСТЬ(Т.С[К = "x"].Б)',
    'ПУСТО(Т.С[К = "x"].Б)',
    'Т.С[К = "x"].Б ?? Доля ?? 1 > 0',
    "Имя = @версия",
    "Имя ?? @версия <> Имя",
    'ЕСЛИ(Флаг; Имя; "x") = "x"',
    "Флаг = (НЕ Флаг)",
    'ЕСЛИ(ЕСТЬ(Дата); Дата; ДАТА("2026-01-01")) > ДАТА("2025-12-31")',
    "МИН(Т.С.Д) >= Дата",
    "ОГРН(Имя) ИЛИ ИНН(Имя) ИЛИ ДЛИНА(Имя) <> 10",
    "ДЛЯ КАЖДОЙ Т.С: ЕСЛИ ЕСТЬ(Б) ТО Б >= А",
    "ДЛЯ КАЖДОЙ Т.С: НЕ ЕСТЬ(Б) ИЛИ Б / А > 0.5",
    "ДЛЯ КАЖДОЙ Т.С: А + (Б ?? 0) >= А",
    "ДЛЯ КАЖДОЙ Т.С: Ф ИЛИ А > 0",
    'ДЛЯ КАЖДОЙ Т.С: @код <> "" И ИНН(К)',
    "ДЛЯ КАЖДОЙ Т.С: ОКРУГЛ(А * 1.005; 2) >= А ± 10%",
    "ДЛЯ КАЖДОЙ Т.С: ЕСЛИ(Д > КОРЕНЬ.Дата; А; Б) <= КОРЕНЬ.Итог",
    "ДЛЯ КАЖДОЙ Т.С.В: Г > 0 И Г < КОРЕНЬ.Итог",
    "ДЛЯ КАЖДОЙ Р.Т.С: А <> 0",
]
FORMULAS = [*WHOLE, *MORE, *(f"ДЛЯ КАЖДОЙ Т.С: {body}" for body in ROWS)]
NUMBERS = st.sampled_from(
    [
        "0",
        "1",
        "2.5",
        "-3",
        "+7",
        "007",
        "1,5",
        ".5",
        "5.",
        "1e5",
        "-0",
        "-",
        "–",
        "—",
        "X",
        "х",
        "xX",
        "99999999999999.99",
        "0.0000000000000000000000000001",
        "1234567890123456789012345678",
        "12345678901234567890123456789",
        "-1234567890.123456789012345678",
        "١٢",
        "плохо",
    ]
) | st.sampled_from(["", " ", "1 000,5", "1\u00a0000", "\u00a02\n", "\t3", "1\t0", "\u20031", "- 1", "''"])
TEXTS = st.sampled_from(
    "x y - – й и\u0306 Ё Ω Å α 😀 a\u0301 \u200bx '' 7707083893 1027700132195 500100732259 00.00.0000".split()  # noqa: SIM905
) | st.sampled_from(["", " x ", "\u00a0x\u00a0", "\u2003x", "№ 5 „а“"])
DATES = st.sampled_from(
    "2026-03-01 01.04.2026 2024-02-29 2026-02-29 2026-02-30 0001-01-01 0000-01-01 2026-3-1 - 00.00.0000".split()  # noqa: SIM905
) | st.sampled_from(
    ["", " 2026-03-01 ", "2026-03-01T10:00:00", "01.04.2026 10:00", "00.00.0000 0:00:00", "2026-03-01Z"]
)
TRUTHS = st.sampled_from("да нет Да НЕТ true FALSE 1 0 - ? дА".split())  # noqa: SIM905
VALUES = {"number": NUMBERS, "text": TEXTS, "date": DATES, "boolean": TRUTHS}
CLEAN = {
    "number": st.sampled_from(["0", "1", "2.5", "99999999999999.99"]),
    "text": st.sampled_from(["x", "y", "Имя"]),
    "date": st.sampled_from(["2026-03-01", "2026-04-01"]),
    "boolean": st.sampled_from(["да", "нет"]),
}


def written(text: str, way: int) -> str:
    """The same text as libxml2 keeps in one piece, or in several."""
    if way == 1 and "]]>" not in text:
        return f"<![CDATA[{text}]]>"
    middle = len(text) // 2
    return f"{escape(text[:middle])}<!-- -->{escape(text[middle:])}" if way == 2 else escape(text)


@st.composite
def elements(draw: st.DrawFn, above: str, odd: bool) -> str:
    """Children of a path of the form: some left out, repeated, of other names or with elements inside, where `odd`."""
    parts = []
    for path, kind in TYPES.items():
        parent, _, name = path.rpartition(".")
        if parent != above or name.startswith("@"):
            continue
        count = draw(st.integers(0, 12 if path == "Т.С" else 3)) if path in REPEATED else 1
        if odd and draw(st.integers(0, 9)) == 0:
            count = draw(st.integers(0, 2))
        for _ in range(count):
            parts.append(draw(element(path, name, kind, odd)))
    if odd and draw(st.integers(0, 5)) == 0:
        parts.insert(
            draw(st.integers(0, len(parts))),
            draw(st.sampled_from(["<Я/>", "<Щ><Т/></Щ>", "\n", "<п:А xmlns:п='u'>1</п:А>"])),
        )
    return "".join(parts)


@st.composite
def element(draw: st.DrawFn, path: str, name: str, kind: str, odd: bool) -> str:
    if kind == "row":
        code = (
            draw(st.sampled_from(["", " код='1'", " код='x' б='&lt;'", " п:код='2' xmlns:п='u'"]))
            if odd
            else " код='1'"
        )
        return f"<{name}{code}>{draw(elements(path, odd))}</{name}>"
    value = draw((VALUES if odd and draw(st.integers(0, 3)) == 0 else CLEAN)[kind])
    inside = "<а/>" if odd and draw(st.integers(0, 30)) == 0 else ""
    return f"<{name}>{written(value, draw(st.sampled_from([0, 0, 1, 2])) if odd else 0)}{inside}</{name}>"


@st.composite
def reports(draw: st.DrawFn) -> bytes:
    odd = draw(st.booleans())
    rest = "".join(f"<Р>{draw(elements('Р', odd))}</Р>" for _ in range(draw(st.integers(0, 2)) if odd else 1))
    attributes = (
        draw(st.sampled_from(["", " версия='x'", " версия='2' п:версия='3' xmlns:п='u'"])) if odd else " версия='x'"
    )
    return f"<О{attributes}>{draw(elements('', odd))}\n{rest}</О>".encode()


CONTEXT = JudgeContext(member={"Тип": "МКК", "ИНН": "7707083893"}, parameters={"П": (DatedValue(value="3"),)})


def rules(formulas: list[str], when: str | None, empty: str) -> CompiledRuleSet:
    triggers = tuple(
        Trigger(code=f"{n:03}", title="", formula=formula, when=when, empty=empty, values={"порог": "Итог * 2"})  # type: ignore[arg-type]
        for n, formula in enumerate(formulas)
    )
    return compile_rule_set(RuleSet(form=FORM, version="1", triggers=triggers))


def agreed(data: bytes, compiled: CompiledRuleSet) -> None:
    judged(data, compiled, CONTEXT, with_held=True)
    judged(data, compiled, CONTEXT)
    hashed(data, compiled, CONTEXT)


SETS = {empty: rules(FORMULAS, None, empty) for empty in ("zero", "missing")}


@settings(deadline=None, max_examples=60)  # other programs may hold the processor
@given(reports(), st.sampled_from(["zero", "missing"]))
def test_every_formula_over_any_file(data: bytes, empty: str) -> None:
    agreed(data, SETS[empty])


@settings(deadline=None, max_examples=30)
@given(st.sampled_from(FORMULAS), st.sampled_from(FORMULAS), reports())
def test_conditions_of_triggers(formula: str, when: str, data: bytes) -> None:
    agreed(data, rules([formula], when, "zero"))


@settings(deadline=None, max_examples=30)
@given(reports(), st.sampled_from(["Итог", "Т.С.А", "Т.С.@код", "@версия", "Т", "Р.Т.С.А", "Щ"]))
def test_single_texts(data: bytes, path: str) -> None:
    root = read_document(data).root
    found = text_at(root, path)
    with switched_off():
        assert found == text_at(root, path)


@settings(deadline=None, max_examples=30)
@given(reports())
def test_a_form_without_an_element_list(data: bytes) -> None:
    bare = RuleSet(form=Form(code="Т", title="Т"), version="1", triggers=SETS["zero"].rule_set.triggers)
    agreed(data, compile_rule_set(bare))
