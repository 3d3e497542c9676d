import type { Report } from "~/lib/api/types";
import { endOfMoscowDay, formatDate, inOwnZone, weekday } from "~/lib/dates";
import type { Language } from "~/lib/preferences";
import type { Texts } from "~/locales/ru";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

type Dated = Pick<Report, "due_date" | "submitted_at" | "working_days_left">;

/** «30.04.2026, чт» */
export function dueDay(due: string, language: Language): string {
  return `${formatDate(due)}, ${weekday(due, language)}`;
}

/** The last minute of a term on the reader's own clock, when that differs from Moscow's. */
export function dueInOwnZone(due: string, zone: string, language: Language): string | null {
  return inOwnZone(new Date(endOfMoscowDay(due).getTime() - 60_000), zone, language);
}

/** How much is left: working days, in the last day hours, in the last hour minutes. Null once it was handed in. */
export function timeLeft(report: Dated, now: Date, t: Texts): string | null {
  if (!report.due_date || report.submitted_at) return null;
  const words = t.reports;
  const left = endOfMoscowDay(report.due_date).getTime() - now.getTime();
  const days = report.working_days_left;
  if (left <= 0) return words.overdueBy(Math.max(1, Math.abs(days ?? Math.ceil(-left / DAY))));
  if (left <= HOUR) return words.leftMinutes(Math.ceil(left / 60_000));
  if (left <= DAY) return words.leftHours(Math.floor(left / HOUR));
  if (days === null) return null;
  return days > 0 ? words.left(days) : words.lastDay;
}
