"""The register of members as a file for spreadsheets: the headings are those that an import finds."""

import asyncio
import csv
import io
from collections.abc import Sequence

import xlsxwriter

from contracts.members import EXPORT_MEMBERS, MemberQuery, MemberStatus, OrganisationCard
from contracts.register_columns import COLUMNS, STATUS_WORDS
from contracts.spreadsheets import guarded
from gateway.context import Caller

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"

# Whole cards with long addresses: a hundred of them fit into an answer of the bus.
_PAGE = 100
_BOM = "\ufeff"
_WIDTHS = {"full_name": 60, "short_name": 32, "legal_address": 48, "postal_address": 48, "status_grounds": 32}
_WIDTH = 20


async def cards(caller: Caller, search: str | None, status: MemberStatus | None) -> list[OrganisationCard]:
    """Every card that the search finds. Raises `forbidden`."""
    found: list[OrganisationCard] = []
    cursor: str | None = None
    while True:
        query = MemberQuery(search=search, status=status, cursor=cursor, limit=_PAGE)
        page = await caller.call(EXPORT_MEMBERS, query)
        found += page.items
        cursor = page.next
        if cursor is None:
            return found


async def as_xlsx(found: Sequence[OrganisationCard]) -> bytes:
    """The workbook, put together in a thread. Every cell is text: numbers of organisations keep their zeros."""
    return await asyncio.to_thread(_xlsx, found)


async def as_csv(found: Sequence[OrganisationCard]) -> bytes:
    """`;`, UTF-8 with BOM; what a spreadsheet would take for a formula gets an apostrophe before it."""
    return await asyncio.to_thread(_csv, found)


def _xlsx(found: Sequence[OrganisationCard]) -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        sheet = book.add_worksheet("Реестр")
        for column, (field, title) in enumerate(COLUMNS.items()):
            sheet.set_column(column, column, _WIDTHS.get(field, _WIDTH))
            sheet.write_string(0, column, title, heading)
        for number, card in enumerate(found, start=1):
            for column, value in enumerate(_line(card)):
                # Never `write`, which turns a text that starts with «=» into a formula.
                sheet.write_string(number, column, value, text)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, len(found), len(COLUMNS) - 1)
    return target.getvalue()


def _csv(found: Sequence[OrganisationCard]) -> bytes:
    target = io.StringIO(_BOM, newline="")
    target.seek(0, io.SEEK_END)
    writer = csv.writer(target, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS.values())
    writer.writerows([guarded(value) for value in _line(card)] for card in found)
    return target.getvalue().encode()


def _line(card: OrganisationCard) -> list[str]:
    plain = card.model_dump(mode="json")
    plain["status"] = STATUS_WORDS[card.status]
    return [plain[field] or "" for field in COLUMNS]
