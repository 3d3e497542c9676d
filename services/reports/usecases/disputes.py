"""Explaining or disputing that a trigger fired, answering, what is shown as explained. The status stays as it is."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy.ext.asyncio import AsyncSession

from chassis import paging
from chassis.clock import moscow_date
from chassis.database import UnitOfWork
from chassis.errors import ServiceError, not_found
from contracts.disputes import (
    DISPUTE_ANSWERED,
    DISPUTE_OPENED,
    AnswerDispute,
    DisputeAnswered,
    DisputeKind,
    DisputeOpened,
    DisputePage,
    DisputeQuery,
    DisputeState,
    DisputeView,
    Explained,
    OpenDispute,
    SubmissionDisputes,
)
from contracts.field_errors import field_error
from contracts.identity import Identity
from contracts.journal_acts import Act
from contracts.statuses import ReportStatus
from services.reports import texts
from services.reports.dispute_views import dispute_view, explained_view, news_of
from services.reports.domain.disputes import Accepted, Judged, explains, wrong_in_answer
from services.reports.domain.scope import Scope
from services.reports.domain.status import VERDICTS
from services.reports.repository import disputes, submissions
from services.reports.repository.disputes import Disputed
from services.reports.tables import DisputeRow, ObligationRow, SubmissionRow, VerdictRow
from services.reports.usecases import access, history, objects

# Where triggers may have fired: all other reports have nothing to explain.
_AT_FAULT = (ReportStatus.ACCEPTED_WITH_ERRORS, ReportStatus.CHECK_FAILED)


async def open_dispute(uow: UnitOfWork, who: Identity, request: OpenDispute, now: datetime) -> DisputeView:
    """The same said twice is one dispute. Raises ServiceError `not_found`, `conflict`, `invalid`, `dispute_open`."""
    _check_words(request, now)
    obligation, row = await access.submission_to_change(uow.session, who, request.submission_id)
    verdict = await _newest(uow.session, row)
    if verdict.fired is not None and request.trigger not in verdict.fired:
        raise _wrong("trigger", "not_fired")
    waiting = await disputes.waiting_for(uow.session, row.id, request.trigger)
    if waiting is not None:
        if not _says_the_same(waiting, request, who):
            raise ServiceError("dispute_open")
        return dispute_view(await _described(uow.session, waiting.id), access.scope(who))
    opened = _row(request, obligation, verdict, who, now)
    uow.session.add(opened)
    await uow.session.flush()
    history.by_person(uow.session, row, now, who, "dispute_opened", texts.dispute_opened(request.kind, request.trigger))
    found = await _described(uow.session, opened.id)
    said = {"kind": request.kind, "text": opened.text, "until": opened.until}
    uow.record(Act.DISPUTE_OPENED, objects.dispute(opened), after=said)
    await uow.emit(DISPUTE_OPENED, DisputeOpened(**news_of(found)))
    return dispute_view(found, access.scope(who))


async def answer(uow: UnitOfWork, who: Identity, request: AnswerDispute, now: datetime) -> DisputeView:
    """Raises ServiceError `not_found`, `invalid`, `dispute_answered`."""
    wrong = wrong_in_answer(request.outcome, request.answer, request.valid_until, moscow_date(now))
    if wrong is not None:
        raise _wrong(*wrong)
    if not _storable(request.answer):
        raise _wrong("answer", "characters")
    row = await disputes.lock(uow.session, request.id)
    if row is None:
        raise not_found()
    if row.state != DisputeState.OPEN:
        raise ServiceError("dispute_answered")
    row.state, row.answer = request.outcome, request.answer.strip() or None
    row.valid_until = request.valid_until if request.outcome is DisputeState.ACCEPTED else None
    row.answered_at, row.answered_by, row.answered_by_name = now, who.person_id, who.person_name
    await uow.session.flush()
    found = await _described(uow.session, row.id)
    history.by_person(uow.session, found.submission, now, who, f"dispute_{row.state}", _told(found))
    news = {"outcome": row.state, "valid_until": row.valid_until, "answered_at": now}
    said = {"state": row.state, "answer": row.answer, "valid_until": row.valid_until}
    uow.record(Act.DISPUTE_ANSWERED, objects.dispute(row), before={"state": DisputeState.OPEN}, after=said)
    await uow.emit(DISPUTE_ANSWERED, DisputeAnswered(**news_of(found), **news))
    return dispute_view(found, access.scope(who))


async def of_submission(session: AsyncSession, who: Identity, submission_id: UUID) -> SubmissionDisputes:
    """Raises ServiceError `not_found`."""
    row = await access.submission(session, who, submission_id)
    listed_report = await access.obligation(session, who, row.obligation_id)
    found = await disputes.of_submission(session, row.id)
    verdicts = await submissions.verdicts(session, row.id)
    reader = access.scope(who)
    explained = await explained_of(session, listed_report.row, verdicts[0]) if verdicts else ()
    return SubmissionDisputes(items=tuple(dispute_view(one, reader) for one in found), explained=explained)


async def explained_of(session: AsyncSession, obligation: ObligationRow, verdict: VerdictRow) -> tuple[Explained, ...]:
    """The same of a verdict that was entered."""
    return await explained_in(session, obligation, _judged(verdict))


async def explained_in(session: AsyncSession, obligation: ObligationRow, verdict: Judged) -> tuple[Explained, ...]:
    """Which of the triggers that fired are explained, one explanation each: the one that lasts longest."""
    if not verdict.fired:
        return ()
    known = await disputes.accepted(session, obligation.member_id, obligation.form_code, verdict.on)
    holding: dict[str, DisputeRow] = {}
    for row in known:
        if _explains(row, verdict):
            holding.setdefault(row.trigger, row)
    return tuple(explained_view(holding[trigger]) for trigger in sorted(holding))


async def explained_counts(session: AsyncSession, rows: Sequence[ObligationRow]) -> Mapping[UUID, int]:
    """How many triggers of each of these reports are explained, by submission; in two questions, or in none."""
    at_fault = [row for row in rows if row.status in _AT_FAULT and row.current_submission_id is not None]
    if not at_fault:
        return {}
    known: dict[tuple[UUID, str], list[DisputeRow]] = {}
    for one in await disputes.accepted_of_all(session, {(row.member_id, row.form_code) for row in at_fault}):
        known.setdefault((one.member_id, one.form_code), []).append(one)
    asked = {row.current_submission_id: known.get((row.member_id, row.form_code), []) for row in at_fault}
    wanted = [id for id, accepted in asked.items() if id is not None and accepted]
    judged = [_judged(row) for row in await submissions.newest_verdicts(session, wanted)] if wanted else []
    return {
        one.submission_id: len({row.trigger for row in asked[one.submission_id] if _explains(row, one)})
        for one in judged
    }


def _explains(row: DisputeRow, verdict: Judged) -> bool:
    if row.valid_until is None:
        return False
    return explains(Accepted(row.submission_id, row.trigger, row.opened_at, row.valid_until), verdict)


def _judged(row: VerdictRow) -> Judged:
    return Judged(row.submission_id, row.entered_at, moscow_date(row.entered_at), row.fired or ())


async def listed(session: AsyncSession, who: Identity, query: DisputeQuery) -> DisputePage:
    """Raises ServiceError `invalid` (cursor)."""
    after = paging.place_of(query.cursor, lambda at, id: (datetime.fromisoformat(at), UUID(id)))
    rows, more = await disputes.page(session, query, after)
    following = paging.cursor_of(rows[-1].row.opened_at.isoformat(), str(rows[-1].row.id)) if more else None
    items = tuple(dispute_view(row, access.scope(who)) for row in rows)
    return DisputePage(items=items, next=following, waiting=await disputes.waiting(session))


async def _newest(session: AsyncSession, row: SubmissionRow) -> VerdictRow:
    verdicts: Sequence[VerdictRow] = await submissions.verdicts(session, row.id)
    if not verdicts or row.status not in VERDICTS:
        raise ServiceError("conflict")
    return verdicts[0]


async def _described(session: AsyncSession, dispute_id: UUID) -> Disputed:
    found = await disputes.describe(session, Scope(None), dispute_id)
    if found is None:
        raise LookupError(f"dispute {dispute_id} has no form or no member here")
    return found


def _check_words(request: OpenDispute, now: datetime) -> None:
    if not request.text.strip():
        raise _wrong("text", "required")
    if not _storable(request.text, request.trigger, request.trigger_title):
        raise _wrong("text", "characters")
    if request.until is not None and request.until < moscow_date(now):
        raise _wrong("until", "date_past")


def _storable(*words: str) -> bool:
    """A zero character would fail only in the database, as a failure of ours."""
    return not any("\0" in word for word in words)


def _wrong(field: str, code: str) -> ServiceError:
    return ServiceError("invalid", fields=(field_error(field, code),))


def _says_the_same(row: DisputeRow, request: OpenDispute, who: Identity) -> bool:
    said = (row.opened_by, row.kind, row.text, row.until)
    return said == (who.person_id, request.kind, request.text.strip(), request.until)


def _row(
    request: OpenDispute, obligation: ObligationRow, verdict: VerdictRow, who: Identity, now: datetime
) -> DisputeRow:
    return DisputeRow(
        id=uuid4(),
        submission_id=request.submission_id,
        member_id=obligation.member_id,
        form_code=obligation.form_code,
        trigger=request.trigger,
        trigger_title=request.trigger_title,
        attempt=verdict.attempt,
        rule_set=verdict.rule_set,
        kind=request.kind,
        text=request.text.strip(),
        until=request.until,
        state=DisputeState.OPEN,
        opened_at=now,
        opened_by=who.person_id,
        opened_by_name=who.person_name,
    )


def _told(found: Disputed) -> str:
    row, kind = found.row, DisputeKind(found.row.kind)
    if row.valid_until is not None:
        return texts.dispute_accepted(kind, row.trigger, row.valid_until)
    return texts.dispute_refused(kind, row.trigger)
