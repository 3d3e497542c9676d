"""Entry points of requests: a transaction each, around a use case; a snapshot where many questions make one answer."""

from chassis import clock
from chassis.bus import Call
from chassis.database import Database
from contracts.base import ById
from contracts.reports import (
    LocatedFile,
    ObligationPage,
    ObligationQuery,
    OpenedPeriod,
    OpenPeriod,
    ReportView,
    SetIncomingNumber,
    SignedReceipt,
    SubmissionView,
)
from services.reports.usecases import incoming, periods, reading, receipts, rechecks


class Requests:
    """Everything that is asked of reports but the uploads."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def list_obligations(self, call: Call[ObligationQuery]) -> ObligationPage:
        async with self._database.snapshot() as session:
            return await reading.list_page(session, call.identity, call.request, clock.now())

    async def get_obligation(self, call: Call[ById]) -> ReportView:
        async with self._database.snapshot() as session:
            return await reading.report(session, call.identity, call.request.id, clock.now())

    async def open_period(self, call: Call[OpenPeriod]) -> OpenedPeriod:
        async with self._database.transaction() as uow:
            return await periods.open_period(uow, call.request, call.identity, clock.now())

    async def get_submission(self, call: Call[ById]) -> SubmissionView:
        async with self._database.snapshot() as session:
            return await reading.submission(session, call.identity, call.request.id, clock.now())

    async def locate_file(self, call: Call[ById]) -> LocatedFile:
        async with self._database.transaction() as uow:
            return await reading.locate(uow.session, call.identity, call.request.id)

    async def get_receipt(self, call: Call[ById]) -> SignedReceipt:
        async with self._database.transaction() as uow:
            return await receipts.signed(uow.session, call.identity, call.request.id)

    async def recheck(self, call: Call[ById]) -> SubmissionView:
        async with self._database.transaction() as uow:
            await rechecks.by_staff(uow, call.identity, call.request.id, clock.now())
            return await reading.submission(uow.session, call.identity, call.request.id, clock.now())

    async def set_incoming_number(self, call: Call[SetIncomingNumber]) -> SubmissionView:
        async with self._database.transaction() as uow:
            await incoming.set_number(uow, call.identity, call.request, clock.now())
            return await reading.submission(uow.session, call.identity, call.request.submission_id, clock.now())
