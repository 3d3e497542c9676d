import type { FormContent, FormElement, Outline } from "~/lib/api/types";

/** The columns of the element table that are written as text. */
export const TEXT_FIELDS = ["label", "section", "line", "column"] as const;
export type TextField = (typeof TEXT_FIELDS)[number];

export function changeElement(elements: FormElement[], index: number, part: Partial<FormElement>): FormElement[] {
  return elements.map((element, n) => (n === index ? { ...element, ...part } : element));
}

/**
 * A copied block of a spreadsheet, laid over the table from one cell on: lines go down over `rows` (indexes of the
 * elements in sight), tabs go right over the text columns. What does not fit is left out.
 */
export function paste(
  elements: FormElement[],
  rows: readonly number[],
  from: { row: number; field: TextField },
  text: string,
): FormElement[] {
  const lines = text.replace(/\r\n?/g, "\n").replace(/\n$/, "").split("\n");
  const first = TEXT_FIELDS.indexOf(from.field);
  const next = [...elements];
  lines.forEach((line, down) => {
    const index = rows[rows.indexOf(from.row) + down];
    const element = index === undefined ? undefined : next[index];
    if (index === undefined || !element) return;
    const parts: Partial<FormElement> = {};
    line.split("\t").forEach((cell, right) => {
      const field = TEXT_FIELDS[first + right];
      if (field) parts[field] = cell.trim() || null;
    });
    next[index] = { ...element, ...parts };
  });
  return next;
}

/** Whether a copied text is more than one cell. */
export function isBlock(text: string): boolean {
  return /[\t\n]/.test(text.replace(/\r?\n$/, ""));
}

export interface Merged {
  content: FormContent;
  added: number;
  absent: number;
}

/** A sample laid over what is there: edited elements stay, new ones come in the sample's order, settings fill gaps. */
export function merge(content: FormContent, outline: Outline): Merged {
  const known = new Map(content.elements.map((element) => [element.path, element]));
  const sampled = new Set(outline.elements.map((element) => element.path));
  const kept = content.elements.filter((element) => !sampled.has(element.path));
  const elements = outline.elements.map(
    ({ path, type, label, section, line, column, repeats, key, mandatory }) =>
      known.get(path) ?? { path, type, label, section, line, column, repeats, key, mandatory },
  );
  const proposed = outline.content;
  return {
    added: elements.filter((element) => !known.has(element.path)).length,
    absent: kept.length,
    content: {
      ...content,
      edition: content.edition || proposed.edition,
      root: content.root ?? proposed.root,
      namespace: content.namespace ?? proposed.namespace,
      versions: content.versions.length > 0 ? content.versions : proposed.versions,
      period: content.period ?? proposed.period,
      inn: content.inn ?? proposed.inn,
      elements: [...elements, ...kept],
    },
  };
}

/** Columns of a row: what may be its key. */
export function columnsOf(elements: readonly FormElement[], row: string): string[] {
  const prefix = `${row}.`;
  return elements
    .filter(({ path }) => path.startsWith(prefix) && !path.slice(prefix.length).includes("."))
    .map(({ path }) => path.slice(prefix.length));
}

export interface Group {
  section: string;
  rows: number[];
}

/** Elements that stand together under one section, in the order of the form; `search` narrows them down. */
export function groups(elements: readonly FormElement[], search: string): Group[] {
  const found: Group[] = [];
  const wanted = search.trim().toLocaleLowerCase("ru");
  elements.forEach((element, index) => {
    const text = `${element.path} ${element.label ?? ""}`.toLocaleLowerCase("ru");
    if (wanted && !text.includes(wanted)) return;
    const section = element.section ?? "";
    const last = found.at(-1);
    if (last?.section === section) last.rows.push(index);
    else found.push({ section, rows: [index] });
  });
  return found;
}
