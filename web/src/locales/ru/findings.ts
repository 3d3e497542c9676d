import { ruCount, ruWord } from "~/lib/plural";

const triggers = (n: number) => ruCount(n, "триггер", "триггера", "триггеров");

export const findings = {
  title: "Ошибки триггера",
  back: "К отчёту",
  submission: (n: number, number: string) => `Версия ${String(n)}, № ${number}`,
  verdictErrors: (n: number, cells: number) =>
    `Принят с ошибками: ${triggers(n)}, ${ruCount(cells, "ячейка", "ячейки", "ячеек")}.`,
  startWith: (n: number) =>
    n > 1
      ? `Начните с ${String(n)} главных причин, исправьте файл и загрузите его снова.`
      : "Похоже, причина одна: исправьте файл и загрузите его снова.",
  verdictAccepted: "Принят без ошибок: ни один триггер не сработал.",
  verdictFailed: "Не удалось проверить на триггеры.",
  verdictFailedAlso: (n: number) =>
    `${ruWord(n, "Сработал", "Сработало", "Сработало")} ${triggers(n)}, часть проверок не выполнена.`,
  checking: "Отчёт ещё проверяется. Результат появится здесь сам.",
  counts: "Итоги проверки",
  held: "выполнено",
  fired: "сработало",
  warnings: "предупреждений",
  notEvaluable: "не проверено",
  notApplicable: "не применялось",
  ruleSet: (version: string) => `набор правил ${version}`,
  section: { fired: "Сработавшие триггеры", notEvaluable: "Что не удалось проверить", warnings: "Предупреждения" },
  notEvaluableText: "Эти проверки не выполнены. Для каждой сказано, почему и кто это исправит.",
  warningsText: "Предупреждения не мешают приему отчёта, но на них стоит посмотреть.",
  contents: "На этой странице",
  table: { where: "Где", inFile: "В файле", expected: "Ожидалось", difference: "Разница" },
  tableCaption: (code: string) => `Ячейки триггера ${code}`,
  path: "Элемент",
  line: (n: number) => `строка файла ${String(n)}`,
  empty: "пусто",
  comparison: "Сравнение целиком",
  rows: (n: number) => `Не выполнено в ${ruCount(n, "строке", "строках", "строках")}`,
  rowName: (number: number, key: string | null) =>
    key ? `строка ${key} (${String(number)}-я по счёту)` : `${String(number)}-я строка`,
  rowsSkipped: (n: number) => `Не удалось проверить: ${ruCount(n, "строка", "строки", "строк")}`,
  showAll: (n: number) => `Показать все ${String(n)}`,
  showAllHint: (shown: number) => `Здесь первые ${String(shown)}; полный список — в файле XLSX.`,
  relation: {
    "=": (value: string) => value,
    "<>": (value: string) => `не ${value}`,
    "<": (value: string) => `меньше ${value}`,
    ">": (value: string) => `больше ${value}`,
    "<=": (value: string) => `не больше ${value}`,
    ">=": (value: string) => `не меньше ${value}`,
  },
  dateRelation: {
    "=": (value: string) => value,
    "<>": (value: string) => `не ${value}`,
    "<": (value: string) => `раньше ${value}`,
    ">": (value: string) => `позже ${value}`,
    "<=": (value: string) => `не позже ${value}`,
    ">=": (value: string) => `не раньше ${value}`,
  },
  fix: "Как исправить",
  details: "Как это проверялось",
  formula: "Формула",
  filled: "С числами из файла",
  code: "Код",
  source: "Основание",
  whoFixes: "Кто исправит",
  fixers: { file: "вы", rule: "СРО", system: "никто, перепроверится само" },
  element: "Элемент",
  reasons: "Почему",
  download: "Скачать XLSX",
  none: "Ошибок нет",
  noneText: "Ни одна проверка не сработала, и все проверки удалось выполнить.",
  noTriggers: "Форма не проверяется на триггеры: файл проверен по типу и размеру.",
};
