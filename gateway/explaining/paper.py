"""Findings as PDF on A4, to be read, signed and filed. Set by typst out of plain data: no text is ever markup."""

import asyncio
import io
import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import orjson
import segno
import typst

from chassis.clock import MOSCOW
from contracts.reports import LocatedFile
from contracts.verdict import Finding, FindingCell, Outcome, VerdictDocument
from gateway.explaining.causes import FIRST, RootCause, causes
from gateway.explaining.lines import repeated
from gateway.explaining.paper_texts import BY_LANGUAGE, PaperTexts
from gateway.language import Language
from gateway.workbook import classes
from gateway.workbook_texts import BY_LANGUAGE as TABLE_TEXTS
from gateway.workbook_texts import WorkbookTexts

MEDIA_TYPE = "application/pdf"

# Cells of all findings together: about 200 sheets. Nobody signs more, and setting them would hold a core for minutes.
MOST_CELLS = 5000
MOST_ROWS = 200
_MOST_LETTERS = 2000
SHEET = Path(__file__).with_name("paper.typ").read_bytes()
_NUMBER = re.compile(r"(-?)(\d+)(?:\.(\d+))?", re.ASCII)
_ONE_AT_A_TIME = asyncio.Semaphore(1)


async def build(located: LocatedFile, verdict: VerdictDocument, language: Language, now: datetime) -> bytes:
    """The document. One is set at a time: a large one takes a core for seconds."""
    async with _ONE_AT_A_TIME:
        return await asyncio.to_thread(_build, located, verdict, language, now)


def _build(located: LocatedFile, verdict: VerdictDocument, language: Language, now: datetime) -> bytes:
    data = Paper(located, verdict, language).data(now)
    # The wheel's own fonts: what a machine has installed must not change a document.
    made: bytes = typst.compile(
        SHEET, sys_inputs={"data": orjson.dumps(data).decode()}, ignore_system_fonts=True, pdf_tags=True
    )
    return made


