"""What a member is told when a file is refused, in Russian and English. No parser's own words reach people."""

from __future__ import annotations

from typing import Final

REFUSALS: Final[dict[str, tuple[str, str]]] = {
    "empty_file": ("Файл пуст.", "The file is empty."),
    "not_xml": ("Файл не является отчетом XTDD: это не XML{place}.", "The file is no XTDD report: not XML{place}."),
    "xbrl": (
        "Это отчет XBRL, а форма принимается в формате XTDD.",
        "This is an XBRL report; the form is taken as XTDD.",
    ),
    "truncated_xml": (
        "Файл обрывается: конец отчета отсутствует{place}. Загрузите файл еще раз целиком.",
        "The file breaks off: the end of the report is missing{place}. Upload the whole file again.",
    ),
    "forbidden_xml": (
        "В файле есть объявление DOCTYPE или сущности: такие файлы не принимаются.",
        "The file declares a DOCTYPE or entities: such files are not taken.",
    ),
    "xml_limits": (
        "Файл превышает допустимый предел: {limit} - не больше {expected}.",
        "The file is over a limit: {limit} - at most {expected}.",
    ),
    "bad_encoding": (
        "Кодировка файла не читается: ожидалась UTF-8{found}.",
        "The encoding of the file can't be read: UTF-8 was expected{found}.",
    ),
    "too_large": ("Файл больше {expected} МБ.", "The file is over {expected} MB."),
    "wrong_file_type": (
        "Это файл другого типа ({found}): ожидался отчет XTDD или архив с ним.",
        "This is a file of another type ({found}): an XTDD report or an archive with it was expected.",
    ),
    "bad_package": ("Архив не принимается: {reason}.", "The archive is not taken: {reason}."),
    "no_report_in_package": (
        "В архиве нет файла отчета .xtdd.",
        "There is no .xtdd report in the archive.",
    ),
    "several_reports_in_package": (
        "В архиве несколько файлов отчета ({found}): ожидался один файл .xtdd.",
        "There are several reports in the archive ({found}): one .xtdd file was expected.",
    ),
    "period_missing": (
        "В файле не указан отчетный период: {expected}.",
        "The file does not state its reporting period: {expected}.",
    ),
    "wrong_form": (
        "Файл другой формы: в файле {found}, ожидалась {expected}.",
        "The file is of another form: it has {found}, {expected} was expected.",
    ),
    "wrong_period": (
        "Файл за другой период: в файле {found}, ожидался {expected}.",
        "The file is for another period: it has {found}, {expected} was expected.",
    ),
    "wrong_member": (
        "Отчет другой организации: в файле ИНН {found}, ожидался {expected}.",
        "The report is of another organisation: it has ИНН {found}, {expected} was expected.",
    ),
}

LIMITS: Final[dict[str, tuple[str, str]]] = {
    "size": ("размер файла, байт", "size of the file, bytes"),
    "depth": ("вложенность элементов", "depth of elements"),
    "elements": ("число элементов", "number of elements"),
    "start_tag": ("размер одного тега с атрибутами, байт", "size of one tag with its attributes, bytes"),
    "attributes": ("число атрибутов элемента", "number of attributes of an element"),
    "text": ("длина одного значения, знаков", "length of one value, characters"),
}

PACKAGE: Final[dict[str, tuple[str, str]]] = {
    "damaged": ("архив поврежден", "it is damaged"),
    "encrypted": ("архив защищен паролем", "it is protected by a password"),
    "path": ("недопустимое имя файла внутри", "a forbidden file name inside"),
    "entries": ("слишком много файлов внутри", "too many files inside"),
    "nested": ("слишком много вложенных архивов", "too many archives inside archives"),
    "bomb": ("после распаковки он слишком велик", "it is too large when unpacked"),
    "method": ("неизвестный способ сжатия", "an unknown way of compression"),
}

PLACE: Final[tuple[str, str]] = (" (строка {line})", " (line {line})")
STATED_ENCODING: Final[tuple[str, str]] = (", указана {name}", ", {name} is stated")
NOTHING: Final[tuple[str, str]] = ("не указан", "nothing")
VERSION: Final[tuple[str, str]] = ("версия {version}", "version {version}")
