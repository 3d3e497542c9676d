"""Words for fields at fault (`errors[].code` of a problem), Russian first, English beside it."""

from contracts.access_errors import ACCESS_FIELDS
from contracts.errors import FieldError
from contracts.form_words import FORM_FIELDS
from contracts.register_words import REGISTER_FIELDS
from contracts.workbench_errors import WORKBENCH_FIELDS

FIELD_WORDS: dict[str, tuple[str, str]] = {
    "required": ("Заполните поле.", "Fill in the field."),
    "too_long": ("Слишком длинное значение.", "The value is too long."),
    "inn_length": ("ИНН организации состоит из 10 цифр.", "An organisation's ИНН has 10 digits."),
    "inn_checksum": (
        "Контрольная цифра ИНН не сходится. Проверьте, нет ли опечатки.",
        "The check digit of the ИНН does not fit. Look for a misprint.",
    ),
    "ogrn_length": ("ОГРН состоит из 13 цифр.", "An ОГРН has 13 digits."),
    "ogrn_checksum": (
        "Контрольная цифра ОГРН не сходится. Проверьте, нет ли опечатки.",
        "The check digit of the ОГРН does not fit. Look for a misprint.",
    ),
    "ogrn_taken": (
        "Организация с таким ОГРН уже есть в реестре.",
        "An organisation with this ОГРН is in the register.",
    ),
    "email_form": ("Это не похоже на адрес почты.", "This does not look like an e-mail address."),
    "status_first": (
        "В реестр вносят кандидата или члена СРО.",
        "The register takes in an applicant or a member.",
    ),
    "status_step": (
        "Из нынешнего статуса в этот перейти нельзя.",
        "The present status does not lead to this one.",
    ),
    "date_order": ("Дата раньше прежнего изменения статуса.", "The date is before the last change of status."),
    "range_order": ("Конец раньше начала.", "The end is before the start."),
    "date_future": ("Дата еще не наступила.", "The date has not come yet."),
    "period_kind": ("Эта форма сдается за другой период.", "This form is handed in for another kind of period."),
    "period_number": ("В году нет периода с таким номером.", "The year has no period of this number."),
    "not_in_force": ("Среди названных есть не действующие члены СРО.", "Some of these are not members in force."),
    "registration_required": (
        "СРО регистрирует документ с основанием и временем получения.",
        "The SRO registers a document with its grounds and the time of receipt.",
    ),
    "time_zone": ("Укажите время с часовым поясом.", "Give the time with its zone."),
    "characters": ("Недопустимые знаки.", "Some characters are not allowed."),
    "not_checked": ("Эта форма не проверяется на триггеры.", "This form is not checked against triggers."),
    "password_wrong": ("Пароль не подходит.", "The password is not right."),
    "password_short": ("Пароль короче 12 знаков.", "The password has fewer than 12 characters."),
    "password_long": ("Пароль длиннее 256 знаков.", "The password has more than 256 characters."),
    "password_classes": (
        "Нужны строчные и прописные буквы, цифры или знаки: хотя бы три вида.",
        "Small and capital letters, digits or signs: at least three kinds are needed.",
    ),
    "password_common": (
        "Такой пароль легко подобрать. Возьмите несколько не связанных между собой слов.",
        "This password is easily guessed. Take several words that have nothing to do with each other.",
    ),
    "password_used": ("Этот пароль вы уже использовали.", "You have used this password before."),
    "otp_wrong": ("Код не подходит.", "The code does not fit."),
    "other_version": (
        "Нужны две разные версии одного отчета.",
        "Two different versions of one report are needed.",
    ),
    **ACCESS_FIELDS,
    **FORM_FIELDS,
    **WORKBENCH_FIELDS,
    **REGISTER_FIELDS,
    "not_fired": (
        "В последней проверке этой версии такой триггер не сработал.",
        "In the newest check of this version this trigger did not fire.",
    ),
    "date_past": ("Дата уже прошла.", "The date is past."),
    "cursor": ("Список изменился. Откройте его с начала.", "The cursor is not valid. Start from the first page."),
}


def field_error(field: str, code: str) -> FieldError:
    """A field at fault with its Russian words. Raises KeyError for a code without words."""
    return FieldError(field=field, code=code, detail=FIELD_WORDS[code][0])


def field_words(error: FieldError, language: str = "ru") -> str:
    """The words of a field at fault in `language` (`ru` or `en`); its own detail when the code has no words here."""
    known = FIELD_WORDS.get(error.code)
    if known is None:
        return error.detail
    return known[1] if language == "en" else known[0]