class Paper:
    """What the sheet sets, as plain texts."""

    def __init__(self, located: LocatedFile, verdict: VerdictDocument, language: Language) -> None:
        self._located = located
        self._verdict = verdict
        self._language = language
        self._texts: PaperTexts = BY_LANGUAGE[language]
        self._words: WorkbookTexts = TABLE_TEXTS[language]
        self._amount = partial(amount, language=language)
        self._room = MOST_CELLS

    def data(self, now: datetime) -> dict[str, Any]:
        located, texts = self._located, self._texts
        name, digest = _short(located.file_name), located.original.sha256
        found = causes(self._verdict.findings)
        begin = found.items[: found.begin] if found.explained > found.begin else ()
        return {
            "language": self._language,
            "title": texts.title,
            "author": located.member.name if located.member else "",
            "heading": texts.heading.format(form=located.form.code, period=located.period.label),
            "number": located.registration_number,
            "hash": texts.hash.format(name=name, sha256=digest),
            "made": texts.made.format(at=_moment(now)),
            "qr": _qr(f"{located.registration_number}\nSHA-256 {digest}"),
            "facts": [[name, value] for name, value in zip(texts.facts, self._facts(), strict=True) if value],
            "status": self._words.statuses[self._verdict.status],
            "counts": texts.counts.format(**self._verdict.counts.model_dump()),
            "reasons": [_short(reason.text) for reason in self._verdict.reasons],
            "begin": texts.begin.format(cells=len(begin), explained=found.explained, firings=found.firings),
            "causes": [self._cause(cause) for cause in begin[:FIRST]],
            "sections": list(self._sections()),
            "words": texts.words,
        }

    def _facts(self) -> Sequence[str | None]:
        located = self._located
        number, member, rule_set = located.registration_number, located.member, located.rule_set
        return (
            f"{member.name}, ИНН {member.inn}" if member else None,
            f"{located.form.code} {located.form.title}",
            located.period.label,
            number if located.version is None else f"{located.version}, {number}",
            _moment(located.received_at) if located.received_at else None,
            rule_set.version if rule_set else None,
        )

    def _cause(self, cause: RootCause) -> dict[str, Any]:
        texts = self._texts
        return {
            "where": self._where(cause.cell),
            "explains": texts.explains.format(codes=", ".join(cause.codes[:MOST_ROWS])),
            "suggested": texts.suggested.format(value=self._amount(cause.suggested)) if cause.suggested else None,
        }

    def _sections(self) -> Iterator[dict[str, Any]]:
        shown = (Outcome.FIRED, Outcome.NOT_EVALUABLE)
        for title, findings in classes([f for f in self._verdict.findings if f.outcome in shown], self._words):
            if findings:
                yield {"title": title, "findings": [self._finding(finding) for finding in findings]}

    def _finding(self, finding: Finding) -> dict[str, Any]:
        texts = self._texts
        fitting = finding.cells[: self._room]
        self._room -= len(fitting)
        left = len(finding.cells) - len(fitting)
        rows = [row.key or str(row.number) for row in (*finding.rows, *finding.not_evaluated_rows)]
        periods = repeated(self._located).get(finding.code)
        version = self._located.rule_set
        return {
            "sentence": _short(finding.message or finding.title),
            "repeat": None if periods is None else texts.repeat.format(number=periods + 1),
            "cells": list(self._cells(finding, fitting)),
            "rows": ", ".join(rows[:MOST_ROWS]) + (" …" if len(rows) > MOST_ROWS else "") if rows else None,
            "cut": texts.cut.format(left=left) if left else None,
            "hint": _optional(finding.hint),
            "who": self._words.causes[finding.cause] if finding.cause else None,
            "source": _optional(finding.source),
            "formula": _short(finding.formula),
            "filled": _optional(finding.formula_filled),
            "code": texts.code.format(code=finding.code, version=f" · {version.version}" if version else ""),
        }

    def _cells(self, finding: Finding, cells: Sequence[FindingCell]) -> Iterator[list[str]]:
        texts = self._texts
        told = False
        for cell in cells:
            value = texts.absent if cell.value is None else self._amount(cell.value) or texts.empty
            change = texts.change_to.format(value=self._amount(cell.suggested)) if cell.suggested else ""
            told = told or bool(change)
            yield [self._where(cell), value, change, self._amount(_difference(cell))]
        if finding.left is not None and not told:
            sides = (finding.left, finding.expected or finding.right, finding.difference)
            yield [texts.whole, *(self._amount(side) if side else "" for side in sides)]

    def _where(self, cell: FindingCell) -> str:
        line, column, row = self._texts.place
        numbered = cell.row_key or (None if cell.row is None else str(cell.row))
        places = [
            cell.section,
            cell.form_line and line.format(cell.form_line),
            cell.column and column.format(cell.column),
            numbered and row.format(numbered),
        ]
        where = ", ".join(place for place in places if place)
        name = cell.label or cell.path
        return _short(f"{name} ({where})" if where else name)


def _difference(cell: FindingCell) -> str:
    """What is in the cell above what would satisfy the equation; nothing where either is no plain number."""
    stated = (cell.value or "").replace("\u00a0", "").replace(" ", "").replace(",", ".")
    if cell.suggested is None or not _NUMBER.fullmatch(stated):
        return ""
    return format(Decimal(stated) - Decimal(cell.suggested), "f")


def amount(text: str, language: Language) -> str:
    """An amount as people write it, each digit kept; any other text as it is."""
    match = _NUMBER.fullmatch(text)
    if match is None or (len(match[2]) > 1 and match[2].startswith("0")):
        return _short(text)
    parted, mark = ("\u00a0", ",") if language == "ru" else (",", ".")
    whole = f"{int(match[2]):,}".replace(",", parted)
    return match[1] + whole + (mark + match[3] if match[3] else "")


def _short(text: str) -> str:
    return text if len(text) <= _MOST_LETTERS else text[:_MOST_LETTERS] + "…"


def _optional(text: str | None) -> str | None:
    return None if text is None else _short(text)


def _moment(at: datetime) -> str:
    return at.astimezone(MOSCOW).strftime("%d.%m.%Y %H:%M")


def _qr(text: str) -> str:
    picture = io.BytesIO()
    segno.make(text, error="m").save(picture, kind="svg", border=0)
    return picture.getvalue().decode()
