"""Lists from files: what they would change, and that very change."""

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from uuid import uuid4

from chassis import clock
from chassis.database import UnitOfWork
from chassis.errors import ServiceError
from contracts.field_errors import field_error
from contracts.identity import Identity
from contracts.member_imports import (
    MOST_SHOWN,
    ApplyImport,
    ImportCounts,
    ImportFile,
    ImportPlan,
    ImportResult,
    ImportRow,
    RowOutcome,
    RowProblem,
)
from contracts.members import HistoryAct
from services.members import tables
from services.members.domain import cards
from services.members.domain.importing import Planned, Planner, Problem, inn_of
from services.members.reading.columns import MemberList
from services.members.repository import imports, members
from services.members.tables import Member
from services.members.usecases.cards import card_of, new_member, put, record, refuse_faults

_ORDER = {RowOutcome.WRONG: 0, RowOutcome.NEW: 1, RowOutcome.CHANGED: 2}
# People are told one by one what differs; a few dozen letters of an address are enough to see it.
_MOST_PROBLEMS = 10


async def preview(uow: UnitOfWork, identity: Identity, file: ImportFile, listed: MemberList) -> ImportPlan:
    """What the list would change. Nothing is kept."""
    planned, _ = await _plan(uow, identity, listed)
    told = sorted((one for one in planned if one.outcome), key=lambda one: _ORDER[one.outcome or RowOutcome.WRONG])
    return ImportPlan(
        plan=_mark(file.object.sha256, planned),
        sha256=file.object.sha256,
        file_name=file.file_name,
        counts=_counts(planned),
        rows=tuple(_row(one) for one in told[:MOST_SHOWN]),
        rows_total=len(told),
        columns=listed.columns,
        ignored=listed.ignored,
    )


async def apply(uow: UnitOfWork, identity: Identity, request: ApplyImport, listed: MemberList) -> ImportResult:
    """Do what the preview `plan` told; rows at fault are passed over. Once, however often it is asked.

    Raises `invalid` without grounds, `import_changed` when the file or the register is not as it was previewed.
    """
    grounds = cards.tidied_text(request.grounds)
    refuse_faults([("grounds", None if grounds else "required")])
    await imports.take_turn(uow.session)
    sha256 = request.object.sha256
    before = await imports.applied(uow.session, sha256, request.plan)
    if before is not None:
        return _result(before, repeated=True)
    planned, rows = await _plan(uow, identity, listed)
    if _mark(sha256, planned) != request.plan:
        raise ServiceError("import_changed")
    for one in planned:
        await _apply(uow, identity, one, rows, grounds)
    done = tables.ImportRow(
        id=uuid4(),
        sha256=sha256,
        plan=request.plan,
        file_name=request.file_name,
        at=clock.now(),
        by_person_id=identity.person_id,
        by_name=identity.person_name,
        grounds=grounds,
        counts=_counts(planned).model_dump(),
    )
    uow.session.add(done)
    return _result(done, repeated=False)


async def _plan(uow: UnitOfWork, identity: Identity, listed: MemberList) -> tuple[list[Planned], dict[str, Member]]:
    rows = await members.of_inns_locked(uow.session, identity, {inn_of(row) for row in listed.rows})
    ogrns = {row.cells["ogrn"] for row in listed.rows if "ogrn" in row.cells}
    planner = Planner(
        known={inn: card_of(member) for inn, member in rows.items()},
        ogrns=await members.ogrns_among(uow.session, ogrns),
        today=clock.moscow_date(clock.now()),
    )
    return [planner.plan(row) for row in listed.rows], rows


async def _apply(uow: UnitOfWork, identity: Identity, one: Planned, rows: dict[str, Member], grounds: str) -> None:
    if one.new is not None:
        member = new_member(one.new)
        if not await members.add_if_new(uow.session, member):
            raise ServiceError("import_changed")
        counts_from = member.included_on
    elif one.outcome is RowOutcome.CHANGED and one.content is not None:
        member = rows[one.inn]
        put(member, one.content)
        member.revision += 1
        counts_from = clock.moscow_date(clock.now())
    else:
        return
    await record(uow, identity, member, HistoryAct.IMPORTED, counts_from=counts_from, grounds=grounds)


def _mark(sha256: str, planned: Sequence[Planned]) -> str:
    """The same for the same file as long as it would change the same cards, of the same revisions, in the same way."""
    told = [
        (one.row.number, one.outcome, one.card.revision if one.card else 0, [(c.field, c.after) for c in one.changes])
        for one in planned
        if one.outcome
    ]
    return hashlib.sha256(json.dumps([sha256, told], ensure_ascii=False).encode()).hexdigest()


def _counts(planned: Sequence[Planned]) -> ImportCounts:
    counted = Counter(one.outcome for one in planned)
    return ImportCounts(
        new=counted[RowOutcome.NEW],
        changed=counted[RowOutcome.CHANGED],
        same=counted[None],
        wrong=counted[RowOutcome.WRONG],
    )


def _row(one: Planned) -> ImportRow:
    named = one.card.short_name if one.card else one.row.cells.get("short_name", "")
    return ImportRow(
        number=one.row.number,
        outcome=one.outcome or RowOutcome.WRONG,
        inn=one.inn,
        name=named,
        member_id=one.card.id if one.card else None,
        changes=one.changes,
        problems=tuple(_problem(problem) for problem in one.problems[:_MOST_PROBLEMS]),
    )


def _problem(problem: Problem) -> RowProblem:
    return RowProblem(
        field=problem.field,
        code=problem.code,
        detail=field_error(problem.field, problem.code).detail,
        found=problem.found[:200] if problem.found else None,
        expected=problem.expected,
    )


def _result(row: tables.ImportRow, *, repeated: bool) -> ImportResult:
    return ImportResult(
        id=row.id,
        sha256=row.sha256,
        counts=ImportCounts.model_validate(row.counts),
        at=row.at,
        by=row.by_name,
        repeated=repeated,
    )
