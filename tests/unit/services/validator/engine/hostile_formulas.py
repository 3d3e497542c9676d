"""A child process: hostile formulas under limits of memory and time. Prints what became of each as JSON.

Each is judged three ways: by the closures that keep all evidence, by the native library, and by the generated proof."""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path

from services.validator.domain.forms import Element, Form
from services.validator.domain.rule_set import RuleSet, Trigger
from services.validator.engine import CompiledRuleSet, JudgeContext, compile_rule_set, judge
from services.validator.language import FormulaError, parse
from services.validator.native import library, switched_off
from services.validator.native.build import build
from services.validator.rules.checks import check_formula

MEMORY_MB = 1500
ROWS = 20_000
DOUBLED = {f"в{n}": f"в{n - 1} {{}} в{n - 1}" for n in range(1, 60)}


def doubling(sign: str, first: str) -> dict[str, str]:
    """Values of values: each is twice as large as the one before."""
    return {"в0": first, **{name: text.format(sign) for name, text in DOUBLED.items()}}


def rows(cell: str = "5") -> str:
    return f"<Т>{f'<С><А>{cell}</А><К>к</К></С>' * ROWS}</Т><Х>28</Х>"


def many(sign: str, item: str, length: int = 19_000) -> str:
    """As many items as a formula may hold."""
    return sign.join([item] * (length // (len(item) + len(sign))))


FORM = Form(
    code="Т",
    title="",
    elements=(
        Element(path="Т.С", type="row", repeats=True),
        Element(path="Т.С.А", type="number"),
        Element(path="Т.С.К", type="text"),
        Element(path="Х", type="number"),
        *(Element(path=f"Раздел{n}.Показатель{n}", type="number") for n in range(1000)),
    ),
)
BARE = Form(code="Т", title="")
Case = tuple[str, Trigger, str, Form]


def cases() -> Iterator[Case]:
    def case(name: str, formula: str, body: str = "<Х>28</Х>", form: Form = FORM, **fields: object) -> Case:
        return name, Trigger(code="А", title="", formula=formula, **fields), body, form  # type: ignore[arg-type]

    table, odd = rows(), rows("-")
    inner = "ДЛЯ КАЖДОЙ Т.С: {} >= 0"
    for form, kind in ((FORM, "listed"), (BARE, "bare")):
        yield case(f"quadratic {kind}", inner.format("СУММА(КОРЕНЬ.Т.С.А)"), table, form)
        yield case(f"quadratic odd {kind}", inner.format("СУММА(КОРЕНЬ.Т.С.А)"), odd, form)
        yield case(f"choice of rows {kind}", inner.format('КОЛИЧЕСТВО(КОРЕНЬ.Т.С[К <> "x"])'), table, form)
        yield case(f"cubic {kind}", inner.format("СУММА(КОРЕНЬ.Т.С.А ГДЕ А < СУММА(КОРЕНЬ.Т.С.А))"), table, form)
        yield case(f"wide body {kind}", inner.format(many(" + ", "А")), table, form)
        yield case(f"wide condition {kind}", f"КОЛИЧЕСТВО(Т.С ГДЕ {many(' И ', 'А > 1')}) = 0", odd, form)
        yield case(f"fires in each row {kind}", "ДЛЯ КАЖДОЙ Т.С: А > СУММА(КОРЕНЬ.Т.С.А)", table, form)
    yield case("patterns of a file", "ДЛЯ КАЖДОЙ Т.С: СОВПАДАЕТ(К; К)", table)
    yield case("greedy pattern", 'ДЛЯ КАЖДОЙ Т.С: СОВПАДАЕТ(К; "(x+x+)+y|(a|aa)+$|(.*)*b{500}")', table)
    yield case("product", f"{many(' * ', '9' * 28)} > 0")
    yield case("tiny", f"1 + {many(' * ', '0.' + '0' * 26 + '1')} > 0")
    yield case("product of values", "в40 > 0", values=doubling("*", "9" * 28))
    yield case("quotients", f"{many(' / ', '3')} > 0")
    yield case("doubled sums", "в59 > 0", values=doubling("+", "Х"))
    yield case("doubled truths", "в59", values=doubling("И", "Х > 0"))
    yield case("doubled gaps", "в59 = 1", form=BARE, values=doubling("??", "Х"))
    yield case("doubled in a message", "Х < 0", values=doubling("+", "Х"), message="{в59}")
    yield case("doubled in when", "Х < 0", when="в59 > 0", values=doubling("+", "Х"))
    yield case("doubled in rows", "ДЛЯ КАЖДОЙ Т.С: А > в14", table, values=doubling("+", "Х"))
    yield case("a circle", "а > 0", values={"а": "б + 1", "б": "а + 1"})
    yield case("a circle of one", "а ?? 1 > 0", form=BARE, values={"а": "а ?? 1"})
    yield case(
        "a long chain of values", "в200 > 0", values={"в0": "Х", **{f"в{n}": f"(в{n - 1})" for n in range(1, 201)}}
    )
    yield case("deep brackets", "(" * 49 + "Х" + ")" * 49 + " > 0")
    deep = "НЕ (1 + 2 * -(Х ?? "
    yield case("deep and mixed", deep * 12 + "1" + ") > 0)" * 12)
    yield case("a long path", f"{many('.', 'а')} = 1", form=BARE)
    yield case("a long path in a row", f"ДЛЯ КАЖДОЙ Т.С: {'.'.join('а' * 99)} = 1", table, BARE)
    yield case("many unknown paths", " + ".join(f"Раздел{n}.Показатл{n}" for n in range(700)) + " = 1")
    yield case("many options", f"Х В ({many('; ', '1')})")
    yield case("options of a large item", f"({many(' + ', 'Х', 9000)}) В ({many('; ', '1', 9000)})")
    yield case("contradictions", many(" И ", "Х <> 1"))
    yield case("alternatives", many(" ИЛИ ", "Х = 1"))
    yield case("long text", f'Х = 1 ИЛИ К = "{"я" * 19_000}"')
    yield case("a wide range of dates", 'РАБДНЕЙ(ДАТА("0001-01-01"); ДАТА("9999-12-31")) > 0')


def judged(trigger: Trigger, body: str, form: Form) -> str:
    rules = RuleSet(form=form, version="1", triggers=(trigger,))
    check_formula(trigger.formula, form, values=trigger.values)
    try:
        for text in (trigger.formula, *trigger.values.values()):
            parse(text)
    except FormulaError as error:
        return error.code
    report = f"<Отчет>{body}</Отчет>".encode()
    compiled = compile_rule_set(rules)
    told = [verdict(report, compiled, native=True, with_held=True)]
    told += [verdict(report, compiled, native=native, with_held=False) for native in (True, False)]
    return told[0] if len(set(told)) == 1 else f"failure: the ways differ: {told}"


def verdict(report: bytes, compiled: CompiledRuleSet, *, native: bool, with_held: bool) -> str:
    with nullcontext() if native else switched_off():
        found = judge(report, "r.xtdd", compiled, JudgeContext(), with_held=with_held)
    # What held is told only where it is asked for.
    outcome = found.findings[0].outcome.value if found.findings else "held"
    return f"{outcome} {' '.join(reason.code for reason in found.reasons)}".strip()


def timed(act: Callable[[], str]) -> tuple[float, str]:
    started = time.process_time()
    outcome = act()
    return time.process_time() - started, outcome


def peak_mb() -> int:
    """The most memory that this process held. Not `ru_maxrss`: that begins with what the parent held."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) >> 10


def main() -> None:
    build()
    assert library() is not None
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_MB << 20, MEMORY_MB << 20))
    for name, trigger, body, form in cases():
        seconds, outcome = timed(lambda trigger=trigger, body=body, form=form: judged(trigger, body, form))  # type: ignore[misc]
        print(json.dumps({"name": name, "seconds": round(seconds, 2), "outcome": outcome}), flush=True)
    print(json.dumps({"name": "peak", "seconds": 0, "outcome": str(peak_mb())}), flush=True)


if __name__ == "__main__":
    sys.exit(main())
