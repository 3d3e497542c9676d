"""Words of a verdict, Russian and English. `{rows}` comes with its brackets, or empty."""

from __future__ import annotations

from typing import Final

TROUBLES: Final[dict[str, tuple[str, str]]] = {
    "element_absent": ("Элемента „{element}“ нет в файле{rows}", "The file has no element “{element}”{rows}"),
    "element_unknown": (
        "Правило обращается к элементу „{element}“, которого нет в форме{rows}",
        "The rule asks for the element “{element}” that the form does not have{rows}",
    ),
    "value_unreadable": (
        "Значение „{value}“ элемента „{element}“ не читается{rows}",
        "The value “{value}” of “{element}” can't be read{rows}",
    ),
    "value_empty": ("Элемент „{element}“ не заполнен{rows}", "The element “{element}” is empty{rows}"),
    "several_elements": (
        "Элемент „{element}“ встречается несколько раз, а правилу нужно одно значение{rows}",
        "The element “{element}” occurs several times where the rule needs one value{rows}",
    ),
    "several_rows": (
        "Условию в „{element}“ отвечает несколько строк{rows}",
        "Several rows meet the condition in “{element}”{rows}",
    ),
    "division_by_zero": ("Деление на ноль", "Division by zero"),
    "type_mismatch": (
        "Правило сравнивает или складывает значения разных видов: {value}",
        "The rule compares or adds values of different kinds: {value}",
    ),
    "text_order": (
        "Правило сравнивает текст на больше и меньше: для текста есть только = и <>",
        "The rule orders texts: only = and <> apply to text",
    ),
    "tolerance_kind": ("Допуск применим только к числам", "A tolerance applies to numbers only"),
    "tolerance_negative": ("Допуск отрицательный", "The tolerance is negative"),
    "parameter_missing": (
        "У параметра „{value}“ нет значения на отчетную дату",
        "The parameter “{value}” has no value on the reporting date",
    ),
    "parameter_unreadable": (
        "Значение параметра „{value}“ не читается",
        "The value of the parameter “{value}” can't be read",
    ),
    "member_missing": ("Карточка члена СРО не передана", "The member's card is not at hand"),
    "member_field_missing": (
        "В карточке члена СРО нет поля „{value}“",
        "The member's card has no field “{value}”",
    ),
    "period_unknown": ("Отчетный период не определен", "The reporting period is not known"),
    "calendar_missing": (
        "Календарь рабочих дней не загружен на нужный год ({value})",
        "The working-day calendar of the year is not loaded ({value})",
    ),
    "other_report_unreadable": ("Не удалось прочитать: {value}", "Could not be read: {value}"),
    "other_report_lost": ("Не удалось получить: {value}", "Could not be fetched: {value}"),
    "other_report_large": ("Слишком велик для сравнения: {value}", "Too large to be compared with: {value}"),
    "bad_pattern": ("Регулярное выражение записано неверно", "The regular expression is wrong"),
    "bad_rounding": ("Число знаков в ОКРУГЛ неверно: {value}", "A wrong number of digits in ОКРУГЛ: {value}"),
    "circular_value": ("Значение „{value}“ определено через само себя", "The value “{value}” is defined by itself"),
    "limit": ("Проверка превысила допустимый объем вычислений", "The check went over its budget of computation"),
    "failure": ("Сбой при вычислении проверки", "A failure in evaluating the check"),
}

# Their `value` stands in the rule, not in the report.
NAMED_BY_RULES: Final = frozenset(
    {"parameter_missing", "parameter_unreadable", "member_field_missing", "circular_value"}
)

NOT_APPLIED: Final[dict[str, tuple[str, str]]] = {
    "empty_side": ("Не применялся: сравнивать не с чем, значение пусто", "Not applied: a side is empty"),
    "zero_rows": ("Не применялся: в таблице нет строк", "Not applied: the table has no rows"),
    "no_previous": (
        "Не применялся: отчета за предыдущий период нет",
        "Not applied: there is no report for the period before",
    ),
    "no_year_ago": ("Не применялся: отчета за прошлый год нет", "Not applied: there is no report of a year ago"),
    "no_other_form": (
        "Не применялся: отчета другой формы на эту дату нет",
        "Not applied: there is no report of the other form for this date",
    ),
    "when": ("Не применялся: условие применения не выполнено", "Not applied: its condition is not met"),
    "rows_skipped": (
        "Не применялся: ни в одной строке нечего сравнивать",
        "Not applied: no row had anything to compare",
    ),
    "not_in_force": ("Не применялся: проверка не действует на отчетную дату", "Not applied: not in force on the date"),
}

REASONS: Final[dict[str, tuple[str, str]]] = {
    "triggers_fired": ("Сработали триггеры: {codes}", "Triggers fired: {codes}"),
    "no_rule_set": (
        "На отчетную дату {date} нет действующих правил проверки",
        "No rule set is in force on the reporting date {date}",
    ),
    "no_rule_set_for_version": (
        "Для версии формы {version} нет действующих правил проверки",
        "No rule set is in force for version {version} of the form",
    ),
}

REMARKS: Final[dict[str, tuple[str, str]]] = {
    "missing_element": ("В файле нет элемента „{element}“{rows}", "The file has no element “{element}”{rows}"),
    "missing_section": (
        "В файле нет раздела „{element}“ со всем, что в нем{rows}",
        "The file lacks the section “{element}” with all that it holds{rows}",
    ),
    "unknown_element": (
        "В файле есть элемент „{element}“, которого нет в форме",
        "The form has no element “{element}”",
    ),
    "repeated_element": (
        "Элемент „{element}“ встречается несколько раз{rows}",
        "The element “{element}” occurs several times{rows}",
    ),
    "remarks_cut": ("Показаны первые замечания из {count}", "Only the first remarks of {count} are shown"),
}

# How messages call another report of the member.
OTHER_REPORTS: Final[dict[str, str]] = {
    "period": "отчет за {period}",
    "previous": "предыдущий отчет",
    "year_ago": "отчет годом раньше",
    "form": "отчет по форме {form}",
}

KINDS: Final[dict[str, str]] = {
    "number": "число",
    "date": "дата",
    "text": "текст",
    "boolean": "да или нет",
    "row": "строка таблицы или раздел",
}

VALUE_WORDS: Final[dict[str, str]] = {"empty": "пусто", "absent": "нет", True.__str__(): "ДА", False.__str__(): "НЕТ"}
