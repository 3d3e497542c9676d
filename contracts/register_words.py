"""Words of the register of members: refusals and fields at fault, Russian first, English beside it."""

REGISTER_ERRORS: dict[str, tuple[int, str, str, str, str]] = {
    "card_change_open": (
        409,
        "Запрос уже отправлен",
        "По вашей организации уже есть запрос на изменение сведений. Дождитесь ответа СРО или отзовите его.",
        "A request is open already",
        "Your organisation has asked for a change already. Wait for the answer of the SRO, or withdraw it.",
    ),
    "card_change_answered": (
        409,
        "Запрос уже закрыт",
        "На этот запрос уже ответили или его отозвали. Обновите страницу.",
        "The request is closed",
        "Somebody has answered or withdrawn it already. Reload the page.",
    ),
    "card_change_outdated": (
        409,
        "Карточка с тех пор изменилась",
        "После отправки запроса изменились поля, которых он касается. Откажите с пояснением: организация отправит "
        "запрос заново.",
        "The card has changed since",
        "Fields that it asks about changed after it was sent. Refuse it and say why: the organisation can ask anew.",
    ),
    "no_changes": (
        422,
        "Изменений нет",
        "Сведения совпадают с теми, что в реестре. Измените хотя бы одно поле.",
        "Nothing is changed",
        "All is as the register has it. Change at least one field.",
    ),
    "unreadable_list": (
        422,
        "Список не читается",
        "Найдено: {found}. Ожидалось: {expected}. Ничего не изменено.",
        "The list cannot be read",
        "Found: {found}. Expected: {expected}. Nothing was changed.",
    ),
    "import_changed": (
        409,
        "Список или реестр изменились",
        "После проверки изменился файл или реестр. Проверьте список снова: ничего не изменено.",
        "The list or the register has changed",
        "The file or the register is not as it was previewed. Preview it again: nothing was changed.",
    ),
}

REGISTER_FIELDS: dict[str, tuple[str, str]] = {
    "kpp_form": ("КПП состоит из 9 знаков.", "A КПП has 9 signs."),
    "phone_form": (
        "Это не похоже на телефон: нужны хотя бы 5 цифр.",
        "This does not look like a phone number: at least 5 digits are needed.",
    ),
    "website_form": (
        "Адрес сайта начинается с https://, http:// или www.",
        "The address of a site begins with https://, http:// or www.",
    ),
    "too_many": ("Слишком много записей.", "There are too many of them."),
    "not_a_date": ("Это не дата.", "This is not a date."),
    "not_a_word": ("Такого значения нет.", "There is no such value."),
    "repeated_inn": ("Этот ИНН уже был в списке.", "The list has this ИНН already."),
    "ogrn_differs": ("У этой организации в реестре другой ОГРН.", "The register has another ОГРН for it."),
    "by_its_own_act": (
        "Меняется решением в карточке, а не списком.",
        "It changes by a decision on the card, not by a list.",
    ),
}
