"""The words of the journal: its acts, what they are done to, and the columns of its file. Russian first."""

from contracts.journal import ActView
from contracts.journal_acts import Act, ObjectKind
from gateway.language import Language

Words = dict[Language, str]


def _words(ru: str, en: str) -> Words:
    return {"ru": ru, "en": en}


ACTS: dict[Act, Words] = {
    Act.SIGNED_IN: _words("Вход", "Signed in"),
    Act.SIGN_IN_REFUSED: _words("Отказ во входе", "Sign-in refused"),
    Act.SIGNED_OUT: _words("Выход", "Signed out"),
    Act.SESSION_REVOKED: _words("Сеанс завершен", "Session ended"),
    Act.SESSION_SWITCHED: _words("Переход в другую организацию", "Switched to another organisation"),
    Act.PASSWORD_CHANGED: _words("Пароль изменен", "Password changed"),
    Act.PASSWORD_GIVEN_UP: _words("Пароль стал известен другим", "Password known to others"),
    Act.SECOND_FACTOR_ENABLED: _words("Второй фактор подключен", "Second factor set up"),
    Act.SECOND_FACTOR_REMOVED: _words("Второй фактор отключен", "Second factor removed"),
    Act.RECOVERY_CODE_USED: _words("Использован резервный код", "Recovery code used"),
    Act.API_KEY_CREATED: _words("Ключ API создан", "API key created"),
    Act.API_KEY_REVOKED: _words("Ключ API отозван", "API key revoked"),
    Act.PERSON_CREATED: _words("Учетная запись создана", "Account created"),
    Act.PERSON_BLOCKED: _words("Учетная запись заблокирована", "Account blocked"),
    Act.PERSON_UNBLOCKED: _words("Учетная запись разблокирована", "Account unblocked"),
    Act.ACCESS_REQUEST_APPROVED: _words("Заявка на доступ одобрена", "Access request approved"),
    Act.ACCESS_REQUEST_REFUSED: _words("Заявка на доступ отклонена", "Access request refused"),
    Act.INVITED: _words("Приглашение отправлено", "Invited"),
    Act.INVITATION_RESENT: _words("Приглашение отправлено снова", "Invitation sent again"),
    Act.INVITATION_WITHDRAWN: _words("Приглашение отозвано", "Invitation withdrawn"),
    Act.INVITATION_ACCEPTED: _words("Приглашение принято", "Invitation accepted"),
    Act.MEMBERSHIP_CHANGED: _words("Роль или срок доступа изменены", "Role or term of access changed"),
    Act.MEMBERSHIP_ENDED: _words("Доступ к организации прекращен", "Access to an organisation ended"),
    Act.RULES_PUBLISHED: _words("Правила пользования опубликованы", "Rules of use published"),
    Act.RULES_ACCEPTED: _words("Правила пользования приняты", "Rules of use accepted"),
    Act.MEMBER_REGISTERED: _words("Организация внесена в реестр", "Member registered"),
    Act.MEMBER_STATUS_CHANGED: _words("Статус организации изменен", "Member status changed"),
    Act.MEMBER_EDITED: _words("Карточка организации изменена", "Member card edited"),
    Act.REPORT_UPLOADED: _words("Отчет загружен", "Report uploaded"),
    Act.UPLOAD_REFUSED: _words("Загрузка не принята", "Upload refused"),
    Act.PERIOD_OPENED: _words("Период открыт", "Period opened"),
    Act.RECHECK_ASKED: _words("Запрошена повторная проверка", "Re-check asked for"),
    Act.INCOMING_NUMBER_SET: _words("Входящий номер указан", "Incoming number set"),
    Act.DISPUTE_OPENED: _words("Пояснение или спор", "Explained or disputed"),
    Act.DISPUTE_ANSWERED: _words("Ответ на пояснение или спор", "Dispute answered"),
    Act.FILE_READ: _words("Файл отчета скачан", "Report file downloaded"),
    Act.VERDICT_READ: _words("Результат проверки просмотрен", "Verdict read"),
    Act.RECEIPT_READ: _words("Квитанция просмотрена", "Receipt read"),
    Act.FORM_PUBLISHED: _words("Форма опубликована", "Form published"),
    Act.FORM_DRAFT_DISCARDED: _words("Черновик формы отброшен", "Draft of a form discarded"),
    Act.RULE_SET_CREATED: _words("Черновик правил создан", "Draft of rules created"),
    Act.RULE_SET_SAVED: _words("Черновик правил сохранен", "Draft of rules saved"),
    Act.RULE_SET_PROPOSED: _words("Правила переданы на согласование", "Rules proposed"),
    Act.RULE_SET_PUBLISHED: _words("Правила опубликованы", "Rules published"),
    Act.RULE_SET_RETURNED: _words("Правила возвращены", "Rules returned"),
    Act.RULE_SET_RETIRED: _words("Правила отозваны", "Rules retired"),
    Act.RULE_SET_DELETED: _words("Черновик правил удален", "Draft of rules deleted"),
    Act.TRIGGER_SUSPENDED: _words("Триггер приостановлен", "Trigger suspended"),
    Act.SUSPENSION_LIFTED: _words("Приостановка триггера снята", "Suspension lifted"),
    Act.WORKING_DAYS_LOADED: _words("Производственный календарь загружен", "Working days loaded"),
    Act.JOURNAL_EXPORTED: _words("Журнал выгружен", "Journal exported"),
    Act.PERSON_ERASED: _words("Персональные данные стерты", "Personal data erased"),
}

