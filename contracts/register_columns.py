"""The columns of a list of members in a file: an export is written with these headings, an import finds them."""

COLUMNS: dict[str, str] = {
    "inn": "ИНН",
    "ogrn": "ОГРН",
    "kpp": "КПП",
    "full_name": "Полное наименование",
    "short_name": "Краткое наименование",
    "type": "Вид организации",
    "status": "Статус",
    "status_since": "Статус с",
    "status_grounds": "Основание статуса",
    "included_on": "Дата включения в реестр",
    "registry_number": "Номер в реестре СРО",
    "cbr_number": "Номер в реестре Банка России",
    "cbr_registered_on": "Дата внесения в реестр Банка России",
    "email": "Электронная почта",
    "phone": "Телефон",
    "website": "Сайт",
    "legal_address": "Адрес юридического лица",
    "postal_address": "Почтовый адрес",
    "head_name": "Руководитель",
    "head_position": "Должность руководителя",
}
# Other headings that people write over the same column.
ALIASES: dict[str, str] = {
    "наименование": "short_name",
    "сокращенное наименование": "short_name",
    "тип": "type",
    "вид": "type",
    "дата включения": "included_on",
    "регистрационный номер": "registry_number",
    "реестровый номер": "registry_number",
    "e-mail": "email",
    "email": "email",
    "почта": "email",
    "юридический адрес": "legal_address",
    "место нахождения": "legal_address",
    "фио руководителя": "head_name",
    "должность": "head_position",
    "состояние": "status",
}
STATUS_WORDS: dict[str, str] = {
    "applicant": "Кандидат",
    "member": "Член СРО",
    "suspended": "Приостановлен",
    "excluded": "Исключен",
    "left": "Вышел",
}
