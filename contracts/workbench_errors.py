"""Refusals of the workbench: status, title and detail in Russian, the same in English."""

WORKBENCH_ERRORS: dict[str, tuple[int, str, str, str, str]] = {
    "revision_missing": (
        428,
        "Не указана версия данных",
        "Укажите в заголовке If-Match значение ETag, которое вы прочитали: иначе чужая правка будет потеряна.",
        "The revision is not named",
        "Give the ETag that you have read in If-Match: without it somebody's change would be lost.",
    ),
    "stale_revision": (
        412,
        "Данные уже изменились",
        "Пока вы работали, правку внес другой сотрудник или другое окно: {who}, {at}. Ваш текст не сохранен: "
        "сравните его с новым и сохраните снова.",
        "The data has changed meanwhile",
        "While you worked, {who} changed it at {at}. Your text was not saved: compare it with the new one, save again.",
    ),
    "not_a_draft": (
        409,
        "Это не черновик",
        "Опубликованная версия не меняется: ее называют заключения. Создайте черновик на ее основе.",
        "This is not a draft",
        "A published version never changes: verdicts name it. Make a draft that is based on it.",
    ),
    "not_published": (
        409,
        "Версия не опубликована",
        "Вывести из действия можно только опубликованную версию, и только один раз.",
        "This version is not published",
        "Only a published version can be retired, and only once.",
    ),
    "not_proposed": (
        409,
        "Публикация не предложена",
        "Этот черновик никто не предложил опубликовать: начните с публикации.",
        "Nobody proposed to publish this",
        "This draft awaits no approval: begin by publishing it.",
    ),
    "already_proposed": (
        409,
        "Публикация уже предложена",
        "{who} предлагает опубликовать эту версию. Утвердите ее или верните на доработку.",
        "It is proposed already",
        "{who} proposes to publish this version. Approve it or return it.",
    ),
    "second_person_needed": (
        409,
        "Нужен второй сотрудник",
        "Публикацию предложили вы. Утвердить ее должен другой методолог или администратор СРО.",
        "A second person is needed",
        "You proposed it yourself. Another methodologist or administrator of the SRO has to approve it.",
    ),
    "rule_set_has_mistakes": (
        422,
        "В наборе правил есть ошибки",
        "Ошибок: {count}. Первая: {first}. Исправьте их и сохраните черновик; публикуется только набор без ошибок.",
        "The rule set has mistakes",
        "Mistakes: {count}. The first: {first}. Mend them and save; only a rule set without mistakes is published.",
    ),
    "backtest_needed": (
        409,
        "Нужна проверка на прошлых отчетах",
        "Эта редакция черновика не проверена на прошлых отчетах. Запустите проверку или укажите, почему публикуете "
        "без нее: причина попадет в журнал.",
        "A back-test is needed",
        "This revision was not back-tested. Run a back-test, or say why it is published without: that is journalled.",
    ),
    "rule_set_too_large": (
        413,
        "Набор правил слишком велик",
        "В наборе {size} КБ, предел {limit} КБ.",
        "The rule set is too large",
        "It has {size} KB, the limit is {limit} KB.",
    ),
    "rule_file_unreadable": (
        422,
        "Файл правил прочитан не полностью",
        "Замечаний: {count}. Первое: {first}. Исправьте файл и загрузите снова; ничего не изменилось.",
        "The rule file could not be read in full",
        "Mistakes: {count}. The first: {first}. Mend the file and upload it again; nothing has changed.",
    ),
    "wrong_rule_file": (
        409,
        "Файл правил другой формы",
        "В файле триггеры формы {found}, здесь ожидались триггеры формы {expected}. Ничего не изменилось.",
        "A rule file of another form",
        "The file has triggers of form {found}, those of {expected} were expected. Nothing has changed.",
    ),
}

WORKBENCH_FIELDS: dict[str, tuple[str, str]] = {
    "before_newest": (
        "Раньше начала действующей версии: отчеты за эти даты уже проверены по ней.",
        "Before the version in force began: reports of these days were judged by it.",
    ),
    "before_start": (
        "Раньше начала действия самой версии.",
        "Before this version itself begins.",
    ),
    "version_taken": (
        "Версия с таким именем уже опубликована.",
        "A version of this name is published already.",
    ),
    "no_edition": ("У формы нет такой редакции.", "The form has no such edition."),
    "other_form": ("Эта версия относится к другой форме.", "This version is of another form."),
    "files_form": (
        "Эта форма принимает обычные файлы и не проверяется на триггеры.",
        "This form takes ordinary files and is not checked against triggers.",
    ),
}