KINDS: dict[ObjectKind, Words] = {
    ObjectKind.PERSON: _words("Человек", "Person"),
    ObjectKind.ACCOUNT: _words("Неизвестный адрес", "Unknown address"),
    ObjectKind.SESSION: _words("Сеанс", "Session"),
    ObjectKind.API_KEY: _words("Ключ API", "API key"),
    ObjectKind.ACCESS_REQUEST: _words("Заявка на доступ", "Access request"),
    ObjectKind.INVITATION: _words("Приглашение", "Invitation"),
    ObjectKind.RULES_OF_USE: _words("Правила пользования", "Rules of use"),
    ObjectKind.MEMBER: _words("Организация", "Organisation"),
    ObjectKind.REPORT: _words("Отчет", "Report"),
    ObjectKind.SUBMISSION: _words("Загрузка отчета", "Submission"),
    ObjectKind.DISPUTE: _words("Пояснение или спор", "Dispute"),
    ObjectKind.PERIOD: _words("Период", "Period"),
    ObjectKind.FORM: _words("Форма", "Form"),
    ObjectKind.RULE_SET: _words("Набор правил", "Rule set"),
    ObjectKind.TRIGGER: _words("Триггер", "Trigger"),
    ObjectKind.WORKING_YEAR: _words("Год календаря", "Calendar year"),
    ObjectKind.JOURNAL: _words("Журнал", "Journal"),
}

# By the service that an act is named after.
GROUPS: dict[str, Words] = {
    "auth": _words("Вход и учетные записи", "Access and accounts"),
    "members": _words("Реестр членов", "Register of members"),
    "reports": _words("Отчеты", "Reports"),
    "validator": _words("Формы и правила", "Forms and rules"),
    "messaging": _words("Сообщения", "Messages"),
    "calendar": _words("Календарь", "Calendar"),
    "journal": _words("Журнал", "Journal"),
}

FILE_NAME: Words = _words("Журнал действий", "Journal of acts")
COLUMNS: dict[Language, tuple[str, ...]] = {
    "ru": (
        "№",
        "Время (МСК)",
        "Кто",
        "Роли",
        "Адрес",
        "Браузер",
        "Действие",
        "Код действия",
        "Над чем",
        "Объект",
        "Идентификатор объекта",
        "Организация",
        "Было",
        "Стало",
        "Трассировка",
        "Хеш",
    ),
    "en": (
        "No.",
        "Time (Moscow)",
        "Who",
        "Roles",
        "Address",
        "Browser",
        "Act",
        "Code of the act",
        "Done to",
        "Object",
        "Id of the object",
        "Organisation",
        "Before",
        "After",
        "Trace",
        "Hash",
    ),
}
ERASED: Words = _words("стерто по требованию: {ground}", "erased on request: {ground}")
SYSTEM: Words = _words("Система", "The system")
UNKNOWN: Words = _words("Неизвестный", "Unknown")
CUT: Words = _words(
    "Показаны первые {most} строк. Сузьте период, чтобы выгрузить остальные.",
    "The first {most} rows are shown. Narrow the period for the rest.",
)


def act_label(act: str, reader: Language) -> str:
    """The words of an act; one that this version does not know is shown by its code."""
    return ACTS[Act(act)][reader] if act in set(Act) else act


def who_label(row: ActView, reader: Language) -> str:
    """Who it was: a name, what stands in place of one that was erased, somebody who did not sign in, or the system."""
    if row.person_erased:
        return ERASED[reader].format(ground=row.person_erased.ground)
    return row.person_name or (UNKNOWN if row.person_id or row.address else SYSTEM)[reader]


def kind_label(kind: str, reader: Language) -> str:
    return KINDS[ObjectKind(kind)][reader] if kind in set(ObjectKind) else kind


def group_of(act: str, reader: Language) -> str:
    service = act.partition(".")[0]
    return GROUPS[service][reader] if service in GROUPS else service
