export const verdicts = {
  title: "Все проверки этой версии",
  text: "Повторная проверка добавляет результат и не заменяет прежний. Действует последний.",
  attempt: "Проверка",
  attemptNumber: (n: number) => `№ ${String(n)}`,
  newest: "последняя",
  at: "Когда",
  rules: "Набор правил",
  noRules: "не применялся",
  status: "Результат",
  reason: "Причина",
};
