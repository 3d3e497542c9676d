"""A member at work on its own reports: what it owes, and files that fit."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from chassis import clock
from contracts.periods import Period, PeriodKind, period_containing
from services.validator.sampler.generator import sample_report
from tests.cabinet import MEMBER, Cabinet, signed_in
from tests.product import Stack
from tests.waiting import eventually

FORM = "0420846"
ORDINARY = "СРО-ЖАЛОБЫ"
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


@dataclass(frozen=True)
class Desk:
    """One signed-in member and the ИНН of its organisation."""

    cabinet: Cabinet
    inn: str
    organisation_id: str

    async def report(self, *, ago: int = 2, form: str = FORM) -> dict[str, Any]:
        """What it owes of a form for the quarter that was `ago` quarters before the current one."""
        return await self.cabinet.report_for(quarter(ago).end.isoformat(), form=form)

    def sample(self, report: dict[str, Any], **options: Any) -> bytes:
        """A file that fits the report. The arguments are those of the sampler."""
        options = {"inn": self.inn, **options}
        return sample_report(report["form"]["code"], period_name(report), **options)

    async def upload(self, report: dict[str, Any], content: bytes, **options: Any) -> dict[str, Any]:
        """Hand in a file; the judged submission."""
        receipt = await self.cabinet.upload(report["id"], content, **options)
        return await self.cabinet.verdict(receipt["submission_id"])

    async def findings(self, submission: dict[str, Any], *, outcome: str) -> dict[str, dict[str, Any]]:
        """The findings of one outcome, by the code of their trigger."""
        page = await self.cabinet.get(f"/submissions/{submission['id']}/findings", limit=200)
        return {found["code"]: found for found in page["items"] if found["outcome"] == outcome}

    async def notice_of(self, submission: dict[str, Any]) -> dict[str, Any]:
        """The newest notice about a submission, once it is there."""

        async def look() -> dict[str, Any] | None:
            notices = (await self.cabinet.get("/notices", limit=50))["items"]
            return next((notice for notice in notices if notice["submission_id"] == submission["id"]), None)

        found = await eventually(look)
        assert found is not None
        return found


def quarter(ago: int) -> Period:
    """The quarter that was `ago` before the current one."""
    day = clock.moscow_date(clock.now())
    found = period_containing(PeriodKind.QUARTER, day)
    for _ in range(ago):
        found = period_containing(PeriodKind.QUARTER, found.start - found.start.resolution)
    return found


def period_name(report: dict[str, Any]) -> str:
    """«2026Q2», as the sampler takes it."""
    end = str(report["reporting_date"])
    return f"{end[:4]}Q{(int(end[5:7]) - 1) // 3 + 1}"


@asynccontextmanager
async def desk_of(stack: Stack, email: str = MEMBER) -> AsyncIterator[Desk]:
    """The desk of one of the demo members."""
    async with signed_in(stack, email) as cabinet:
        organisation = (await cabinet.get("/me"))["organisation"]
        yield Desk(cabinet, organisation["inn"], organisation["id"])
