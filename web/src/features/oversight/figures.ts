import type { TriggerHealth } from "~/lib/api/types";
import type { Texts } from "~/locales/ru";

const HOURS_SHOWN = 48;

/** Whether nothing happened that anybody has to look at. */
export function quiet(trigger: TriggerHealth): boolean {
  return !trigger.suspended && trigger.fired + trigger.disputed + trigger.mended + troubled(trigger) === 0;
}

function troubled(trigger: TriggerHealth): number {
  return trigger.not_evaluable_rule + trigger.not_evaluable_file + trigger.not_evaluable_system;
}

/** First what is the rule's own fault, then what the SRO took back, then what fires most. */
export function worstFirst(triggers: readonly TriggerHealth[]): TriggerHealth[] {
  const marks = (one: TriggerHealth): number[] => [
    Number(one.suspended),
    one.not_evaluable_rule,
    one.upheld,
    one.disputed,
    one.fired,
  ];
  return triggers.toSorted((one, other) => {
    const [left, right] = [marks(one), marks(other)];
    const at = left.findIndex((mark, n) => mark !== right[n]);
    return at < 0 ? one.code.localeCompare(other.code) : (right[at] ?? 0) - (left[at] ?? 0);
  });
}

/** «12 %»; less than one percent is told as such: a trigger that fires is never said to fire in none. */
export function share(part: number, whole: number): string {
  if (whole === 0) return "";
  const percent = (100 * part) / whole;
  return percent < 1 ? "< 1\u00a0%" : `${String(Math.round(percent))}\u00a0%`;
}

/** «правило: 1», «файл: 3»: only the causes that were met. */
export function unevaluated(trigger: TriggerHealth, t: Texts["oversight"]["causes"]): string[] {
  const found: [number, (n: number) => string][] = [
    [trigger.not_evaluable_rule, t.rule],
    [trigger.not_evaluable_file, t.file],
    [trigger.not_evaluable_system, t.system],
  ];
  const met = found.filter(([number]) => number > 0).map(([number, words]) => words(number));
  return met.length > 0 ? met : ["0"];
}

/** A time to mend in hours up to two days, then in days. */
export function inHours(hours: number, t: Pick<Texts["oversight"], "hours" | "days">): string {
  const shown = (value: number): string => value.toLocaleString("ru", { maximumFractionDigits: 1 });
  return hours <= HOURS_SHOWN ? t.hours(shown(hours)) : t.days(shown(hours / 24));
}
