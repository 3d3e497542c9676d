"""What calendar does. Nothing here commits: the entry point does."""

from collections.abc import Sequence
from uuid import UUID

from chassis.bus import Received
from chassis.database import UnitOfWork
from chassis.errors import ServiceError
from contracts.calendar import (
    CALENDAR_CHANGED,
    WORKING_DAYS_PUBLISHED,
    CalendarChanged,
    CalendarEntry,
    CalendarPage,
    CalendarQuery,
    WorkingDaysPublished,
)
from contracts.errors import FieldError
from contracts.identity import Identity
from contracts.journal import ActObject
from contracts.journal_acts import Act, ObjectKind
from contracts.reports import ObligationChanged
from contracts.terms import WorkingYear
from services.calendar.domain.entries import in_order, unusual_days
from services.calendar.repository import LoadedYear, Repository
from services.calendar.texts import CATALOGUE, Texts

_LONGEST_SPAN_DAYS = 400


async def load_working_days(uow: UnitOfWork, shipped: Sequence[WorkingYear]) -> None:
    """Enter shipped years that are new or differ; the SRO's own edits stay. Announces the table if it changed."""
    repository = Repository(uow.session)
    # The lock makes two processes that start at once take turns, so that one revision never has two meanings.
    revision = await repository.lock_revision() + 1
    changed = _changed_years(shipped, await repository.loaded_years())
    if not changed:
        return
    before = {loaded.year.year: loaded.year for loaded in await repository.loaded_years()}
    for year in changed:
        await repository.put_year(year)
        named = ActObject(kind=ObjectKind.WORKING_YEAR, id=str(year.year), title=str(year.year))
        uow.record(Act.WORKING_DAYS_LOADED, named, before=before.get(year.year), after=year)
    await repository.set_revision(revision)
    years = tuple(loaded.year for loaded in await repository.loaded_years())
    await uow.emit(WORKING_DAYS_PUBLISHED, WorkingDaysPublished(revision=revision, years=years))


def _changed_years(shipped: Sequence[WorkingYear], loaded: Sequence[LoadedYear]) -> list[WorkingYear]:
    settled = {entry.year.year for entry in loaded if entry.edited or entry.year in shipped}
    return [year for year in shipped if year.year not in settled]


async def note_obligations(uow: UnitOfWork, received: Sequence[Received[ObligationChanged]]) -> None:
    """Keep the newest state of obligations and tell open browsers; old news changes nothing."""
    newest: dict[UUID, Received[ObligationChanged]] = {}
    for one in sorted(received, key=lambda one: one.message.revision):
        newest[one.message.obligation_id] = one
    changed = await Repository(uow.session).put_due_dates([one.message for one in newest.values()])
    for report_id in changed:
        with newest[report_id].traced():
            member_id = newest[report_id].message.member_id
            await uow.emit(CALENDAR_CHANGED, CalendarChanged(member_id=member_id, report_id=report_id))


async def list_calendar(uow: UnitOfWork, identity: Identity, query: CalendarQuery) -> CalendarPage:
    """Dues of the asker's organisation, or totals for staff, among days off and worked weekends."""
    _check_span(query)
    repository, texts = Repository(uow.session), CATALOGUE[query.language]
    years = await repository.working_years(query.first.year, query.last.year)
    dues = await _dues(repository, identity, query, texts)
    return CalendarPage(items=in_order([*dues, *unusual_days(years, query.first, query.last, texts)]))


async def _dues(repository: Repository, identity: Identity, query: CalendarQuery, texts: Texts) -> list[CalendarEntry]:
    if identity.is_staff:
        return [summary.entry(texts) for summary in await repository.handed_in(query.first, query.last)]
    if identity.organisation_id is None or not identity.is_member:
        raise ServiceError("forbidden")
    own = await repository.due_dates(identity.organisation_id, query.first, query.last)
    return [due.entry(texts) for due in own]


def _check_span(query: CalendarQuery) -> None:
    if not 0 <= (query.last - query.first).days <= _LONGEST_SPAN_DAYS:
        detail = f"0..{_LONGEST_SPAN_DAYS} days from {query.first}"
        raise ServiceError("invalid", fields=(FieldError(field="last", code="span", detail=detail),))


async def working_year(uow: UnitOfWork, year: int) -> WorkingYear:
    """The table of one year. Raises ServiceError `year_not_loaded`: no year is ever guessed."""
    found = await Repository(uow.session).working_year(year)
    if found is None:
        raise ServiceError("year_not_loaded", {"year": year})
    return found
