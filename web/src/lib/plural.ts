const russian = new Intl.PluralRules("ru");
const english = new Intl.PluralRules("en");

/** «1 триггер», «2 триггера», «5 триггеров»: the number with the right one of three forms. */
export function ruCount(n: number, one: string, few: string, many: string): string {
  return `${ruNumber(n)} ${ruWord(n, one, few, many)}`;
}

/** The right one of three forms without the number. */
export function ruWord(n: number, one: string, few: string, many: string): string {
  const forms: Partial<Record<Intl.LDMLPluralRule, string>> = { one, few };
  return forms[russian.select(Math.abs(n))] ?? many;
}

export function enCount(n: number, one: string, other = `${one}s`): string {
  return `${n.toLocaleString("en")} ${english.select(Math.abs(n)) === "one" ? one : other}`;
}

export function ruNumber(n: number): string {
  return n.toLocaleString("ru");
}
