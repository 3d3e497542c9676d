import type { DisputeAnswer } from "~/lib/api/types";
import type { Texts } from "~/locales/ru";

export interface AnswerFields {
  outcome: "accepted" | "refused";
  until: string;
  text: string;
}

/** What is missing: accepting needs a date, refusing needs reasons. */
export function answerFaults(fields: AnswerFields, t: Texts["disputes"]["answer"]): { until?: string; text?: string } {
  if (fields.outcome === "accepted") return fields.until ? {} : { until: t.untilMissing };
  return fields.text.trim() ? {} : { text: t.reasonsMissing };
}

/** The body of the answer; a date that was typed before refusing is not sent. */
export function answerOf({ outcome, until, text }: AnswerFields): DisputeAnswer {
  return { outcome, answer: text.trim(), valid_until: outcome === "accepted" ? until : null };
}
