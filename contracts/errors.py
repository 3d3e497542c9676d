"""Every error code that leaves a service, with its HTTP status and its words (Russian first, English beside it).

A service raises a code with parameters; the words are put together where the reader's language is known.
`detail` templates say what was found, what was expected and who acts next; `{…}` are parameters of the error.
"""

from dataclasses import dataclass, field
from typing import Any

from pydantic import Field

from contracts.access_errors import ACCESS_ERRORS
from contracts.base import Message
from contracts.register_words import REGISTER_ERRORS
from contracts.workbench_errors import WORKBENCH_ERRORS


class FieldError(Message):
    field: str
    code: str
    detail: str = ""


class ErrorEnvelope(Message):
    """An error on the bus: code, parameters of its text, fields at fault, data for programs, trace of the request."""

    code: str
    params: dict[str, str] = Field(default_factory=dict)
    fields: tuple[FieldError, ...] = ()
    data: dict[str, Any] = Field(default_factory=dict)
    trace_id: str | None = None


@dataclass(frozen=True)
class Words:
    title: str
    detail: str = ""


@dataclass(frozen=True)
class ErrorKind:
    status: int
    ru: Words
    en: Words = field(default_factory=lambda: Words(""))


def _kind(status: int, ru: str, ru_detail: str, en: str, en_detail: str) -> ErrorKind:
    return ErrorKind(status, Words(ru, ru_detail), Words(en, en_detail))


_ACT_FILE = "Отчет не принят; прежние версии не изменились. Исправьте файл и загрузите снова."
_ACT_FILE_EN = "The report was not taken; earlier versions are unchanged. Mend the file and upload it again."

