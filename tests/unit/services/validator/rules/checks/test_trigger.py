"""What the formulas of one trigger say together."""

from __future__ import annotations

from typing import Any

import pytest

from services.validator.domain.forms import Element, Form
from services.validator.domain.rule_set import RuleSet, Trigger
from services.validator.rules.checks import check_trigger, needs_of_trigger

FORM = Form(
    code="Т",
    title="Т",
    elements=(Element(path="Сумма", type="number"), Element(path="Вид", type="text")),
)


def told(**fields: Any) -> list[tuple[str, str]]:
    trigger = Trigger(**{"code": "А", "title": "Проба", **fields})
    return [(found.field, found.problem.code) for found in check_trigger(trigger, RuleSet(form=FORM, version="1"))]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"formula": "Сумма > 5", "when": 'Вид = "А"'}, []),
        ({"formula": "Сумма > 5", "when": "Сумма < 3"}, [("formula", "when_contradicts")]),
        ({"formula": "Сумма > 5", "when": "Сумма > 6"}, [("formula", "when_repeats")]),
        ({"formula": "Сумма > 5", "when": "Сумма"}, [("when", "type_mismatch")]),
        ({"formula": "Сумма >", "when": "Сумма < 3"}, [("formula", "expected")]),
        ({"formula": "Сумма > м", "values": {"м": "1 + 1"}}, []),
        ({"formula": "Сумма > м", "values": {"м": "Суммма"}}, [("м", "unknown_path")]),
        ({"formula": "Сумма > 1", "values": {"м": "1 + 1"}}, [("м", "unused_value")]),
        ({"formula": "Сумма > 1", "values": {"м": "1 + 1"}, "message": "Всего { м }"}, []),
        ({"formula": "Сумма > м", "values": {"м": "н + 1", "н": "2"}}, []),
        (
            {"formula": "Сумма > м", "values": {"м": "н ?? 1", "н": "м ?? 1"}},
            [("м", "circular_value"), ("н", "circular_value")],
        ),
        ({"formula": "Сумма > 1", "parameters": {"П": ()}}, [("П", "unused_parameter")]),
        ({"formula": 'Сумма > ПАРАМЕТР("П")', "parameters": {"П": ()}}, []),
    ],
)
def test_a_trigger_is_checked_as_a_whole(fields: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    assert told(**fields)[: len(expected)] == expected
    assert bool(told(**fields)) == bool(expected)


def test_needs_of_a_trigger_gather_all_its_formulas() -> None:
    trigger = Trigger(code="А", title="", formula="Сумма > м", when='ФОРМА("1"; А) = 1', values={"м": "ПРОШЛЫЙ(Сумма)"})
    needs = needs_of_trigger(trigger)
    assert (needs.previous, needs.year_ago, needs.forms) == (True, False, ("1",))
