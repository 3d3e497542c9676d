import type { CalendarEntry } from "~/lib/api/types";
import { addDays, utcOf } from "~/lib/dates";

/** How far back a term that was missed, and how far ahead one that comes, is worth showing at home. */
export const BACK_DAYS = 180;
export const AHEAD_DAYS = 60;

/** Terms that are not met yet: missed ones first, then the nearest. */
export function openTerms(entries: readonly CalendarEntry[], today: string): CalendarEntry[] {
  return entries
    .filter((entry) => entry.kind === "due" && !entry.done && entry.date <= addDays(today, AHEAD_DAYS))
    .toSorted((a, b) => a.date.localeCompare(b.date));
}

export type DayKind = "worked" | "off";

/** Whether a day is worked: weekends are off, except where the official calendar says otherwise. */
export function dayKind(day: string, entries: readonly CalendarEntry[]): DayKind {
  const kinds = entries.filter((entry) => entry.date === day).map((entry) => entry.kind);
  if (kinds.includes("worked_weekend")) return "worked";
  const weekend = [0, 6].includes(utcOf(day).getUTCDay());
  return weekend || kinds.includes("day_off") ? "off" : "worked";
}
