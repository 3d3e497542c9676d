"""Re-checks after mending: the one way by which many submissions are checked again without anybody asking for each.

What was mended marks the submissions that it touched (`wanted_rechecks`), in its own transaction and in one statement,
however many they are. The reconciler starts a few of them at a time, and only while no live upload waits
(`Reconciler.repair`). A re-check adds a verdict and a line of the timeline; earlier verdicts stay. Whatever is marked
twice is checked once.

- A new rule set, or anything else that changes by what a report of that date is judged: `after_publishing`.
- A trigger of a rule set was switched off or works again: `suspension_changed`, `touched_by_trigger`.
- A rule set was found to be wrong: `touched_by_rule_set`.
- An outage is over: `after_outage`.
- A report that others are compared with was handed in, or corrected: `compared_with`.
"""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from chassis.database import UnitOfWork
from contracts.forms import FormInfo
from contracts.suspensions import SuspensionChanged
from contracts.validator import ValidationFinished
from services.reports import texts
from services.reports.domain import comparing
from services.reports.domain import rechecks as domain
from services.reports.domain.rechecks import Why, counted
from services.reports.domain.status import VERDICTS
from services.reports.repository import later, obligations, read_models, submissions, wanted
from services.reports.tables import ObligationRow, SubmissionRow
from services.reports.usecases import checks, history


async def after_publishing(uow: UnitOfWork, form: FormInfo, now: datetime) -> int:
    """Mark what a rule could not judge and would be judged by something else now; returns how many."""
    failed = await wanted.failed_by_rule(uow.session, form.code)
    mended = [one.submission_id for one in failed if form.rule_set_on(one.reporting_date) != one.rule_set]
    return await wanted.want(uow.session, mended, Why.RULE_MENDED, now)


async def mended_meanwhile(
    uow: UnitOfWork, obligation: ObligationRow, row: SubmissionRow, form: FormInfo, now: datetime
) -> None:
    """The same for one verdict that came after its rule set was replaced: nobody will announce that again."""
    job = await submissions.job(uow.session, row.id, row.attempt)
    if job is not None and job.rule_set != form.rule_set_on(obligation.ends_on):
        await wanted.want(uow.session, [row.id], Why.RULE_MENDED, now)


async def suspension_changed(uow: UnitOfWork, event: SuspensionChanged, now: datetime) -> None:
    """Mark what the trigger touched. The form comes with the news: the new checks must know of it."""
    await read_models.put_form(uow.session, event.form)
    why = Why.TRIGGER_SUSPENDED if event.lifted_at is None else Why.TRIGGER_RESTORED
    await touched_by_trigger(uow, event.trigger.rule_set_id, event.trigger.code, why, now)


async def overtaken(
    uow: UnitOfWork, row: SubmissionRow, form: FormInfo, finished: ValidationFinished, now: datetime
) -> None:
    """The same for one verdict that was on its way when the trigger was switched off, or put back to work."""
    if (why := domain.overtaken(form, finished)) is not None:
        await wanted.want(uow.session, [row.id], why, now)


async def touched_by_trigger(uow: UnitOfWork, rule_set_id: UUID, code: str, why: Why, now: datetime) -> int:
    """Mark the current submissions whose newest verdict could not evaluate the trigger, or had it switched off."""
    return await wanted.want(uow.session, await wanted.troubled_by(uow.session, rule_set_id, code), why, now)


async def touched_by_rule_set(
    uow: UnitOfWork, rule_set_id: UUID, why: Why, now: datetime, *, failed_only: bool = True
) -> int:
    """Mark the submissions whose newest verdict is of that rule set; returns how many.

    Those that a rule failed, or with `failed_only=False` all of them. Call it after whatever makes the next check come
    out differently is committed, or in the same transaction.
    """
    touched = await wanted.judged_by(uow.session, rule_set_id, failed_only=failed_only)
    return await wanted.want(uow.session, touched, why, now)


async def after_outage(uow: UnitOfWork, now: datetime) -> int:
    """Mark what failed while nothing could be checked, once checks come to an end again; returns how many."""
    return await wanted.want(uow.session, await wanted.failed_in_outage(uow.session), Why.OUTAGE_OVER, now)


async def compared_with(uow: UnitOfWork, obligation_ids: Collection[UUID], now: datetime) -> int:
    """Mark the reports whose newest check looked at another version of these, or found none; returns how many.

    At most the next period, the next year, and what has the same reporting date. It goes no further: a re-check changes
    no bytes, and what compares with the reports checked again stays as it is.
    """
    found = await later.comparing_with(uow.session, obligation_ids)
    stale = {one.submission_id for one in found if comparing.is_stale(one)}
    return await wanted.want(uow.session, sorted(stale), Why.OTHER_REPORT, now)


async def start(uow: UnitOfWork, submission_id: UUID, now: datetime) -> bool:
    """Start a wanted re-check. False when it has been checked since it was wanted, or is being checked now."""
    obligation_id = await submissions.obligation_of(uow.session, submission_id)
    if obligation_id is None:
        return False
    obligation = await obligations.lock(uow.session, obligation_id)
    row = await submissions.lock(uow.session, submission_id)
    if row.status not in VERDICTS:
        return False
    wish = await wanted.take(uow.session, submission_id)
    if wish is None or row.queued_at > wish.wanted_at:
        return False
    why = Why(wish.why)
    row.auto_rechecks = counted(row.auto_rechecks, why)
    await checks.start_again(uow, obligation, row, now)
    history.by_system(uow.session, row, now, "recheck_started", texts.recheck_after(why, row.attempt))
    return True
