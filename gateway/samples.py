"""Files that a form is drawn up from or tried on: they lie in storage for as long as the answer takes."""

from datetime import date

from fastapi import Request

from chassis.errors import ServiceError
from contracts.calendar import GET_WORKING_DAYS, WorkingDaysQuery
from contracts.form_drafts import GET_DRAFT, OUTLINE_FILE, TRY_FORM, Outline, SampleFile, Trial, TryForm
from contracts.terms import Term, WorkingCalendar, YearNotLoadedError
from contracts.validator import GET_FORM, ByCode
from gateway.context import Caller, Gateway
from gateway.passing_files import passing


async def outline(gateway: Gateway, caller: Caller, request: Request, file_name: str | None) -> Outline:
    """Raises ServiceError with the codes of an upload. The object is removed whatever happens."""
    async with passing(gateway, caller, request, file_name, OUTLINE_FILE, gateway.settings.upload_limit) as upload:
        return await caller.call(OUTLINE_FILE, SampleFile(object=upload.object, file_name=upload.file_name))


async def try_form(
    gateway: Gateway, caller: Caller, request: Request, code: str, draft: bool, file_name: str | None
) -> Trial:
    """The same for a trial; the date on which such a report would fall due is counted beside."""
    async with passing(gateway, caller, request, file_name, TRY_FORM, gateway.settings.upload_limit) as upload:
        question = TryForm(code=code, draft=draft, object=upload.object, file_name=upload.file_name)
        trial = await caller.call(TRY_FORM, question)
    term = await _term(caller, code, draft)
    if trial.period is None or term is None:
        return trial
    return trial.model_copy(update={"due_date": await _due(caller, trial.period.end, term)})


async def _term(caller: Caller, code: str, draft: bool) -> Term | None:
    if draft:
        return (await caller.call(GET_DRAFT, ByCode(code=code))).content.due
    return (await caller.call(GET_FORM, ByCode(code=code))).due


async def _due(caller: Caller, period_end: date, term: Term) -> date | None:
    """None where the calendar has no such year: a date is never guessed."""
    try:
        years = [
            await caller.call(GET_WORKING_DAYS, WorkingDaysQuery(year=year))
            for year in (period_end.year, period_end.year + 1)
        ]
        return WorkingCalendar(years).end_of_term(period_end, term)
    except (ServiceError, YearNotLoadedError):
        return None
