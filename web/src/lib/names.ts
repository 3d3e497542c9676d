import type { PeriodView } from "./api/types";
import { utcOf } from "./dates";
import { usePreferences } from "./preferences";

const LENGTH = { month: 1, quarter: 3, half: 6, year: 12 } as const;
const ENGLISH = { quarter: "Q", half: "H" } as const;

/** A period in words: the server's Russian label, or its English counterpart («Q3 2026»). */
export function periodLabel(period: PeriodView, language: "ru" | "en"): string {
  // «III квартал» and «2026 года» stay whole where the line breaks.
  if (language === "ru") return period.label.replace(/^(\S+) (\S+) (\S+) /, "$1\u00a0$2 $3\u00a0");
  const start = utcOf(period.start);
  const year = String(start.getUTCFullYear());
  if (period.kind === "year") return year;
  if (period.kind === "month") return `${start.toLocaleDateString("en-GB", { month: "long", timeZone: "UTC" })} ${year}`;
  const number = Math.floor(start.getUTCMonth() / LENGTH[period.kind]) + 1;
  return `${ENGLISH[period.kind]}${number} ${year}`;
}

export function usePeriodLabel(): (period: PeriodView) => string {
  const { language } = usePreferences();
  return (period) => periodLabel(period, language);
}
