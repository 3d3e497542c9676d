"""Words that reports writes into timelines and reasons; they are part of the record, hence in Russian only."""

from datetime import date

from contracts.disputes import DisputeKind
from contracts.statuses import STATUS_LABELS_RU, Cause, ReportStatus
from contracts.validator import Counts, Reason
from services.reports.domain.rechecks import Why

SRO = "СРО"
SYSTEM = "система"

NO_CHECK = f"{STATUS_LABELS_RU[ReportStatus.ACCEPTED]}: форма не проверяется на триггеры"

# A failing status is never shown without a reason, even if a worker forgot to name one.
UNNAMED_FAILURE = Reason(
    code="internal", cause=Cause.SYSTEM, text="Сбой на нашей стороне: причина не названа. Проверим еще раз сами."
)

# The only green status means one thing: a verdict that denies itself is not shown as one.
CONTRADICTION = Reason(
    code="internal",
    cause=Cause.SYSTEM,
    text="Сбой на нашей стороне: результат проверки противоречит сам себе. Проверим еще раз сами.",
)


def received(number: str, version: int, same_version: int | None) -> str:
    again = f"; файл тот же, что в версии {same_version}" if same_version else ""
    return f"Получен, версия {version}, регистрационный номер {number}{again}"


def registered(number: str, version: int, grounds: str) -> str:
    return f"Зарегистрирован СРО, версия {version}, регистрационный номер {number}. Основание: {grounds}"


def verdict(status: ReportStatus, counts: Counts, reasons: tuple[Reason, ...]) -> str:
    label = STATUS_LABELS_RU[status]
    if status is ReportStatus.CHECK_FAILED and reasons:
        return f"{label}: {reasons[0].text}"
    details = []
    if counts.fired > counts.warnings:
        details.append(f"сработало триггеров: {counts.fired - counts.warnings}")
    if counts.warnings:
        details.append(f"предупреждений: {counts.warnings}")
    return f"{label} ({', '.join(details)})" if details else label


def recheck_by_staff(attempt: int) -> str:
    return f"Повторная проверка, попытка {attempt}"


_OPENED = {DisputeKind.EXPLAIN: "Пояснен триггер", DisputeKind.DISPUTE: "Оспорен триггер"}
_NAMED = {DisputeKind.EXPLAIN: "Пояснение", DisputeKind.DISPUTE: "Возражение"}


def dispute_opened(kind: DisputeKind, trigger: str) -> str:
    return f"{_OPENED[kind]} {trigger}, ждет ответа СРО"


def dispute_accepted(kind: DisputeKind, trigger: str, valid_until: date) -> str:
    return f"{_NAMED[kind]} по триггеру {trigger} принято, действует до {valid_until:%d.%m.%Y}"


def dispute_refused(kind: DisputeKind, trigger: str) -> str:
    return f"{_NAMED[kind]} по триггеру {trigger} не принято"


_AFTER = {
    Why.RULE_MENDED: "после исправления правила",
    Why.TRIGGER_SUSPENDED: "без отключенного триггера",
    Why.TRIGGER_RESTORED: "с триггером, который снова действует",
    Why.OUTAGE_OVER: "после сбоя на нашей стороне",
    Why.OTHER_REPORT: "после загрузки отчета, с которым сравнивается этот",
}


def recheck_after(why: Why, attempt: int) -> str:
    return f"Повторная проверка {_AFTER[why]}, попытка {attempt}"


def recheck_by_itself(attempt: int) -> str:
    return f"Повторная проверка после сбоя на нашей стороне, попытка {attempt}"


def incoming_number(number: str, given_on: date) -> str:
    return f"Входящий номер Банка России: {number} от {given_on:%d.%m.%Y}"
