import type { Texts } from "~/locales/ru";

type Words = Texts["rules"];

/** What a field of a trigger is called: «Формула», «Именованные значения: предел». */
export function fieldLabel(field: string, t: Words): string {
  const [part = "", ...rest] = field.split(".");
  const label = (t.fields as Record<string, string>)[part] ?? part;
  return rest.length > 0 ? `${label}: ${rest.join(".")}` : label;
}

const CODE = new Set(["formula", "when", "values", "tolerance"]);

/** Whether it is written in the language of triggers. */
export function isCode(field: string): boolean {
  return CODE.has(field.split(".")[0] ?? "");
}

/** What it says, in the words of the editor. */
export function shownValue(field: string, value: string | null, t: Words): string | null {
  if (value === null) return null;
  if (field === "severity") return (t.severity as Record<string, string>)[value] ?? value;
  if (field === "empty") return (t.empty as Record<string, string>)[value] ?? value;
  return value;
}
