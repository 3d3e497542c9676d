"""Words for fields at fault in drafts of forms, Russian first, English beside it."""

FORM_FIELDS: dict[str, tuple[str, str]] = {
    "due_days": ("Срок - от 1 до 366 дней.", "A term has from 1 to 366 days."),
    "file_type": (
        "Есть тип файла, который кабинет не распознает.",
        "There is a type of file that the cabinet does not tell.",
    ),
    "recognition": (
        "Задайте шаблон корня или пространства имен: без них форма подойдет к любому файлу.",
        "Give the pattern of the root or the namespace: without them the form would fit any file.",
    ),
    "pattern": ("Регулярное выражение записано неверно.", "The regular expression is not valid."),
    "not_an_element": ("Такого элемента нет в списке формы.", "The form does not list this element."),
    "version": ("Версия записывается числами через точку: 2.16.5.", "A version is numbers parted by points: 2.16.5."),
    "versions_overlap": (
        "Эти версии уже принимает другая редакция формы.",
        "Another edition of the form is for these versions.",
    ),
    "path": ("Это не путь к элементу.", "This is not the path of an element."),
    "duplicate_path": ("Элемент описан дважды.", "The element is described twice."),
    "key": ("Ключ - имя графы этой строки таблицы.", "The key is the name of a column of this row."),
}
