"""The source of a proof: one Python expression for each compiled node, over facts that are gathered beforehand.

A fact is a value of the report that many triggers share: `s` elements met once; `f` columns, rows, parameters, and
whatever does not change from row to row. Equal facts have one name, so that each is found once in a file.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from services.validator.engine.code import Code

_MOST_NODES: Final = 2000
_MOST_DEPTH: Final = 40  # Python bounds the depth of brackets


class Unprovable(Exception):  # noqa: N818 - the closures tell it instead
    """The node is one of those that no proof is written for."""


@dataclass(slots=True)
class Row:
    """The loop being written: its table, the columns gone through side by side, and how often they were used."""

    slot: int
    columns: dict[str, str] = field(default_factory=dict)
    uses: int = 0

    def variable(self, column: str) -> str:
        self.uses += 1
        return self.columns.setdefault(column, f"x{len(self.columns)}")

    def loop(self) -> str:
        if not self.columns:
            raise Unprovable
        if len(self.columns) == 1:
            ((column, variable),) = self.columns.items()
            return f"for {variable} in {column}"
        return f"for {', '.join(self.columns.values())} in zip({', '.join(self.columns)})"


class Writer:
    """Writes the expressions of any number of triggers over one set of facts.

    `constants` are what the names in the source stand for; `visits` counts how often tables are gone
    through, `nested` says whether one is from within the rows of another.
    """

    def __init__(self, handlers: Mapping[type, Handler]) -> None:
        self.constants: dict[str, Any] = {}
        self.named: dict[int, str] = {}  # what named values are written as, by the id of their code
        self.visits = 0
        self.nested = False
        self._handlers = handlers
        self._names: dict[Any, str] = {}
        self._facts: list[str] = []
        self._singles: dict[tuple[str, str], dict[int, str]] = {}
        self._nodes = self._depth = 0

    def root(self, code: Code) -> str:
        """The expression of a whole formula. Raises `Unprovable`."""
        self._nodes = self._depth = 0
        return self.write(code, None)

    def write(self, code: Code, row: Row | None) -> str:
        """The expression of a node, in the rows of a table or outside of any."""
        self._nodes += 1
        self._depth += 1
        handler = self._handlers.get(type(code.node))
        if handler is None or code.type in ("trouble", "raw"):
            raise Unprovable
        if self._nodes > _MOST_NODES or self._depth > _MOST_DEPTH:
            raise Unprovable
        uses = row.uses if row is not None else 0
        source = handler(self, code, row)
        self._depth -= 1
        # What does not change from row to row is reckoned once.
        return self.reckoned(source) if row is not None and row.uses == uses and not source.isidentifier() else source

    def constant(self, value: Any) -> str:
        key = (type(value), str(value) if isinstance(value, Decimal) else value)
        name = self._names.setdefault(key, f"k{len(self.constants)}")
        self.constants[name] = value
        return name

    def given(self, thing: Any) -> str:
        """A name for something of the compiled rule set."""
        name = f"g{len(self.constants)}"
        self.constants[name] = thing
        return name

    def single(self, slot: int, kind: str, instead: str) -> str:
        """The value of an element that a file has once."""
        return self._singles.setdefault((kind, instead), {}).setdefault(slot, f"s{slot}{kind}{instead}")

    def fact(self, source: str) -> str:
        """A fact that is asked of the report."""
        known = self._names.get(source)
        if known is None:
            known = self._names[source] = f"f{len(self._names)}"
            self._facts.append(f"    {known} = {source}")
        return known

    def reckoned(self, source: str) -> str:
        """A fact that is reckoned from others, and may turn out to be a doubt."""
        known = self._names.get(source)
        if known is None:
            known = self._names[source] = f"f{len(self._names)}"
            self._facts.append(f"    try:\n        {known} = {source}\n    except UNPROVED:\n        {known} = DOUBT")
        return known

    def facts(self) -> list[str]:
        """The first lines of a proof."""
        lines = []
        for (kind, instead), names in self._singles.items():
            slots = self.constant(tuple(names))
            lines.append(f"    {', '.join(names.values())}, = values.singles({slots}, {kind!r}, {instead})")
        return lines + self._facts


Handler = Callable[[Writer, Code, Row | None], str]
