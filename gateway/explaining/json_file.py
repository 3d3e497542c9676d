"""Findings as JSON for programs: the whole evidence, with what report it is about and where to begin."""

import asyncio

from contracts.base import Message
from contracts.reports import LocatedFile, Repeat
from contracts.verdict import VerdictDocument
from gateway.explaining.causes import Causes, causes

MEDIA_TYPE = "application/json"


class FindingsFile(Message):
    """`verdict` has every cell and row; decimals are texts, so that none loses a digit."""

    form: str
    period: str
    registration_number: str
    file_name: str
    file_sha256: str
    version: int | None
    rule_set: str | None
    repeats: tuple[Repeat, ...]
    causes: Causes
    verdict: VerdictDocument


async def build(located: LocatedFile, verdict: VerdictDocument) -> bytes:
    """The file, put together in a thread."""
    return await asyncio.to_thread(_build, located, verdict)


def _build(located: LocatedFile, verdict: VerdictDocument) -> bytes:
    document = FindingsFile(
        form=located.form.code,
        period=located.period.label,
        registration_number=located.registration_number,
        file_name=located.file_name,
        file_sha256=located.original.sha256,
        version=located.version,
        rule_set=located.rule_set.version if located.rule_set else None,
        repeats=located.repeats,
        causes=causes(verdict.findings),
        verdict=verdict,
    )
    return document.model_dump_json(indent=2).encode()
