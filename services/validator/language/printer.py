"""Syntax tree -> text with as few brackets as the tree needs: ``parse(print_formula(tree)) == tree``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from services.validator.language import tree, words

# Binding, loose to tight.
FORMULA, OR, AND, NOT, COMPARISON, SUM, PRODUCT, UNARY, COALESCE, PRIMARY = range(10)

_NAME = re.compile(r"[^\W\d]\w*")
_CONNECTIVES: Final = {tree.Or: (" ИЛИ ", OR), tree.And: (" И ", AND), tree.Coalesce: (" ?? ", COALESCE)}


def print_formula(formula: tree.Expression, filled: Mapping[int, str] | None = None) -> str:
    """The formula as text; ``filled`` puts given words in place of nodes, by ``id()`` of the node."""
    return _Printer(filled or {}).expression(formula, FORMULA)


class _Printer:
    def __init__(self, filled: Mapping[int, str]) -> None:
        self._filled = filled

    def expression(self, node: tree.Expression, least: int) -> str:
        if id(node) in self._filled:
            return self._filled[id(node)]
        level, text = self._print(node)
        return text if level >= least else f"({text})"

    def _print(self, node: tree.Expression) -> tuple[int, str]:
        match node:
            case tree.ForEach(rows, body):
                return FORMULA, f"ДЛЯ КАЖДОЙ {self.expression(rows, PRIMARY)}: {self.expression(body, FORMULA)}"
            case tree.Implies(condition, conclusion):
                return FORMULA, f"ЕСЛИ {self._condition(condition)} ТО {self.expression(conclusion, FORMULA)}"
            case tree.Or(items) | tree.And(items) | tree.Coalesce(items):
                return self._joined(node, items)
            case tree.Not(operand):
                return NOT, f"НЕ {self.expression(operand, NOT)}"
            case tree.Compare() | tree.Among():
                return COMPARISON, self._comparison(node)
            case tree.Arithmetic(first, rest):
                return self._arithmetic(first, rest)
            case tree.Negate(operand):
                return UNARY, f"-{self.expression(operand, UNARY)}"
            case _:
                return PRIMARY, self._primary(node)

    def _condition(self, condition: tree.Expression) -> str:
        """``ЕСЛИ (a) ТО b`` and ``ЕСЛИ(a; b; c)`` start alike; the parser tells them apart by what follows."""
        return self.expression(condition, OR)

    def _joined(self, node: tree.Or | tree.And | tree.Coalesce, items: tuple[tree.Expression, ...]) -> tuple[int, str]:
        word, level = _CONNECTIVES[type(node)]
        return level, word.join(self.expression(item, level + 1) for item in items)

    def _comparison(self, node: tree.Compare | tree.Among) -> str:
        if isinstance(node, tree.Among):
            options = "; ".join(self.expression(option, SUM) for option in node.options)
            return f"{self.expression(node.item, SUM)} В ({options})"
        text = f"{self.expression(node.left, SUM)} {node.sign} {self.expression(node.right, SUM)}"
        return text if node.tolerance is None else f"{text} ± {self._tolerance(node.tolerance)}"

    def _tolerance(self, tolerance: tree.Tolerance) -> str:
        if tolerance.relative:
            return f"{self.expression(tolerance.value, UNARY)}%"
        return self.expression(tolerance.value, UNARY)

    def _arithmetic(
        self, first: tree.Expression, rest: tuple[tuple[tree.ArithmeticSign, tree.Expression], ...]
    ) -> tuple[int, str]:
        level = SUM if rest[0][0] in "+-" else PRODUCT
        tail = "".join(f" {sign} {self.expression(item, level + 1)}" for sign, item in rest)
        return level, self.expression(first, level + 1) + tail

    def _primary(self, node: tree.Expression) -> str:
        match node:
            case tree.Number(value, percent):
                return plain(value) + ("%" if percent else "")
            case tree.Text(value):
                return quoted(value)
            case tree.Date(value):
                return f'ДАТА("{value.isoformat()}")'
            case tree.Truth(value):
                return "ДА" if value else "НЕТ"
            case tree.Choice(condition, then, otherwise):
                return f"ЕСЛИ({self._list((condition, then, otherwise))})"
            case tree.Call(function, arguments):
                return f"{words.RUSSIAN[function]}({self._list(arguments)})"
            case tree.Presence(kind, operand):
                return f"{words.RUSSIAN[kind]}({self.expression(operand, PRIMARY)})"
            case tree.Aggregate(kind, column, where):
                inside = self.expression(column, PRIMARY)
                tail = "" if where is None else f" ГДЕ {self.expression(where, FORMULA)}"
                return f"{words.RUSSIAN[kind]}({inside}{tail})"
            case _:
                return self._reference(node)

    def _list(self, items: tuple[tree.Expression, ...]) -> str:
        return "; ".join(self.expression(item, FORMULA) for item in items)

    def _reference(self, node: tree.Expression) -> str:
        match node:
            case tree.Path():
                return self._path(node)
            case tree.Prior("form", path, form):
                return f"ФОРМА({quoted(form or '')}; {self._path(path)})"
            case tree.Prior(kind, path):
                return f"{words.RUSSIAN[kind]}({self._path(path)})"
            case tree.MemberField(names):
                return "ЧЛЕН." + ".".join(_name(name, inside=True) for name in names)
            case tree.PeriodField(name):
                return "ПЕРИОД.Начало" if name == "start" else "ПЕРИОД.Конец"
            case tree.Parameter(name):
                return f"ПАРАМЕТР({quoted(name)})"
        raise TypeError(type(node).__name__)

    def _path(self, path: tree.Path) -> str:
        parts = [self._step(step, inside=path.absolute or n > 0) for n, step in enumerate(path.steps)]
        if path.attribute is not None:
            parts.append("@" + _name(path.attribute, inside=True))
        return ".".join(["КОРЕНЬ", *parts] if path.absolute else parts)

    def _step(self, step: tree.Step, inside: bool) -> str:
        name = _name(step.name, inside=inside)
        return name if step.where is None else f"{name}[{self.expression(step.where, FORMULA)}]"


def plain(value: Decimal) -> str:
    """A decimal without an exponent, as it was written."""
    return format(value, "f")


def quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def dotted(names: tuple[str, ...], attribute: str | None = None) -> str:
    """A path as it is shown to people and written in form files: plain names, backticks only where needed."""
    parts = [_name(name, inside=True) for name in names]
    return ".".join(parts if attribute is None else [*parts, "@" + attribute])


def _name(name: str, *, inside: bool) -> str:
    if _NAME.fullmatch(name) and not _mixed(name) and (inside or not _reserved(name)):
        return name
    return f"`{name}`"


def _reserved(name: str) -> bool:
    folded = name.casefold()
    return folded in words.RESERVED or folded in words.PREFIXES or folded in ("для", "for")


def _mixed(name: str) -> bool:
    """Words of two alphabets are refused by the lexer unless quoted."""
    return not name.isascii() and any(character.isascii() and character.isalpha() for character in name)
