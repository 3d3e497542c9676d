import type { PeriodKind } from "~/lib/api/types";

const COUNT: Record<PeriodKind, number> = { month: 12, quarter: 4, half: 2, year: 1 };
const MONTHS: Record<PeriodKind, number> = { month: 1, quarter: 3, half: 6, year: 12 };
const ROMAN = ["I", "II", "III", "IV"];

/** The numbers of a kind of period in a year, with their words («III квартал»). */
export function periodOptions(kind: PeriodKind, word: string, language: "ru" | "en"): { value: string; label: string }[] {
  return Array.from({ length: COUNT[kind] }, (_, at) => ({ value: String(at + 1), label: name(kind, at, word, language) }));
}

function name(kind: PeriodKind, at: number, word: string, language: "ru" | "en"): string {
  if (kind === "year") return word;
  if (kind !== "month") return `${ROMAN[at] ?? ""} ${word}`;
  const day = new Date(Date.UTC(2026, at, 1));
  return day.toLocaleDateString(language === "ru" ? "ru-RU" : "en-GB", { month: "long", timeZone: "UTC" });
}

/** The period that ended last before `today`: the one that is most likely to be opened. */
export function lastEnded(kind: PeriodKind, today: string): { year: number; number: number } {
  const [year = 0, month = 1] = today.split("-").map(Number);
  const current = Math.floor((month - 1) / MONTHS[kind]);
  return current === 0 ? { year: year - 1, number: COUNT[kind] } : { year, number: current };
}
