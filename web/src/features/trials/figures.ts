import type { TriedFinding, TriggerFigures } from "~/lib/api/types";
import type { Texts } from "~/locales/ru";

/** Whether the trigger would fare otherwise than it does now, or could not be evaluated at all. */
export function changed(figures: TriggerFigures): boolean {
  const { not_evaluable_file: file, not_evaluable_rule: rule, not_evaluable_system: system } = figures;
  return figures.newly + figures.gone + file + rule + system > 0;
}

/** Whether it did anything to be told of. */
export function worthShowing(figures: TriggerFigures): boolean {
  return changed(figures) || figures.fired > 0 || figures.in_draft;
}

/** «файл: 3», «правило: 1»: only the causes that were met. */
export function notEvaluable(figures: TriggerFigures, t: Texts["trials"]["causes"]): string[] {
  const found: [number, (n: number) => string][] = [
    [figures.not_evaluable_file, t.file],
    [figures.not_evaluable_rule, t.rule],
    [figures.not_evaluable_system, t.system],
  ];
  const met = found.filter(([number]) => number > 0).map(([number, words]) => words(number));
  return met.length > 0 ? met : ["0"];
}

/** Findings of a try-on: what fired or could not be told, what held, and what did not apply. */
export function byOutcome(findings: readonly TriedFinding[]): Record<"told" | "held" | "idle", TriedFinding[]> {
  const told = findings.filter(({ outcome }) => outcome === "fired" || outcome === "not_evaluable");
  const held = findings.filter(({ outcome }) => outcome === "held");
  return { told, held, idle: findings.filter(({ outcome }) => outcome === "not_applicable") };
}
