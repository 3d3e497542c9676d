/** From a finding to what the reader sees: what stands where, what was expected, and which findings belong together. */
import type { Finding } from "~/lib/api/types";
import { formatDate } from "~/lib/dates";
import { formatDecimal } from "~/lib/numbers";
import type { Texts } from "~/locales/ru";

export interface EvidenceRow {
  /** Label of the official form; null for the row that compares as a whole. */
  where: string | null;
  path: string | null;
  line: number | null;
  value: string | null;
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
function shown(value: string): string {
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
    where: cell.label ?? lastName(cell.path),
    path: cell.path,
    line: cell.line,
    value: cell.value === null ? null : shown(cell.value),
    ...(cell === owner ? comparison : { expected: null, difference: null }),
  }));
  if (owner || !compared) return rows;
  const value = finding.left === null ? null : shown(finding.left);
  return [...rows, { where: null, path: null, line: null, value, ...comparison }];
}

/** Raw values of files may have spaces, commas and needless zeros; the engine's are normalised. */
function sameAmount(raw: string, normal: string | null): boolean {
  const plain = raw.replace(/[\s\u00a0]/g, "").replace(",", ".");
  const trimmed = plain.includes(".") ? plain.replace(/\.?0+$/, "") : plain;
  return trimmed === normal || raw === normal;
}

export function lastName(path: string): string {
  return path.split(".").at(-1) ?? path;
}

/** Findings that share a cell have, as far as one can see, one cause. The widest cause comes first. */
export function byCause(findings: readonly Finding[]): Finding[][] {
  let groups: { cells: Set<string>; members: Finding[] }[] = [];
  for (const finding of findings) {
    const own = { cells: new Set(finding.cells.map((cell) => cell.path)), members: [finding] };
    const touched = groups.filter((group) => meets(group.cells, own.cells));
    const merged = {
      cells: new Set([own, ...touched].flatMap((group) => [...group.cells])),
      members: [...touched, own].flatMap((group) => group.members),
    };
    groups = [...groups.filter((group) => !touched.includes(group)), merged];
  }
  const code = (group: Finding[]) => group[0]?.code ?? "";
  return groups
    .map((group) => group.members.toSorted((a, b) => a.code.localeCompare(b.code, "ru")))
    .toSorted((a, b) => b.length - a.length || code(a).localeCompare(code(b), "ru"));
}

function meets(one: Set<string>, other: Set<string>): boolean {
  return [...one].some((path) => other.has(path));
}
