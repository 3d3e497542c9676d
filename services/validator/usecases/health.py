"""How the triggers of a form fare: what live verdicts said of them."""

from collections import defaultdict
from datetime import date, datetime, timedelta
from typing import Any

from chassis.clock import MOSCOW
from chassis.database import UnitOfWork
from chassis.errors import ServiceError, not_found
from contracts.field_errors import field_error
from contracts.health import FormHealth, HealthQuery, TriggerHealth
from contracts.verdict import Outcome
from services.validator.repository import forms, health, suspensions
from services.validator.repository.health import Span


async def form_health(uow: UnitOfWork, query: HealthQuery) -> FormHealth:
    """Raises `not_found`, `invalid` (an end before its start)."""
    if await forms.form(uow.session, query.form) is None:
        raise not_found()
    if query.until < query.since:
        raise ServiceError("invalid", fields=(field_error("until", "range_order"),))
    span = Span(query.form, _start(query.since), _start(query.until + timedelta(days=1)))
    titles = await health.titles(uow.session, query.form)
    figures = await _figures(uow, span)
    return FormHealth(
        **query.model_dump(),
        reports=await health.reports(uow.session, span),
        triggers=tuple(
            TriggerHealth(code=code, title=titles.get(code), **figures[code]) for code in sorted({*titles, *figures})
        ),
    )


async def _figures(uow: UnitOfWork, span: Span) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = defaultdict(dict)
    for code, outcome, cause, reports in await health.outcomes(uow.session, span):
        name = f"not_evaluable_{cause}" if outcome == Outcome.NOT_EVALUABLE else outcome
        found[code][name] = reports
    for code, (reports, hours) in (await health.mended(uow.session, span)).items():
        found[code].update(mended=reports, mending_hours=round(hours, 1))
    for code, (disputed, upheld) in (await health.disputes(uow.session, span)).items():
        found[code].update(disputed=disputed, upheld=upheld)
    for trigger in await suspensions.in_force(uow.session, span.form):
        found[trigger.code]["suspended"] = True
    return found


def _start(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=MOSCOW)
