/** Plain dates (`YYYY-MM-DD`) are never shifted by a zone; instants are shown in Moscow time. */
import type { Language } from "./preferences";

export const MOSCOW = "Europe/Moscow";
const DAY = 86_400_000;
const LOCALES: Record<Language, string> = { ru: "ru-RU", en: "en-GB" };

function parts(plain: string): [number, number, number] {
  const [year = 0, month = 1, day = 1] = plain.split("-").map(Number);
  return [year, month, day];
}

/** Midnight UTC of a plain date: a handle for arithmetic and formatting in UTC only. */
export function utcOf(plain: string): Date {
  const [year, month, day] = parts(plain);
  return new Date(Date.UTC(year, month - 1, day));
}

export function plainOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}

export function addDays(plain: string, days: number): string {
  return plainOf(new Date(utcOf(plain).getTime() + days * DAY));
}

/** Calendar days from `first` to `last`; negative when `last` is earlier. */
export function daysBetween(first: string, last: string): number {
  return Math.round((utcOf(last).getTime() - utcOf(first).getTime()) / DAY);
}

/** «30.04.2026» */
export function formatDate(plain: string): string {
  const [year, month, day] = plain.split("-");
  return [day, month, year].join(".");
}

/** «чт» */
export function weekday(plain: string, language: Language): string {
  return utcOf(plain).toLocaleDateString(LOCALES[language], { weekday: "short", timeZone: "UTC" });
}

/** «30 апреля» */
export function dayAndMonth(plain: string, language: Language): string {
  return utcOf(plain).toLocaleDateString(LOCALES[language], { day: "numeric", month: "long", timeZone: "UTC" });
}

/** «апрель 2026» */
export function monthAndYear(plain: string, language: Language): string {
  const month = utcOf(plain).toLocaleDateString(LOCALES[language], { month: "long", timeZone: "UTC" });
  return `${month} ${plain.slice(0, 4)}`;
}

/** The date of an instant in `zone`. */
export function dateIn(instant: string | Date, zone: string = MOSCOW): string {
  return new Date(instant).toLocaleDateString("sv-SE", { timeZone: zone });
}

/** «23:41» or, with seconds, «23:41:07» in `zone`. */
export function timeIn(instant: string | Date, zone: string = MOSCOW, seconds = false): string {
  const options: Intl.DateTimeFormatOptions = { hour: "2-digit", minute: "2-digit", timeZone: zone };
  return new Date(instant).toLocaleTimeString("ru-RU", seconds ? { ...options, second: "2-digit" } : options);
}

/** «30.04.2026 23:41» in Moscow time; the caller adds «МСК». */
export function formatInstant(instant: string | Date): string {
  return `${formatDate(dateIn(instant))} ${timeIn(instant)}`;
}

/** The end of a local day in Moscow: the instant at which a term runs out. Moscow keeps UTC+3 all year. */
export function endOfMoscowDay(plain: string): Date {
  return new Date(utcOf(plain).getTime() + DAY - 3 * 3_600_000);
}

/** The first day of the month `shift` months after that of `plain`. */
export function monthStart(plain: string, shift = 0): string {
  const [year, month] = parts(plain);
  return plainOf(new Date(Date.UTC(year, month - 1 + shift, 1)));
}

/** The days of a month's grid, whole weeks from Monday. */
export function monthGrid(first: string): string[] {
  const lead = (utcOf(first).getUTCDay() + 6) % 7;
  const length = daysBetween(first, monthStart(first, 1));
  const weeks = Math.ceil((lead + length) / 7);
  return Array.from({ length: weeks * 7 }, (_, n) => addDays(first, n - lead));
}

const RUSSIAN_ZONES: Record<string, string> = {
  "Europe/Kaliningrad": "Калининград",
  "Europe/Samara": "Самара",
  "Asia/Yekaterinburg": "Екатеринбург",
  "Asia/Omsk": "Омск",
  "Asia/Krasnoyarsk": "Красноярск",
  "Asia/Irkutsk": "Иркутск",
  "Asia/Yakutsk": "Якутск",
  "Asia/Vladivostok": "Владивосток",
  "Asia/Magadan": "Магадан",
  "Asia/Kamchatka": "Камчатка",
};

/** «01.05, пт, 06:59 (Владивосток)» for a reader whose clock is not Moscow's; null for one whose clock is. */
export function inOwnZone(instant: Date, zone: string, language: Language): string | null {
  const [date, time] = [dateIn(instant, zone), timeIn(instant, zone)];
  if (date === dateIn(instant) && time === timeIn(instant)) return null;
  const city = RUSSIAN_ZONES[zone] ?? zone;
  return `${formatDate(date).slice(0, 5)}, ${weekday(date, language)}, ${time} (${city})`;
}

export function ownZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
