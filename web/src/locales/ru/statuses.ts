import { ruCount, ruWord } from "~/lib/plural";

export const statuses = {
  labels: {
    not_submitted: "Не загружался",
    checking: "На проверке",
    accepted_with_errors: "Принят с ошибками",
    accepted: "Принят без ошибок",
    check_failed: "Не удалось проверить на триггеры",
  },
  meaning: {
    notSubmitted: "Отчёт ещё не получен",
    notSubmittedNoTerm: "Отчёт ещё не получен. Срок не определён: календарь года не загружен",
    checking: (time: string | null) => `Получен${time ? ` ${time}` : ""}, идёт проверка`,
    termKept: "срок соблюдён",
    fired: (n: number) =>
      `${ruWord(n, "Сработал", "Сработало", "Сработало")} ${ruCount(n, "триггер", "триггера", "триггеров")}, нужно исправить`,
    inTime: "получен в срок",
    accepted: "Получен и проверен",
    nothingMore: "больше ничего не нужно",
    enterNumber: "осталось внести входящий номер",
    noTriggers: "форма не проверяется на триггеры",
    withWarnings: (n: number) => ruCount(n, "предупреждение", "предупреждения", "предупреждений"),
  },
  causes: {
    file: "Файл не того шаблона или повреждён",
    rule: "Правило обращается к элементу, которого нет в форме",
    system: "Сбой на нашей стороне",
  },
  mend: "Исправьте и загрузите снова",
  causeActs: {
    file: "Загрузите другой файл",
    rule: "От вас ничего не нужно: правило поправит СРО, отчёт перепроверят",
    system: "От вас ничего не нужно: отчёт перепроверится сам",
  },
  timeliness: {
    not_due: "",
    due_soon: "скоро срок",
    overdue: "просрочен",
    on_time: "в срок",
    late: (days: number) => (days > 0 ? `с опозданием ${String(days)} д.` : "с опозданием"),
    extended: "срок перенесён",
  },
  actors: { member: "вы", sro: "СРО", system: "система", none: "никто" },
  actorsForStaff: { member: "член СРО", sro: "вы", system: "система", none: "никто" },
};
