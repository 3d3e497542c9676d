"""Root causes: few cells that explain all that fired, the most shared first, always the same ones."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.verdict import Finding, FindingCell, FindingRow, Outcome, Severity
from gateway.explaining.causes import CellId, causes, hitting_set
from tests.unit.gateway.verdicts import finding


def cell(path: str, row: int | None = None, **more: object) -> FindingCell:
    return FindingCell.model_validate({"path": path, "row": row, "value": "1", **more})


def fired(code: str, *cells: FindingCell, **more: object) -> Finding:
    return finding(code, cells=cells, **more)


def test_the_cell_that_most_firings_share_comes_first() -> None:
    found = causes([fired("А", cell("x"), cell("y")), fired("Б", cell("z"), cell("y")), fired("В", cell("w"))])
    assert [(item.cell.path, item.codes, item.firings) for item in found.items] == [
        ("y", ("А", "Б"), 2),
        ("w", ("В",), 1),
    ]
    assert (found.firings, found.begin, found.explained) == (3, 1, 2)


def test_equal_cells_keep_the_order_of_the_findings() -> None:
    found = causes([fired("А", cell("right"), cell("left")), fired("Б", cell("b"))])
    assert [item.cell.path for item in found.items] == ["right", "b"]
    assert found == causes([fired("А", cell("right"), cell("left")), fired("Б", cell("b"))])


def test_each_row_of_a_table_is_a_firing_of_its_own() -> None:
    rows = tuple(FindingRow(number=n) for n in (1, 2, 3))
    total = cell("итог")
    found = causes([fired("А", cell("сумма", 1), cell("сумма", 2), cell("сумма", 3), total, rows=rows)])
    assert (found.firings, [item.cell.path for item in found.items], found.explained) == (3, ["итог"], 3)
    alone = causes([fired("А", *(cell("сумма", n) for n in (1, 2, 3)), rows=rows)])
    assert (alone.firings, alone.total, alone.begin, alone.explained) == (3, 3, 1, 1)


def test_a_trigger_over_a_whole_table_fires_once() -> None:
    found = causes([fired("А", cell("сумма", 1), cell("сумма", 2), cell("итог"))])
    assert (found.firings, found.total) == (1, 1)


def test_warnings_and_what_was_not_checked_ask_for_no_mending() -> None:
    others = [fired("А", cell("x"), severity=Severity.WARNING), finding("Б", Outcome.NOT_EVALUABLE, cells=(cell("x"),))]
    assert causes(others).model_dump() == causes([]).model_dump()
    assert (causes([]).begin, causes([]).items) == (0, ())


def test_a_cell_of_another_report_is_not_to_be_mended() -> None:
    found = causes([fired("А", cell("x", elsewhere=True)), fired("Б", cell("x", elsewhere=True), cell("y"))])
    assert [item.cell.path for item in found.items] == ["y"]
    assert found.unexplained == ("А",)


@pytest.mark.parametrize(("values", "agreed"), [(("5", "5"), "5"), (("5", "6"), None), (("5", None), "5")])
def test_a_value_is_suggested_only_when_its_equations_agree(values: tuple[str | None, ...], agreed: str | None) -> None:
    found = causes([fired(code, cell("x", suggested=value)) for code, value in zip("АБ", values, strict=True)])
    assert found.items[0].suggested == agreed


SETS = st.lists(st.lists(st.tuples(st.sampled_from("abcdef"), st.none()), max_size=4, unique=True), max_size=7)


@given(SETS)
def test_every_firing_is_hit_and_no_cell_is_needless(sets: list[list[CellId]]) -> None:
    chosen = hitting_set(sets)

    def hits(cells: list[CellId]) -> bool:
        return all(not one or set(one) & set(cells) for one in sets)

    assert hits(chosen)
    assert all(not hits([other for other in chosen if other != one]) for one in chosen)
    everything = sorted({cell for one in sets for cell in one})
    fewest = next(n for n in range(7) if any(hits(list(some)) for some in itertools.combinations(everything, n)))
    # Greedy choice is within the harmonic bound of the best one.
    assert len(chosen) <= fewest * 3
