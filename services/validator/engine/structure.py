"""Structure remarks: elements that the form has and the file lacks, or the other way round. They change no status."""

from __future__ import annotations

from typing import Final

from contracts.base import Message
from services.validator.engine.columns import line_of
from services.validator.engine.index import Index
from services.validator.engine.shape import FormShape, Names
from services.validator.engine.texts import REMARKS
from services.validator.language.printer import dotted

MAX_REMARKS: Final = 100


class Remark(Message):
    """`line` is the first place of an unknown element."""

    code: str
    text: str
    element: str | None = None
    line: int | None = None


def remarks_of(index: Index, shape: FormShape) -> tuple[Remark, ...]:
    """At most a hundred remarks in the order of the form, then of the file."""
    found = [remark for path in shape.elements if (remark := _listed(index, shape, path)) is not None]
    found.extend(_unknown(index))
    if len(found) > MAX_REMARKS:
        cut = Remark(code="remarks_cut", text=REMARKS["remarks_cut"][0].format(count=len(found)))
        return (*found[:MAX_REMARKS], cut)
    return tuple(found)


def _listed(index: Index, shape: FormShape, path: Names) -> Remark | None:
    element = shape.elements[path]
    slot = index.plan.find(path)
    if slot is None or element.repeats:
        return None
    column = index.columns[slot]
    above = index.columns[index.plan.parents[slot]].count
    if column.complete and len(column.parents) == above:
        return None
    if len(column.parents) > above or len(set(column.parents)) < len(column.parents):
        return _remark("repeated_element", path, "")
    missing = above - len(column.parents)
    if not element.mandatory or not missing:
        return None
    return _remark("missing_element", path, f" (строк: {missing})" if above > 1 else "")


def _remark(code: str, path: Names, rows: str) -> Remark:
    name = dotted(path)
    return Remark(code=code, text=REMARKS[code][0].format(element=name, rows=rows), element=name)


def _unknown(index: Index) -> list[Remark]:
    if not index.unknown:
        return []
    firsts: dict[Names, int | None] = {}
    for slot, element in index.unknown:
        path = (*index.plan.paths[slot], str(element.tag).rpartition("}")[2])
        if path not in firsts:
            firsts[path] = line_of(element)
    return [_remark("unknown_element", path, "").model_copy(update={"line": line}) for path, line in firsts.items()]
