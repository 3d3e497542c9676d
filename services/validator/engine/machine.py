"""The proof of a whole rule set by the native machine, for any number of files."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from services.validator.engine.assembler import Assembler, Givens
from services.validator.engine.assembler_nodes import NODES
from services.validator.engine.assembler_rows import ROWS
from services.validator.engine.code import STEP_BUDGET, Run
from services.validator.native import Library, Report
from services.validator.native.library import MATCHER, Held

if TYPE_CHECKING:
    from services.validator.engine.program import CompiledTrigger
    from services.validator.engine.prover import Outcomes

_OUTCOMES: Final = (False, True, None)
_ASK: Final = 2


class Machine:
    """`prove` tells of each trigger what `prover.Prover` does: it holds, its `when` is not met, or ask the closures."""

    def __init__(self, library: Library, triggers: Sequence[CompiledTrigger]) -> None:
        self._calls = library.calls
        self._program = Assembler(library.operations, {**NODES, **ROWS}).assemble(triggers)
        self._count = len(triggers)
        made = self._calls.program(
            self._program.words,
            len(self._program.words) // 32,
            self._program.registers,
            self._program.givens,
            len(self._program.givens) // 32,
            self._program.texts,
            len(self._program.texts),
        )
        self._held = Held(made, self._calls.free_program)
        self._match = MATCHER(self._matches)
        self._given = lru_cache(maxsize=64)(self._packed)  # many reports share a context

    @property
    def proved(self) -> tuple[int, ...]:
        """The places of the triggers that the machine can tell at all."""
        return self._program.proved

    def prove(self, run: Run, report: Report) -> Outcomes:
        asked = tuple(code.run(run, 0) for _, code in self._program.asked)
        givens, texts = self._given(asked)
        outcomes = ctypes.create_string_buffer(bytes([_ASK]) * self._count, self._count)
        done = self._calls.run(
            self._held.address,
            report.address,
            givens,
            len(asked),
            texts,
            self._match,
            STEP_BUDGET,
            outcomes,
        )
        if done < 0:
            raise MemoryError
        return [_OUTCOMES[outcome] for outcome in outcomes.raw]

    def _matches(self, pattern: int, at: int | None, size: int) -> int:
        try:
            text = ctypes.string_at(at or 0, size).decode() if size else ""
            return int(self._program.patterns[pattern](text) is not None)
        except MemoryError:
            return -1  # nothing is raised through C: the closures meet it again

    def _packed(self, values: tuple[Any, ...]) -> tuple[bytes, bytes]:
        """What was asked of the context, as the library takes it."""
        registers = (register for register, _ in self._program.asked)
        return Givens.packed(zip(registers, values, strict=True))
