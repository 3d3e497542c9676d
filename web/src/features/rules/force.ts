import type { RuleSetSummary } from "~/lib/api/types";
import { formatDate } from "~/lib/dates";
import type { Texts } from "~/locales/ru";

/** From which reporting date to which a version judges. */
export function forceOf(version: RuleSetSummary, t: Texts["rules"]): string {
  const { effective_from: from, effective_to: to } = version;
  if (!from) return t.notPlanned;
  if (to && to < from) return t.withdrawn;
  return to ? t.between(formatDate(from), formatDate(to)) : t.since(formatDate(from));
}
