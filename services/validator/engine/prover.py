"""Triggers -> one generated Python function that proves quickly, for a file where nothing is odd, that they hold.

The closures say what a formula means. A proof says only «held» or «`when` is not met», and says it only where the
closures would: anything absent, empty, unreadable, several, false - and the closures are asked, which also explain.
The source is put together from names given out here (`s0`, `c1`, `k2`…); no text of a rule set or a file gets into it.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any, Final

from services.validator.engine import proofs
from services.validator.engine.code import Run
from services.validator.engine.doubt import DOUBT, Unproved
from services.validator.engine.numbers import ROUNDING
from services.validator.engine.proof_nodes import NODES
from services.validator.engine.proof_rows import ROWS
from services.validator.engine.proof_source import Unprovable, Writer

if TYPE_CHECKING:
    from services.validator.engine.program import CompiledTrigger

Outcomes = list[bool | None]
"""For each trigger: True when it holds, False when its `when` is not met, None when the closures have to be asked."""

_HELPERS: Final[dict[str, Any]] = {
    "DOUBT": DOUBT,
    "HALF_UP": ROUND_HALF_UP,
    "ROUNDING": ROUNDING,
    "ZERO": proofs.ZERO,
    "UNPROVED": (Unproved, ArithmeticError),
    "Decimal": Decimal,
    "average": proofs.average,
    "of_text": proofs.of_text,
    "only": proofs.only,
    "quotient": proofs.quotient,
    "eq": operator.eq,
    "ge": operator.ge,
    "gt": operator.gt,
    "le": operator.le,
    "lt": operator.lt,
    "ne": operator.ne,
    "some": proofs.some,
    "some_rows": proofs.some_rows,
    "unique": proofs.unique,
}


@dataclass(frozen=True, slots=True)
class Prover:
    """The proof of a whole rule set, for any number of files."""

    function: Callable[[proofs.Values, Outcomes], None]
    triggers: int

    def prove(self, run: Run) -> Outcomes:
        outcomes: Outcomes = [None] * self.triggers
        self.function(proofs.Values(run), outcomes)
        return outcomes


def build_prover(triggers: Iterable[CompiledTrigger]) -> Prover | None:
    """None where Python does not take the source, which no formula that people write comes to."""
    writer = Writer({**NODES, **ROWS})
    body: list[str] = []
    count = 0
    for number, compiled in enumerate(triggers):
        count += 1
        body += _trigger(writer, number, compiled)
    lines = ["def prove(values, told):", *writer.facts(), *body, "    return None"]
    names: dict[str, Any] = {**_HELPERS, **writer.constants}
    try:
        exec(compile("\n".join(lines), "<proof of a rule set>", "exec"), names)  # noqa: S102 - only names of our own
    except (SyntaxError, RecursionError, MemoryError):
        return None
    return Prover(names["prove"], count)


def _trigger(writer: Writer, number: int, compiled: CompiledTrigger) -> list[str]:
    """A proof of its own for each trigger: a doubt in one does not touch the next."""
    writer.visits, writer.nested = 0, False
    try:
        formula = writer.root(compiled.formula)
        when = writer.root(compiled.when) if compiled.when is not None else None
    except Unprovable:
        return []
    held = f"(True if {formula} else None)"
    outcome = held if when is None else f"{held} if {when} else False"
    if writer.visits:
        # Closures count their steps: where the budget could run out, they are asked.
        outcome = f"({outcome}) if {writer.fact(f'values.affords({writer.visits}, {writer.nested})')} else None"
    return ["    try:", f"        told[{number}] = {outcome}", "    except UNPROVED:", "        pass"]
