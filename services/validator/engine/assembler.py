"""Triggers -> a program of the native machine: one instruction for each node, equal ones written once.

What a proof can't be written for is left to the closures, and so is whatever the machine calls a doubt.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from struct import Struct
from typing import TYPE_CHECKING, Any, Final

from services.validator.domain.values import EMPTY
from services.validator.engine.code import Code
from services.validator.engine.outcomes import NotApplied
from services.validator.engine.proof_source import Unprovable
from services.validator.engine.registers import Registers

if TYPE_CHECKING:
    from services.validator.engine.program import CompiledTrigger

KINDS: Final = {"number": 0, "date": 1, "text": 2, "boolean": 3}
PRESENCE: Final = 4
ZERO, SKIPPED, DOUBTED = range(3)
VALUE, FALSE, EMPTIED, SKIP, ABSENT, DOUBT = range(6)
_GIVEN: Final = Struct("<iiiiQQ")
_WORD: Final = Struct("<8i")
_MOST_NODES: Final = 2000
_MOST_DEPTH: Final = 100
_MOST_PLACES: Final = 38
_WIDEST: Final = 1 << 120
_HALF: Final = (1 << 64) - 1


@dataclass(frozen=True, slots=True)
class Assembled:
    """A program as the library takes it. `asked` are evaluated for each run and put into registers of these numbers;
    `proved` are the triggers that it tells, by their places; the others are left to the closures."""

    words: bytes
    registers: int
    givens: bytes
    texts: bytes
    proved: tuple[int, ...]
    asked: tuple[tuple[int, Code], ...]
    patterns: tuple[Any, ...]


Handler = Callable[["Assembler", Code, int | None], int]


@dataclass(slots=True)
class Assembler:
    """Writes the instructions of any number of triggers over one set of registers.

    `visits` counts how often tables are gone through, `nested` says whether one is from within the rows of another.
    """

    operations: Mapping[str, int]
    handlers: Mapping[type, Handler]
    visits: int = 0
    nested: bool = False
    trigger: CompiledTrigger | None = None
    _words: list[tuple[int, ...]] = field(default_factory=list)
    _known: dict[Any, int] = field(default_factory=dict)
    _givens: dict[int, Any] = field(default_factory=dict)
    _asked: list[tuple[int, Code]] = field(default_factory=list)
    _patterns: list[Any] = field(default_factory=list)
    _registers: int = 0
    _nodes: int = 0
    _depth: int = 0

    def write(self, code: Code, row: int | None) -> int:
        """The register of a node, in the rows of a table (by its slot) or outside of any. Raises `Unprovable`."""
        self._nodes += 1
        self._depth += 1
        handler = self.handlers.get(type(code.node))
        if handler is None or code.type in ("trouble", "raw") or self._nodes > _MOST_NODES or self._depth > _MOST_DEPTH:
            raise Unprovable
        found = self._filled(code, handler(self, code, row))
        self._depth -= 1
        return found

    def _filled(self, code: Code, register: int) -> int:
        """An empty value is what the operation takes for it, where the operation takes anything."""
        if code.instead is None:
            return register
        instead = ZERO if isinstance(code.instead, Decimal) else SKIPPED if _skips(code.instead) else DOUBTED
        return self.emit("FILL", register, numbers=(instead, code.type != "boolean"))

    def emit(self, operation: str, *registers: int, numbers: tuple[int, ...] = ()) -> int:
        """The register that an instruction fills; `registers` are its operands, -1 where one is left out."""
        key = (operation, registers, numbers)
        known = self._known.get(key)
        if known is None:
            known = self._register(key)
            operands = (*registers, -1, -1, -1)[:3]
            self._words.append((self.operations[operation], known, *operands, *(*numbers, 0, 0, 0)[:3]))
        return known

    def constant(self, value: Any) -> int:
        key = (type(value), str(value) if isinstance(value, Decimal) else value)
        known = self._known.get(key)
        if known is None:
            known = self._register(key)
            if Givens().add(known, value) == DOUBT:
                raise Unprovable
            self._givens[known] = value
        return known

    def ask(self, code: Code, *apart: Any) -> int:
        """What does not depend on the file's rows and is told by its closure; `apart` parts what looks alike."""
        key = (code.node, code.type, type(code.instead), *apart)
        known = self._known.get(key)
        if known is None:
            known = self._register(key)
            self._asked.append((known, code))
        return known

    def pattern(self, search: Any) -> int:
        self._patterns.append(search)
        return len(self._patterns) - 1

    def _register(self, key: Any) -> int:
        self._known[key] = self._registers
        self._registers += 1
        return self._registers - 1

    def assemble(self, triggers: Iterable[CompiledTrigger]) -> Assembled:
        proved = []
        for number, compiled in enumerate(triggers):
            self.trigger, self.visits, self.nested, self._nodes, self._depth = compiled, 0, False, 0, 0
            written = len(self._words), len(self._asked), len(self._known)
            try:
                formula = self.write(compiled.formula, None)
                when = self.write(compiled.when, None) if compiled.when is not None else -1
            except Unprovable:
                self._forget(*written)
                continue
            told = (number, self.visits, self.nested)
            self._words.append((self.operations["TELL"], -1, formula, when, -1, *told))
            proved.append(number)
        allotted = Registers(self._words, [*self._givens, *(register for register, _ in self._asked)])
        givens, texts = Givens.packed((allotted.given[register], value) for register, value in self._givens.items())
        asked = tuple((allotted.given[register], code) for register, code in self._asked)
        words = b"".join(_WORD.pack(*word) for word in allotted.words)
        return Assembled(words, allotted.count, givens, texts, tuple(proved), asked, tuple(self._patterns))

    def _forget(self, words: int, asked: int, known: int) -> None:
        """What was written for a trigger that can't be proved after all; constants may stay."""
        del self._words[words:], self._asked[asked:]
        while len(self._known) > known:
            self._known.popitem()


def _skips(instead: Any) -> bool:
    return isinstance(instead, NotApplied)


class Givens:
    """Values for registers, as the library takes them."""

    def __init__(self) -> None:
        self._rows: list[bytes] = []
        self._texts = bytearray()

    def add(self, register: int, value: Any) -> int:
        """The state in which the value is given: a doubt where the machine can't hold it."""
        state, scale, size, number = VALUE, 0, -1, 0
        if isinstance(value, bool):
            state = VALUE if value else FALSE
        elif isinstance(value, Decimal):
            state, number, scale = _scaled(value)
        elif isinstance(value, date):
            number = value.toordinal()
        elif isinstance(value, str):
            text = value.encode()
            number, size = len(self._texts), len(text)
            self._texts += text
        else:
            state = EMPTIED if value is EMPTY else SKIP if isinstance(value, NotApplied) else DOUBT
        self._rows.append(_GIVEN.pack(register, state, scale, size, number & _HALF, number >> 64 & _HALF))
        return state

    @classmethod
    def packed(cls, values: Iterable[tuple[int, Any]]) -> tuple[bytes, bytes]:
        """Registers and their values, and the texts among these."""
        givens = cls()
        for register, value in values:
            givens.add(register, value)
        return b"".join(givens._rows), bytes(givens._texts)


def _scaled(value: Decimal) -> tuple[int, int, int]:
    sign, digits, exponent = value.as_tuple()
    if not isinstance(exponent, int) or not -_MOST_PLACES <= exponent <= _MOST_PLACES:
        return DOUBT, 0, 0
    number = int("".join(map(str, digits)) or "0") * 10 ** max(exponent, 0)
    if number > _WIDEST:
        return DOUBT, 0, 0
    return VALUE, -number if sign else number, max(-exponent, 0)
