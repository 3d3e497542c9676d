"""The engine says of random formulas over random files what a slow evaluator says that knows nothing of it."""

from __future__ import annotations

import os
from typing import Any
from xml.etree import ElementTree

from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from services.validator.domain.forms import Element, Form
from services.validator.domain.rule_set import RuleSet, Trigger
from services.validator.engine import JudgeContext, OtherReport, compile_rule_set, judge
from services.validator.language import parse, print_formula, tree
from services.validator.rules.checks import check_formula
from tests.unit.services.validator.slow import trees
from tests.unit.services.validator.slow.evaluator import Listed, Place, outcome

EXAMPLES = int(os.environ.get("KABINET_SLOW_EXAMPLES", "150"))
FORM = Form(
    code="Т",
    title="Т",
    elements=tuple(
        Element(path=".".join(names), type=kind, repeats=names in trees.REPEATED)  # type: ignore[arg-type]
        for names, kind in trees.KINDS.items()
    ),
)
LISTED = Listed(trees.KINDS, trees.REPEATED)
TOLERANCES = {None: None, "1": tree.Tolerance(tree.Number(1)), "10%": tree.Tolerance(tree.Number(10), relative=True)}  # type: ignore[arg-type]
slowly = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)


def report(body: str) -> str:
    return f"<Отчет>{body}</Отчет>"


def told(trigger: Trigger, body: str, previous: str | None, *, all_lanes: bool) -> tuple[str, str | None, str]:
    """Outcome and cause by the engine; `with_held` keeps the quick proofs out."""
    context = JudgeContext(previous=OtherReport(report(previous).encode()) if previous is not None else None)
    compiled = compile_rule_set(RuleSet(form=FORM, version="1", triggers=(trigger,)))
    verdict = judge(report(body).encode(), "r.xtdd", compiled, context, with_held=not all_lanes)
    if not verdict.findings:
        return "held", None, ""
    (finding,) = verdict.findings
    # A loop that fired in some rows may leave others untold.
    cause = finding.cause.value if finding.cause is not None else None
    return finding.outcome.value, cause, finding.message or ""


@slowly
@given(
    formula=trees.condition(3, ()),
    when=st.none() | trees.condition(1, ()),
    value=trees.number(1, ()).filter(lambda node: trees.path("знач") not in list(nodes(node))),
    body=trees.BODIES,
    previous=st.none() | trees.BODIES,
    empty=st.sampled_from(["zero", "missing"]),
    tolerance=st.sampled_from(list(TOLERANCES)),
)
def test_the_engine_agrees_with_the_slow_evaluator(
    formula: tree.Expression,
    when: tree.Expression | None,
    value: tree.Expression,
    body: str,
    previous: str | None,
    empty: Any,
    tolerance: str | None,
) -> None:
    trigger = Trigger(
        code="А",
        title="",
        formula=print_formula(formula),
        when=print_formula(when) if when is not None else None,
        values={"знач": print_formula(value)},
        empty=empty,
        tolerance=tolerance,
    )
    note(f"{trigger.when} => {trigger.formula}; знач = {trigger.values}; {empty}, {tolerance}; {body}; {previous}")
    root = ElementTree.fromstring(report(body))
    place = Place(
        form=LISTED,
        root=root,
        row=root,
        names=(),
        empty=empty,
        tolerance=TOLERANCES[tolerance],
        values={"знач": value},
        previous=ElementTree.fromstring(report(previous)) if previous is not None else None,
    )
    expected, causes = outcome(formula, when, place)
    for all_lanes in (False, True):
        found, cause, message = told(trigger, body, previous, all_lanes=all_lanes)
        assert found == expected, (found, expected, message)
        assert cause is None or not causes or cause in causes, (cause, causes, message)
        assert "Сбой" not in message


@slowly
@given(formula=trees.condition(3, ()))
def test_a_random_tree_prints_and_parses_to_itself(formula: tree.Expression) -> None:
    assert parse(print_formula(formula)) == formula


@slowly
@given(formula=trees.condition(2, ()), bodies=st.lists(trees.BODIES, min_size=1, max_size=4))
def test_what_is_called_settled_is_settled(formula: tree.Expression, bodies: list[str]) -> None:
    """A condition that is said never to hold, or always to, does not do otherwise on any file."""
    text = print_formula(formula)
    whole = [
        problem.code
        for problem in check_formula(text, FORM, values={"знач": "А"}).problems
        if problem.code in ("never_true", "always_true") and (problem.line, problem.column) == (1, 1)
        if problem.end == len(text) + 1
    ]
    trigger = Trigger(code="А", title="", formula=text, values={"знач": "А"})
    outcomes = {told(trigger, body, None, all_lanes=False)[0] for body in bodies}
    assert not ("never_true" in whole and "held" in outcomes), text
    assert not ("always_true" in whole and "fired" in outcomes), text


def nodes(node: Any) -> Any:
    """Every node of a tree."""
    if isinstance(node, tuple):
        for item in node:
            yield from nodes(item)
    elif hasattr(node, "__dataclass_fields__"):
        yield node
        for name in node.__dataclass_fields__:
            yield from nodes(getattr(node, name))
