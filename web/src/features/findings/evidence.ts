/** From a finding to what the reader sees: what stands where, and what was expected. */
import type { Cell, Finding } from "~/lib/api/types";
import { formatDate } from "~/lib/dates";
import { formatDecimal, plainDecimal, subtractDecimals } from "~/lib/numbers";
import type { Texts } from "~/locales/ru";

export interface EvidenceRow {
  /** Null for the row that compares as a whole. */
  cell: Cell | null;
  value: string | null;
  /** Whether it is what was compared, or one of the cells that could be changed instead. */
  main: boolean;
  expected: string | null;
  difference: string | null;
}

type Relation = keyof Texts["findings"]["relation"];
type Compared = Pick<Finding, "cells" | "difference" | "expected" | "formula_filled" | "left" | "right">;

/** What the engine says it expected: «123.5», «<= 610». */
const STATED = /^(<=|>=|<>|<|>|=)?\s*(\S.*)$/;
const ISO_DATE = /^\d{4}-\d\d-\d\d$/;
const COMPARISON = /<=|>=|<>|<|>|=/g;
const TOLERANCE = /(?:±|\+\/-)\s*[\d.]+\s*%?/;
const QUOTED = /"(?:[^"]|"")*"/g;

/** The only comparison of a formula; null where there are several, or none, to be sure of. */
export function relationOf(filled: string | null): Relation | null {
  const found = filled?.replace(QUOTED, '""').match(COMPARISON);
  return found?.length === 1 ? (found[0] as Relation) : null;
}

/** What was expected on the left side, in words: «не больше 610», «123 900 ± 1». */
export function expectation({ expected, formula_filled: filled, right }: Compared, t: Texts): string | null {
  const [, sign, value] = STATED.exec(expected ?? right ?? "") ?? [];
  if (value === undefined) return null;
  const relation = (sign as Relation | undefined) ?? (expected === null ? relationOf(filled) : null) ?? "=";
  const tolerance = relation === "=" ? TOLERANCE.exec(filled ?? "")?.[0] : undefined;
  const relations = ISO_DATE.test(value) ? t.findings.dateRelation : t.findings.relation;
  const words = relations[relation](shown(value));
  return tolerance ? `${words} ${tolerance}` : words;
}

/** An amount or a date as people write it; other text as it is. */
export function shown(value: string): string {
  return ISO_DATE.test(value) ? formatDate(value) : formatDecimal(value);
}

/** The rows of «Где · В файле · Ожидалось · Разница». The cell that is the whole left side carries the comparison. */
export function evidenceRows(finding: Compared, t: Texts): EvidenceRow[] {
  const comparison = {
    expected: expectation(finding, t),
    difference: finding.difference === null ? null : formatDecimal(finding.difference),
  };
  const compared = finding.left !== null;
  const owners = finding.cells.filter((cell) => cell.value !== null && sameAmount(cell.value, finding.left));
  const owner = finding.cells.length === 1 ? finding.cells[0] : owners.length === 1 ? owners[0] : undefined;
  const rows = finding.cells.map((cell) => ({
    ...cellRow(cell, owner !== undefined, t),
    ...(cell === owner ? { main: true, ...comparison } : {}),
  }));
  // Where each cell says what it should be, the comparison as a whole would only repeat it.
  if (owner || !compared || finding.cells.some((cell) => cell.suggested !== null)) return rows;
  return [...rows, { cell: null, main: true, value: finding.left === null ? null : shown(finding.left), ...comparison }];
}

/** The row of one cell; `beside`: another cell carries the comparison. */
export function cellRow(cell: Cell, beside: boolean, t: Texts): EvidenceRow {
  return { cell, value: cell.value === null ? null : shown(cell.value), main: false, ...suggestion(cell, beside, t) };
}

/** What would satisfy the equation if this cell alone were changed. */
function suggestion(cell: Cell, beside: boolean, t: Texts): Pick<EvidenceRow, "expected" | "difference"> {
  if (cell.suggested === null) return { expected: null, difference: null };
  const words = beside ? t.explaining.orChange : t.explaining.change;
  const difference = cell.value === null ? null : subtractDecimals(plainDecimal(cell.value), cell.suggested);
  return { expected: words(shown(cell.suggested)), difference: difference === null ? null : formatDecimal(difference) };
}

/** Whether several cells each would mend the equation: then one of them is enough. */
export function hasChoice(finding: Pick<Finding, "cells" | "rows">): boolean {
  return finding.rows.length === 0 && finding.cells.filter((cell) => cell.suggested !== null).length > 1;
}

/** Raw values of files may have spaces, commas and needless zeros; the engine's are normalised. */
function sameAmount(raw: string, normal: string | null): boolean {
  const plain = raw.replace(/[\s\u00a0]/g, "").replace(",", ".");
  const trimmed = plain.includes(".") ? plain.replace(/\.?0+$/, "") : plain;
  return trimmed === normal || raw === normal;
}
