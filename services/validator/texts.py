"""Words of the validator's own reasons; those of files and formulas stand beside the reader and the engine."""

from contracts.statuses import Cause
from contracts.validator import Reason

SYSTEM_FAILURE = Reason(
    code="check_crashed",
    cause=Cause.SYSTEM,
    text="Сбой на нашей стороне: проверка трижды не завершилась. Файл принят, срок сохранен; проверка будет повторена.",
)
NO_RULE_SET = Reason(
    code="no_rule_set",
    cause=Cause.RULE,
    text="На отчетную дату нет опубликованного набора триггеров. Действует СРО; отчет будет перепроверен.",
)

SWITCHED_OFF = "Не применялся: триггер выключен. Правило исправляет СРО; после этого отчет будет перепроверен."
