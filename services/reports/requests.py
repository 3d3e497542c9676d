"""Entry points of requests: a transaction each, around a use case; a snapshot where many questions make one answer."""

from chassis import clock
from chassis.bus import Call
from chassis.database import Database
from chassis.reach import EVERYTHING, reach_of
from contracts.base import ById
from contracts.disputes import (
    AnswerDispute,
    DisputePage,
    DisputeQuery,
    DisputeView,
    OpenDispute,
    SubmissionDisputes,
)
from contracts.reports import (
    LocatedFile,
    LocateFile,
    ObligationPage,
    ObligationQuery,
    OpenedPeriod,
    OpenPeriod,
    ReportView,
    SetIncomingNumber,
    SignedReceipt,
    SubmissionView,
)
from contracts.snapshots import SnapshotPage, SnapshotQuery
from services.reports.usecases import disputes, incoming, objects, past, periods, reading, receipts, rechecks


class Requests:
    """Everything that is asked of reports but the uploads."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def list_obligations(self, call: Call[ObligationQuery]) -> ObligationPage:
        async with self._database.snapshot(reach_of(call.identity)) as session:
            return await reading.list_page(session, call.identity, call.request, clock.now())

    async def get_obligation(self, call: Call[ById]) -> ReportView:
        async with self._database.snapshot(reach_of(call.identity)) as session:
            return await reading.report(session, call.identity, call.request.id, clock.now())

    async def open_period(self, call: Call[OpenPeriod]) -> OpenedPeriod:
        async with self._database.transaction(reach_of(call.identity)) as uow:
            return await periods.open_period(uow, call.request, call.identity, clock.now())

    async def get_submission(self, call: Call[ById]) -> SubmissionView:
        async with self._database.snapshot(reach_of(call.identity)) as session:
            return await reading.submission(session, call.identity, call.request.id, clock.now())

    async def locate_file(self, call: Call[LocateFile]) -> LocatedFile:
        asked = call.request
        async with self._database.transaction(reach_of(call.identity)) as uow:
            located = await reading.locate(uow.session, call.identity, asked.id)
            await objects.note_reading(uow, call.identity, asked.id, located, asked.reading)
            return located

    async def get_receipt(self, call: Call[ById]) -> SignedReceipt:
        async with self._database.transaction(reach_of(call.identity)) as uow:
            return await receipts.signed(uow, call.identity, call.request.id)

    async def recheck(self, call: Call[ById]) -> SubmissionView:
        async with self._database.transaction(reach_of(call.identity)) as uow:
            await rechecks.by_staff(uow, call.identity, call.request.id, clock.now())
            return await reading.submission(uow.session, call.identity, call.request.id, clock.now())

    async def open_dispute(self, call: Call[OpenDispute]) -> DisputeView:
        async with self._database.transaction(reach_of(call.identity)) as uow:
            return await disputes.open_dispute(uow, call.identity, call.request, clock.now())

    async def answer_dispute(self, call: Call[AnswerDispute]) -> DisputeView:
        async with self._database.transaction(reach_of(call.identity)) as uow:
            return await disputes.answer(uow, call.identity, call.request, clock.now())

    async def list_disputes(self, call: Call[DisputeQuery]) -> DisputePage:
        async with self._database.transaction(reach_of(call.identity)) as uow:
            return await disputes.listed(uow.session, call.identity, call.request)

    async def disputes_of_submission(self, call: Call[ById]) -> SubmissionDisputes:
        async with self._database.transaction(reach_of(call.identity)) as uow:
            return await disputes.of_submission(uow.session, call.identity, call.request.id)

    async def set_incoming_number(self, call: Call[SetIncomingNumber]) -> SubmissionView:
        async with self._database.transaction(reach_of(call.identity)) as uow:
            await incoming.set_number(uow, call.identity, call.request, clock.now())
            return await reading.submission(uow.session, call.identity, call.request.submission_id, clock.now())

    async def list_snapshots(self, call: Call[SnapshotQuery]) -> SnapshotPage:
        """For the validator alone: the broker lets no other service ask."""
        # rule: nobody asks but the validator's own work
        async with self._database.transaction(EVERYTHING) as uow:
            return await past.snapshots(uow.session, call.request, clock.now())
