import type { Texts } from "~/locales/ru";

type Words = Texts["rules"];

/** What a field of a trigger is called: «Формула», «Именованные значения: предел». */
export function fieldLabel(field: string, t: Words): string {
  const [part = "", ...rest] = field.split(".");
  const label = (t.fields as Record<string, string>)[part] ?? part;
  return rest.length > 0 ? `${label}: ${rest.join(".")}` : label;
}

/** What it says, in the words of the editor. */
export function shownValue(field: string, value: string | null, t: Words): string | null {
  if (value === null) return null;
  if (field === "severity") return (t.severity as Record<string, string>)[value] ?? value;
  if (field === "empty") return (t.empty as Record<string, string>)[value] ?? value;
  return value;
}
