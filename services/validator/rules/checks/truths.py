"""Conditions that can only be true, or only false, whatever the file holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from services.validator.engine.code import Code
from services.validator.language import tree
from services.validator.rules.checks.constraints import (
    NO_CONSTANT,
    Term,
    constant_of,
    constraints,
    impossible,
    term_of,
)

_LOGIC = (tree.Compare, tree.Among, tree.And, tree.Or, tree.Not, tree.Implies, tree.ForEach)
_BOTH_WAYS = {"=": True, "<=": True, ">=": True, "<>": False, "<": False, ">": False}


@dataclass(frozen=True, slots=True)
class Settled:
    """A condition that is always `truth`; `term` is what can't be otherwise, None where no single term tells."""

    code: Code
    truth: bool
    term: Term | None = None


def settled_conditions(code: Code) -> Iterator[Settled]:
    """The innermost conditions below `code` (itself included) that are settled. Literals are meant as written."""
    inner = [found for part in (*code.parts, *code.row_parts) for found in settled_conditions(part)]
    if inner:
        yield from inner
        return
    found = settled(code)
    if found is not None:
        yield found


def settled(code: Code) -> Settled | None:
    """Whether a condition can be only one of true and false."""
    if not isinstance(code.node, _LOGIC) or code.type == "trouble":
        return None
    known = truth_of(code)
    if known is not None:
        return Settled(code, known)
    for truth in (True, False):
        term = impossible(constraints(code, truth))
        if term is not None:
            return Settled(code, not truth, term)
    return None


def truth_of(code: Code) -> bool | None:
    """True or false where the parts say so by themselves."""
    value = constant_of(code)
    if value is not NO_CONSTANT:
        return value if isinstance(value, bool) else None
    match code.node:
        case tree.Compare(sign):
            same = len(code.parts) == 2 and term_of(code.parts[0]) == term_of(code.parts[1])
            return _BOTH_WAYS[sign] if same else None
        case tree.ForEach():
            return _whole(code.row_parts[0])
        case tree.Not():
            known = _whole(code.parts[0])
            return None if known is None else not known
        case tree.And() | tree.Or():
            return _junction(code, decisive=isinstance(code.node, tree.Or))
    return None


def _junction(code: Code, *, decisive: bool) -> bool | None:
    known = [_whole(part) for part in code.parts]
    if decisive in known:
        return decisive
    return None if None in known else not decisive


def _whole(code: Code) -> bool | None:
    found = settled(code)
    if found is not None:
        return found.truth
    value = constant_of(code)
    return value if isinstance(value, bool) else None
