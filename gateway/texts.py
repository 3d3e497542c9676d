"""What the gateway itself says to people: Russian first, English beside it."""

from contracts.errors import FieldError
from contracts.field_errors import field_words
from gateway.language import Language

_FIELDS: dict[str, dict[Language, str]] = {
    "missing": {"ru": "Нужно заполнить.", "en": "This is required."},
    "json_invalid": {"ru": "Это не JSON.", "en": "This is not JSON."},
    "model_attributes_type": {"ru": "Ожидался объект JSON.", "en": "A JSON object was expected."},
    "string_too_short": {"ru": "Слишком коротко.", "en": "This is too short."},
    "string_too_long": {"ru": "Слишком длинно.", "en": "This is too long."},
    "greater_than_equal": {"ru": "Меньше допустимого.", "en": "This is below the least value."},
    "less_than_equal": {"ru": "Больше допустимого.", "en": "This is above the greatest value."},
    "date_from_datetime_parsing": {"ru": "Ожидалась дата ГГГГ-ММ-ДД.", "en": "A date YYYY-MM-DD was expected."},
    "datetime_from_date_parsing": {"ru": "Ожидалось время по RFC 3339.", "en": "A time of RFC 3339 was expected."},
    "timezone_aware": {"ru": "Укажите часовой пояс.", "en": "A time zone is needed."},
    "uuid_parsing": {"ru": "Ожидался идентификатор UUID.", "en": "A UUID was expected."},
    "int_parsing": {"ru": "Ожидалось целое число.", "en": "A whole number was expected."},
    "enum": {"ru": "Такого значения нет среди допустимых.", "en": "This is not one of the possible values."},
    "both_needed": {
        "ru": "Время получения и основание указываются вместе.",
        "en": "Give both the time and the grounds.",
    },
}
_OTHER: dict[Language, str] = {"ru": "Значение не подходит.", "en": "This value does not fit."}

# What an upload is told apart by; parameters of `bad_upload`.
NO_FILE = "нет файла"
EXPECTED_FILE = "одна часть с именем file или тело запроса с ?filename="

_MEGABYTE = 1024 * 1024


def limit(size: int) -> dict[str, str]:
    """A limit as people read it: parameters of the errors that name one."""
    return {"limit": f"{size // _MEGABYTE} МБ", "limit_en": f"{size // _MEGABYTE} MB"}


def field_error(error: FieldError, reader: Language) -> str:
    """The words for a field at fault: the gateway's own, those of the contracts, or what the service told."""
    known = _FIELDS.get(error.code)
    if known is not None:
        return known[reader]
    return field_words(error, reader) or _OTHER[reader]
