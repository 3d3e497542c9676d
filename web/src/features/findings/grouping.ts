/** Which findings stand together: by root cause, each for itself, or by section of the form. */
import type { Causes, Finding } from "~/lib/api/types";
import { nameOf, placeOf } from "~/lib/places";
import type { Texts } from "~/locales/ru";

export const GROUPINGS = ["causes", "triggers", "sections"] as const;
export type Grouping = (typeof GROUPINGS)[number];

export interface Group {
  key: string;
  title: string | null;
  note: string | null;
  findings: Finding[];
}

export function groupingOf(value: string | null): Grouping {
  return GROUPINGS.find((grouping) => grouping === value) ?? "causes";
}

const byCode = (one: Finding, other: Finding) => one.code.localeCompare(other.code, "ru", { numeric: true });

export function grouped(findings: readonly Finding[], grouping: Grouping, causes: Causes | undefined, t: Texts): Group[] {
  const sorted = findings.toSorted(byCode);
  if (grouping === "causes" && causes) return byCause(sorted, causes, t);
  if (grouping === "sections") return bySection(sorted, t);
  return [{ key: "all", title: null, note: null, findings: sorted }];
}

/** Each trigger stands under the first cause that explains it; what none explains comes last. */
function byCause(findings: Finding[], causes: Causes, t: Texts): Group[] {
  const waiting = new Map(findings.map((finding) => [finding.code, finding]));
  const groups = causes.items.map(({ cell, codes }) => {
    const own = codes.flatMap((code) => waiting.get(code) ?? []);
    own.forEach(({ code }) => waiting.delete(code));
    const key = `${cell.path}@${String(cell.row ?? "")}`;
    return { key, title: t.explaining.group.causeOf(nameOf(cell)), note: placeOf(cell, t), findings: own };
  });
  const rest = { key: "rest", title: t.explaining.group.noCell, note: null, findings: [...waiting.values()] };
  return [...groups, rest].filter((group) => group.findings.length > 0);
}

function bySection(findings: Finding[], t: Texts): Group[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const section = finding.cells.find((cell) => cell.section !== null)?.section ?? "";
    groups.set(section, [...(groups.get(section) ?? []), finding]);
  }
  return [...groups]
    .toSorted(([one], [other]) => Number(one === "") - Number(other === "") || one.localeCompare(other, "ru", { numeric: true }))
    .map(([section, own]) => ({
      key: section,
      title: section || t.explaining.group.noSection,
      note: null,
      findings: own,
    }));
}