KINDS: dict[str, ErrorKind] = {
    # who asks
    "unauthenticated": _kind(
        401, "Нужно войти", "Сеанс не начат или закончился. Войдите в кабинет снова.", "Sign in", "No live session."
    ),
    "wrong_credentials": _kind(
        401,
        "Неверный адрес или пароль",
        "Проверьте адрес почты и пароль. Если вход утерян, обратитесь в СРО.",
        "Wrong address or password",
        "Check the address and the password. If the login is lost, ask the SRO.",
    ),
    "blocked": _kind(
        423,
        "Доступ приостановлен",
        "Вход для этой учетной записи закрыт. Обратитесь в СРО.",
        "Access is suspended",
        "This account is blocked. Ask the SRO.",
    ),
    "otp_needed": _kind(
        401,
        "Нужен код подтверждения",
        "Введите код из приложения или один из резервных кодов.",
        "A code is needed",
        "Enter the code of your application or one of the recovery codes.",
    ),
    "wrong_otp": _kind(
        401,
        "Код не подходит",
        "Код не подошел или уже использован. Дождитесь следующего и введите его.",
        "The code does not fit",
        "The code is wrong or was used already. Wait for the next one and enter it.",
    ),
    "second_factor_needed": _kind(
        403,
        "Подключите второй фактор",
        "Для вашей роли вход подтверждается кодом. Подключите его в разделе «Безопасность», и работа продолжится.",
        "Set up the second factor",
        "Your role signs in with a code. Set it up under «Security» to go on.",
    ),
    "csrf": _kind(
        403,
        "Запрос отклонен",
        "Страница устарела. Обновите ее и повторите.",
        "The request was refused",
        "The page is out of date. Reload it and try again.",
    ),
    "forbidden": _kind(
        403,
        "Недостаточно прав",
        "Ваша роль не позволяет это действие. Обратитесь к администратору вашей организации.",
        "Not allowed",
        "Your role does not allow this.",
    ),
    "not_found": _kind(404, "Не найдено", "Такого объекта нет.", "Not found", "There is no such object."),
    "method_not_allowed": _kind(
        405,
        "Действие не поддерживается",
        "По этому адресу такого действия нет.",
        "Method not allowed",
        "There is no such act at this address.",
    ),
    "request_too_large": _kind(
        413, "Запрос слишком велик", "Предел {limit}.", "The request is too large", "The limit is {limit}."
    ),
    "invalid": _kind(
        422, "Запрос составлен неверно", "Исправьте указанные поля.", "The request is not valid", "Mend the fields."
    ),
    "conflict": _kind(
        409,
        "Данные уже изменились",
        "Обновите страницу и повторите.",
        "The data has changed meanwhile",
        "Reload and try again.",
    ),
    "idempotency_mismatch": _kind(
        422,
        "Ключ повтора уже использован",
        "Ключ Idempotency-Key уже использован для другого запроса. Возьмите новый ключ.",
        "The idempotency key was used already",
        "The Idempotency-Key belongs to another request. Take a new one.",
    ),
    "already_registered": _kind(
        409, "Уже в реестре", "Организация с ИНН {inn} уже есть в реестре.", "Registered", "ИНН {inn} is registered."
    ),
    "unknown_form": _kind(
        422, "Форма не найдена", "Формы {form} нет. Проверьте код формы.", "No such form", "There is no form {form}."
    ),
    "year_not_loaded": _kind(
        422,
        "Производственный календарь не загружен",
        "Календарь {year} года не загружен, срок не может быть посчитан. Загрузите календарь или укажите срок сами.",
        "The working-day calendar is not loaded",
        "The calendar of {year} is not loaded, so the term cannot be counted. Load it or give the date.",
    ),
    "form_exists": _kind(
        409,
        "Такая форма уже есть",
        "Форма {form} уже заведена или ее черновик уже готовят. Откройте ее в списке форм.",
        "There is such a form",
        "Form {form} is there already, or a draft of it. Open it from the list.",
    ),
    "draft_exists": _kind(
        409,
        "Черновик уже есть",
        "Форму {form} уже правят: {person}. Откройте этот черновик.",
        "There is a draft already",
        "Form {form} is being edited by {person}. Open that draft.",
    ),
    "not_yet_due": _kind(
        422,
        "Период еще не закончился",
        "Отчет за {period} принимается с {from}.",
        "The period has not ended",
        "A report for {period} is taken from {from}.",
    ),
    "dispute_open": _kind(
        409,
        "По этому триггеру уже ждут ответа СРО",
        "Пояснение или спор по этому триггеру уже отправлены. Дождитесь ответа СРО.",
        "An answer of the SRO is awaited already",
        "This trigger was explained or disputed already. Wait for the SRO's answer.",
    ),
    "dispute_answered": _kind(
        409,
        "Ответ уже дан",
        "На это обращение уже ответили. Обновите страницу.",
        "It was answered already",
        "Somebody has answered this already. Reload the page.",
    ),
    # a file that is of another form, period or member
    "wrong_form": _kind(
        409,
        "Файл другой формы",
        "В файле форма {found}, здесь ждем {expected}. " + _ACT_FILE,
        "A file of another form",
        "The file holds form {found}, expected is {expected}. " + _ACT_FILE_EN,
    ),
    "wrong_period": _kind(
        409,
        "Файл за другой период",
        "В файле период {found}, здесь ждем {expected}. " + _ACT_FILE,
        "A file for another period",
        "The file is for {found}, expected is {expected}. " + _ACT_FILE_EN,
    ),
    "wrong_member": _kind(
        409,
        "Файл другой организации",
        "В файле ИНН {found}, у вашей организации {expected}. " + _ACT_FILE,
        "A file of another organisation",
        "The file holds ИНН {found}, expected is {expected}. " + _ACT_FILE_EN,
    ),
    # a file that cannot be read
    "too_large": _kind(
        413,
        "Файл слишком велик",
        "Предел {limit}. " + _ACT_FILE,
        "The file is too large",
        "The limit is {limit}. " + _ACT_FILE_EN,
    ),
    "upload_timeout": _kind(
        408,
        "Загрузка не завершилась",
        "Файл не пришел целиком за {minutes} мин. Повторите загрузку.",
        "The upload did not finish",
        "The file did not arrive within {minutes} minutes. Upload again.",
    ),
    "empty_file": _kind(422, "Файл пуст", "В файле 0 байт. " + _ACT_FILE, "The file is empty", _ACT_FILE_EN),
    "not_xml": _kind(
        422,
        "Это не XTDD",
        "Ожидался файл XTDD (XML), найдено: {found}. " + _ACT_FILE,
        "Not an XTDD file",
        "Expected an XTDD (XML) file, found: {found}. " + _ACT_FILE_EN,
    ),
    "truncated_xml": _kind(
        422,
        "Файл оборван",
        "Файл кончается раньше, чем закрыты его элементы ({found}). Выгрузите его заново и загрузите снова.",
        "The file is cut off",
        "The file ends before its elements are closed ({found}). Export it anew and upload it again.",
    ),
    "forbidden_xml": _kind(
        422,
        "Файл содержит запрещенные объявления",
        "Найдено: {found}. Объявления DTD и сущностей не допускаются. " + _ACT_FILE,
        "The file holds forbidden declarations",
        "Found: {found}. DTDs and entities are not allowed. " + _ACT_FILE_EN,
    ),
    "xml_limits": _kind(
        422,
        "Файл превышает пределы разбора",
        "Найдено: {found}, предел: {expected}. " + _ACT_FILE,
        "The file exceeds the limits of reading",
        "Found: {found}, the limit is {expected}. " + _ACT_FILE_EN,
    ),
    "bad_encoding": _kind(
        422,
        "Кодировка не читается",
        "Найдено: {found}. Принимаются UTF-8, UTF-16 и windows-1251. " + _ACT_FILE,
        "The encoding cannot be read",
        "Found: {found}. UTF-8, UTF-16 and windows-1251 are read. " + _ACT_FILE_EN,
    ),
    "period_missing": _kind(
        422,
        "В файле нет периода",
        "Не найден или не читается период: {found}. " + _ACT_FILE,
        "The file names no period",
        "The period is missing or unreadable: {found}. " + _ACT_FILE_EN,
    ),
    "bad_package": _kind(
        422,
        "Архив не читается",
        "Найдено: {found}. " + _ACT_FILE,
        "The package cannot be read",
        "Found: {found}. " + _ACT_FILE_EN,
    ),
    "no_report_in_package": _kind(
        422,
        "В архиве нет отчета",
        "В архиве нет файла .xtdd. Нужен ровно один. " + _ACT_FILE,
        "No report in the package",
        "The package holds no .xtdd file; exactly one is needed. " + _ACT_FILE_EN,
    ),
    "several_reports_in_package": _kind(
        422,
        "В архиве несколько отчетов",
        "Файлов .xtdd: {found}. Нужен ровно один. " + _ACT_FILE,
        "Several reports in the package",
        "Files .xtdd: {found}. Exactly one is needed. " + _ACT_FILE_EN,
    ),
    "wrong_file_type": _kind(
        422,
        "Файл не того типа",
        "Найдено: {found}. Эта форма принимает: {expected}. " + _ACT_FILE,
        "Not a file of this type",
        "Found: {found}. This form takes: {expected}. " + _ACT_FILE_EN,
    ),
    "bad_upload": _kind(
        422,
        "Загрузка составлена неверно",
        "Найдено: {found}. Ожидалось: {expected}.",
        "The upload is malformed",
        "Found: {found}. Expected: {expected}.",
    ),
    "not_viewable": _kind(
        422,
        "Отчет нельзя показать по форме",
        "Причина: {found}. Скачайте файл, чтобы увидеть его целиком.",
        "The report cannot be shown by its form",
        "The cause: {found}. Download the file to see all of it.",
    ),
    # a file that is checked without being handed in
    "precheck_too_large": _kind(
        413,
        "Файл слишком велик для проверки без отправки",
        "Без отправки проверяются файлы до {limit}. Отчет можно сдать: после сдачи его тоже можно исправить.",
        "The file is too large to be checked without handing it in",
        "Files up to {limit} are checked without handing in. A report that was handed in can be mended too.",
    ),
    "precheck_busy": _kind(
        503,
        "Сейчас проверяются сданные отчеты",
        "Проверка без отправки уступает им очередь. Повторите через {seconds} с или сдайте отчет сразу.",
        "Reports that were handed in are being checked",
        "Checks without handing in give way to them. Try again in {seconds} s, or hand the report in.",
    ),
    "precheck_failed": _kind(
        503,
        "Проверить без отправки не удалось",
        "Проверка файла не завершилась на нашей стороне; ничего не сохранено. Повторите или сдайте отчет.",
        "The file could not be checked",
        "The check did not come to an end on our side; nothing was kept. Try again, or hand the report in.",
    ),
    # not the reader's fault
    "rate_limited": _kind(429, "Слишком часто", "Повторите через {seconds} с.", "Too often", "Try in {seconds} s."),
    "unavailable": _kind(
        503,
        "Сервис временно недоступен",
        "Это сбой на нашей стороне, ваши данные не потеряны. Повторите через минуту.",
        "Temporarily unavailable",
        "This is a failure on our side, nothing is lost. Try again in a minute.",
    ),
    "timeout": _kind(
        504,
        "Сервис не ответил вовремя",
        "Это сбой на нашей стороне. Обновите страницу: возможно, действие уже выполнено.",
        "No answer in time",
        "This is a failure on our side. Reload the page: the act may have been done already.",
    ),
    "internal": _kind(
        500,
        "Внутренняя ошибка",
        "Это сбой на нашей стороне. Сообщите в СРО номер {trace_id}.",
        "Internal error",
        "This is a failure on our side. Tell the SRO the number {trace_id}.",
    ),
}

KINDS.update({code: _kind(*row) for code, row in (ACCESS_ERRORS | WORKBENCH_ERRORS | REGISTER_ERRORS).items()})


class _Blank(dict[str, str]):
    """A parameter that nobody gave reads as a dash, rather than failing the error that was to be told."""

    def __missing__(self, key: str) -> str:
        return "-"


def words(code: str, params: dict[str, str], language: str = "ru") -> Words:
    """Title and detail of an error in `language` (`ru` or `en`). An unknown code reads as `internal`.

    A parameter that is itself words comes twice: `found`, and `found_en` for readers of English.
    """
    kind = KINDS.get(code, KINDS["internal"])
    text = kind.en if language == "en" else kind.ru
    if language == "en":
        params = params | {name.removesuffix("_en"): value for name, value in params.items() if name.endswith("_en")}
    return Words(text.title, text.detail.format_map(_Blank(params)))


def http_status(code: str) -> int:
    """The HTTP status of a code; 500 for one that is not in the table."""
    return KINDS.get(code, KINDS["internal"]).status
