/** One field of what an act changed, as it is shown. */
export interface Field {
  name: string;
  before: string | null;
  after: string | null;
}

type State = Record<string, unknown> | null;

/** The fields of both sides in their order, those that say nothing left out. */
export function fieldsOf(before: State, after: State): Field[] {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return names
    .map((name) => ({ name, before: worded(before?.[name]), after: worded(after?.[name]) }))
    .filter((field) => field.before !== null || field.after !== null);
}

function worded(value: unknown): string | null {
  if (value === null || value === undefined || value === "") return null;
  return typeof value === "string" ? value : JSON.stringify(value, null, 1);
}
