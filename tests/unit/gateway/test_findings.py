"""Findings a page at a time."""

import tracemalloc

import pytest

from chassis import paging
from chassis.errors import ServiceError
from contracts.verdict import FindingRow, VerdictDocument
from gateway import findings
from tests.unit.gateway.verdicts import VERDICT, finding, located, stored


def pages(verdict: VerdictDocument, limit: int) -> list[list[str]]:
    where, cursor, seen = located(stored()), None, []
    while True:
        page = findings.page(where, verdict, cursor, limit)
        seen.append([item.code for item in page.items])
        cursor = page.next
        if cursor is None:
            return seen


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        (2, [["T01", "T02"], ["T03", "T04"], ["T05"]]),
        (5, [["T01", "T02", "T03", "T04", "T05"]]),
        (200, [["T01", "T02", "T03", "T04", "T05"]]),
    ],
)
def test_pages_follow_one_another_without_gaps(limit: int, expected: list[list[str]]) -> None:
    assert pages(VERDICT, limit) == expected


def test_a_screen_gets_twenty_rows_and_their_number() -> None:
    rows = findings.page(located(stored()), VERDICT, None, 50).items[1]
    assert (len(rows.rows), rows.rows_total, rows.cells_total) == (20, 30, 0)


def test_a_trigger_that_fired_in_every_row_is_cut_before_it_is_copied() -> None:
    rows = tuple(FindingRow(number=number) for number in range(50_000))
    verdict = VERDICT.model_copy(update={"findings": (finding("T01").model_copy(update={"rows": rows}),)})
    tracemalloc.start()
    try:
        (shown,) = findings.page(located(stored()), verdict, None, 50).items
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert (len(shown.rows), shown.rows_total) == (20, 50_000)
    assert peak < 1_000_000


def test_a_verdict_without_findings_is_an_empty_page() -> None:
    empty = VERDICT.model_copy(update={"findings": ()})
    assert findings.page(located(), empty, None, 50) == findings.FindingPage(items=(), next=None)


def test_a_cursor_of_an_earlier_verdict_is_refused_rather_than_read_into_the_new_one() -> None:
    verdict = VERDICT.model_copy(update={"findings": tuple(finding(f"T{n}") for n in range(10))})
    earlier = findings.page(located(stored("aa" * 32)), verdict, None, 5).next
    with pytest.raises(ServiceError, match="invalid"):
        findings.page(located(stored("bb" * 32)), verdict, earlier, 5)


@pytest.mark.parametrize("number", ["", "x", "-1", "٣", "9" * 5000])
def test_a_cursor_that_is_none_of_ours_is_refused(number: str) -> None:
    mark = stored().sha256[:12]
    for cursor in (number, paging.cursor_of(mark, number)):
        with pytest.raises(ServiceError, match="invalid"):
            findings.page(located(stored()), VERDICT, cursor, 5)


def test_every_row_of_a_trigger_can_be_leafed_through() -> None:
    offset, seen = 0, []
    while True:
        page = findings.evidence(VERDICT, "T02", offset, 12)
        seen += [row.number for row in page.rows]
        assert (page.rows_total, page.cells_total) == (30, 0)
        if page.next is None:
            break
        offset = page.next
    assert seen == [row.number for row in VERDICT.findings[1].rows]


def test_a_trigger_that_found_nothing_has_no_evidence() -> None:
    with pytest.raises(ServiceError, match="not_found"):
        findings.evidence(VERDICT, "T99", 0, 10)
