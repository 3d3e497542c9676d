/** Where a cell stands on paper, in words, and the way to it. */
import type { Texts } from "~/locales/ru";

export interface Placed {
  path: string;
  label: string | null;
  section: string | null;
  form_line: string | null;
  column: string | null;
  row: number | null;
  row_key: string | null;
}

export function lastName(path: string): string {
  return path.split(".").at(-1) ?? path;
}

/** What a cell is called: its label, else its last name. */
export function nameOf({ label, path }: Pick<Placed, "label" | "path">): string {
  return label ?? lastName(path);
}

/** «Раздел 2, строка 2.1, графа 3»; empty where the form says nothing of the place. */
export function placeOf(cell: Placed, { explaining: { place } }: Texts): string {
  const row = cell.row_key && cell.row ? place.rowKey(cell.row_key, cell.row) : cell.row ? place.row(cell.row) : null;
  const line = cell.form_line ? place.line(cell.form_line) : null;
  return [cell.section, line, row, cell.column ? place.column(cell.column) : null].filter(Boolean).join(", ");
}

/** A cell among others: a path and the row of its table. */
export function cellKey({ path, row }: Pick<Placed, "path" | "row">): string {
  return `${path}@${row ?? ""}`;
}

/** The report as on paper, opened at a cell; `from` is the trigger that one comes back to. */
export function cellHref(submissionId: string, cell: Pick<Placed, "path" | "row">, from: string | null): string {
  const query = new URLSearchParams({ cell: cell.path });
  if (cell.row !== null) query.set("row", String(cell.row));
  if (from !== null) query.set("from", from);
  return `/submissions/${submissionId}/form?${query.toString()}`;
}
