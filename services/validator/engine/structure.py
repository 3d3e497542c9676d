"""Structure remarks: elements that the form has and the file lacks, or the other way round. They change no status."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import Final

from contracts.verdict import StructureRemark
from services.validator.engine.columns import Column
from services.validator.engine.index import Index, Stranger
from services.validator.engine.shape import FormShape, Names
from services.validator.engine.texts import KINDS, REMARKS
from services.validator.language.printer import dotted

MAX_REMARKS: Final = 100
_NAMES_TOLD: Final = 5


def remarks_of(index: Index, shape: FormShape) -> tuple[StructureRemark, ...]:
    """At most a hundred remarks in the order of the form, then of the file."""
    if index.report is not None and index.report.is_regular(index.plan.listed(shape)):
        return ()
    found = [*_sections(index, shape)]
    found.extend(remark for path in shape.elements if (remark := _listed(index, shape, path)) is not None)
    unknown = index.unknown()
    # No more of them are worded than are told: a hostile file may name a million elements differently.
    found.extend(_unknown(index, shape, stranger) for stranger in unknown[: MAX_REMARKS + 1])
    total = len(found) + max(0, len(unknown) - MAX_REMARKS - 1)
    if total > MAX_REMARKS:
        text = REMARKS["remarks_cut"][0].format(count=total)
        return (*found[:MAX_REMARKS], StructureRemark(code="remarks_cut", text=text, count=total))
    return tuple(found)


def _sections(index: Index, shape: FormShape) -> Iterator[StructureRemark]:
    """Sections that are absent as a whole, each told once and not by every element that it would hold."""
    told: set[Names] = set()
    for section in shape.needed_sections():
        slot = index.plan.find(section)
        if slot is None or index.columns[slot].count:
            continue
        if not any(section[:length] in told for length in range(1, len(section) + 1)):
            told.add(section)
            yield _missing("missing_section", section, None, index, index.columns[slot], 1)


def _listed(index: Index, shape: FormShape, path: Names) -> StructureRemark | None:
    element = shape.elements[path]
    slot = index.plan.find(path)
    if slot is None or element.repeats:
        return None
    column = index.columns[slot]
    above = index.columns[index.plan.parents[slot]].count
    if column.complete and len(column.parents) == above:
        return None
    if len(column.parents) > above or len(set(column.parents)) < len(column.parents):
        return _repeated(path, shape, column)
    missing = above - len(column.parents)
    if not element.mandatory or not missing:
        return None
    kind = f"{element.label or path[-1]} ({KINDS[element.type]})"
    remark = _missing("missing_element", path, kind, index, column, missing)
    return remark.model_copy(update={"label": shape.elements[path].caption})


def _missing(
    code: str, path: Names, expected: str | None, index: Index, column: Column, missing: int
) -> StructureRemark:
    slot = index.plan.find(path[:-1]) or 0
    having = set(column.parents)
    above = index.columns[slot]
    line = next((above.line(ordinal) for ordinal in range(above.count) if ordinal not in having), None)
    rows = f" (строк: {missing})" if above.count > 1 else ""
    name = dotted(path)
    text = REMARKS[code][0].format(element=name, rows=rows)
    return StructureRemark(code=code, text=text, element=name, line=line, expected=expected, count=missing)


def _repeated(path: Names, shape: FormShape, column: Column) -> StructureRemark:
    seen: set[int] = set()
    again: int | None = None
    for ordinal, owner in enumerate(column.parents):
        if owner in seen:
            again = ordinal
            break
        seen.add(owner)
    name = dotted(path)
    return StructureRemark(
        code="repeated_element",
        text=REMARKS["repeated_element"][0].format(element=name, rows=""),
        element=name,
        label=shape.elements[path].caption,
        line=column.line(again) if again is not None else None,
        count=len(column.parents),
    )


def _unknown(index: Index, shape: FormShape, stranger: Stranger) -> StructureRemark:
    above = index.plan.paths[stranger.slot]
    name = dotted((*above, stranger.name))
    awaited = [child for child in index.plan.children[stranger.slot] if shape.lists((*above, child))]
    near = difflib.get_close_matches(stranger.name, awaited, n=1)
    expected = near[0] if near else ", ".join(awaited[:_NAMES_TOLD]) + ("…" if len(awaited) > _NAMES_TOLD else "")
    text = REMARKS["unknown_element"][0].format(element=name, rows="")
    return StructureRemark(
        code="unknown_element",
        text=text,
        element=name,
        line=stranger.line,
        expected=expected or None,
        count=stranger.count,
    )
